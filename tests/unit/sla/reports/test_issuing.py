"""A report is issued once, corrected by further editions, and kept in parts that come together again."""

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from services.sla.domain.reports.comparing import (
    NOTHING_CHANGED,
    FigureChange,
    ReportChanges,
    VisitChange,
    changes_between,
    figures_of,
)
from services.sla.domain.reports.issuing import (
    REPORT,
    CountedReport,
    IssueReport,
    KeepReportFile,
    ReissueReport,
    ReportFileKept,
)
from services.sla.domain.reports.keeping import (
    PART_BYTES,
    REPORT_CONTENT,
    ContentPartKept,
    KeepPart,
    content_of,
    letters,
    parts_of,
)
from services.sla.errors import PeriodNotOver
from shared.contracts.reports import ReportDifference, ReportIssued
from shared.decider import by_itself
from tests.scenario import given

AFTER = by_itself(datetime(2026, 3, 31, 17, 0, tzinfo=UTC))  # midnight of 1 April in Vietnam
BEFORE = by_itself(datetime(2026, 3, 31, 16, 59, tzinfo=UTC))


def row(agency: str = "STC", done: int = 3, late: int = 1, **more: Any) -> dict[str, Any]:
    counted = {"received": 4, "done": done, "done_on_time": done - late, "done_late": late}
    rest = dict.fromkeys(("late_through_others", "returns", "refusals", "buck_passing"), 0)
    return {
        "agency": agency,
        "division": None,
        "official": None,
        "procedure": None,
        **counted,
        **rest,
        **more,
    }


def visit(case: str = "M1", **more: Any) -> dict[str, Any]:
    return {"case": case, "step": "B1", "visit": 1, "late": False, "used": 60, **more}


def document(*rows: dict[str, Any], visits: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"units": {"agency": list(rows)}, "visits": list(visits)}


COUNTED = CountedReport(
    agency="STC",
    period="2026-03",
    first_day=date(2026, 3, 1),
    last_day=date(2026, 3, 31),
    as_of=AFTER.at,
    position=120,
    rules=1,
    figures=figures_of(document(row())),
    digest="0f" * 32,
)


def edition(number: int, counted: CountedReport = COUNTED, *, scheduled: bool = False) -> ReportIssued:
    return ReportIssued(
        agency=counted.agency,
        period=counted.period,
        first_day=counted.first_day,
        last_day=counted.last_day,
        edition=number,
        as_of=counted.as_of,
        position=counted.position,
        rules=counted.rules,
        figures=counted.figures,
        changed=counted.changes.told(),
        rows_changed=len(counted.changes.visits),
        digest=counted.digest,
        scheduled=scheduled,
        issued_by="system",
        issued_at=AFTER.at,
    )


def test_a_report_is_issued_once_by_whoever_is_first() -> None:
    scenario = given(REPORT).when(IssueReport(), AFTER, COUNTED).then(edition(1))
    scenario.when(IssueReport(scheduled=True), AFTER, replace(COUNTED, position=130)).then()


def test_only_of_a_period_that_is_over_in_vietnam() -> None:
    given(REPORT).when(IssueReport(scheduled=True), BEFORE, COUNTED).refused(PeriodNotOver, "period")
    given(REPORT).when(ReissueReport(), BEFORE, COUNTED).refused(PeriodNotOver, "period")


def test_what_is_otherwise_is_a_further_edition_once() -> None:
    changes = changes_between(document(row()), document(row(done=4)))
    again = replace(COUNTED, against=1, changes=changes, digest="1f" * 32)
    scenario = given(REPORT, edition(1)).when(ReissueReport(), AFTER, again).then(edition(2, again))
    scenario.when(ReissueReport(), AFTER, again).then()  # another process, which compared with the first
    same = replace(COUNTED, against=1, changes=NOTHING_CHANGED)
    given(REPORT, edition(1)).when(ReissueReport(), AFTER, same).then()
    given(REPORT).when(ReissueReport(), AFTER, COUNTED).then(edition(1))


def test_a_file_is_kept_as_it_was_made_first() -> None:
    keep = KeepReportFile(edition=1, form="pdf", language="vi", digest="ab")
    kept = ReportFileKept(edition=1, form="pdf", language="vi", digest="ab", kept_at=AFTER.at)
    scenario = given(REPORT, edition(1)).when(keep, AFTER).then(kept)
    scenario.when(replace(keep, digest="cd"), AFTER).then()
    given(REPORT, edition(1)).when(replace(keep, edition=2), AFTER).then()


def test_what_is_open_is_no_difference_and_figures_and_rows_are() -> None:
    before = document(row(open=3), visits=(visit("M1"), visit("M2")))
    assert (
        changes_between(before, document(row(open=9), visits=(visit("M2"), visit("M1")))) == NOTHING_CHANGED
    )
    after = document(row(late=0, open=3), row("SNV"), visits=(visit("M2", late=True), visit("M3")))
    changes = changes_between(before, after)
    assert changes.figures[:2] == (
        FigureChange(by="agency", unit="SNV", figure="received", was=None, becomes=4),
        FigureChange(by="agency", unit="SNV", figure="done", was=None, becomes=3),
    )
    late = ReportDifference(agency="STC", figure="done_late", was=1, becomes=0)
    assert late in changes.told()
    assert changes.visits == (
        VisitChange(case="M1", step="B1", visit=1, change="removed"),
        VisitChange(case="M2", step="B1", visit=1, change="changed"),
        VisitChange(case="M3", step="B1", visit=1, change="added"),
    )


def test_of_very_many_differences_a_hundred_are_told() -> None:
    figures = tuple(
        FigureChange(by="agency", unit=f"A{number}", figure="done", was=1, becomes=2) for number in range(300)
    )
    assert len(ReportChanges(figures=figures).told()) == 100


@settings(max_examples=20, deadline=None)
@drawn(st.binary(max_size=200))
def test_a_content_comes_together_again_from_its_parts(seed: bytes) -> None:
    content = b"".join(bytes([one ^ number % 251]) for number in range(900) for one in seed)
    commands = parts_of(content)
    events = [ContentPartKept(number=one.number, text=one.text) for one in commands]
    assert content_of(events) == content
    scenario = given(REPORT_CONTENT)
    for command, event in zip(commands, events, strict=True):
        scenario = scenario.when(command, AFTER).then(event)
        scenario.when(command, AFTER).then()


def test_a_large_content_is_several_parts_each_small_enough_for_an_event() -> None:
    noise = Random(1).randbytes(3 * PART_BYTES)
    commands = parts_of(noise)
    assert len(commands) > 2
    assert max(len(one.text) for one in commands) <= 64 * 1024 - 1024
    given(REPORT_CONTENT).when(KeepPart(number=1, text="x"), AFTER).then()


@pytest.mark.parametrize("changed", [{"b": 1, "a": 2}, {"a": 2, "b": 1}])
def test_the_same_document_is_the_same_letters(changed: dict[str, int]) -> None:
    assert letters(changed) == b'{"a":2,"b":1}'
