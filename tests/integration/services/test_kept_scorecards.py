"""Scorecards and their rows: kept for a quarter of an hour, then told what changed, for whom they are."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from services.sla.views.standing import RULES
from shared.contracts.cases.course import CaseCompleted, CaseReopened
from shared.contracts.cases.objective_causes import ReturnCleared
from shared.contracts.cases.passing import BuckPassingDetected, PassingUnit
from shared.contracts.cases.steps import CompletionTakenBack, StepReopened
from shared.kernel import Role
from tests.hosting import principal
from tests.integration.services.sla_case import OF_CASE, Sla, opening, sla_alone
from tests.unit.working_time.calendars import hanoi

AT = "2026-03-09 08:00"
MARCH = "month=2026-03"
OTHER = {"agency": "STC", "procedure": "STC-01"}
HEAD, LAN = principal("snv.binh", Role.AGENCY_HEAD, "SNV"), principal("snv.lan", Role.OFFICIAL, "SNV", "VP")
BEHIND = {
    *("done", "done_on_time", "done_late", "late_through_others", "late_through_suspension"),
    *("late_by_objective_cause", "returns", "refusals", "reopenings"),
    *("open", "open_overdue", "open_overdue_waiting", "received_ended", "received_open"),
    *("sent_back", "sent_back_cleared", "buck_passing"),
}
LISTS = ("visits", "sent_back", "redone", "passed", "steps")


@pytest.fixture
async def sla(tmp_path: Path) -> AsyncIterator[Sla]:
    """Done in time and late, open, open and held by nobody, opened once more by a head and by an official.

    One of the reopenings is found to be without fault, and work is passed on without progress.
    """
    async with sla_alone(tmp_path) as found:
        for number in range(1, 7):
            await found.open(f"2026-03-02 07:3{number}", case=_case(number), first=(opening("receive"),))
        nobodys = opening("receive", official=None)
        await found.open("2026-03-02 07:40", case=_case(7), first=(nobodys,))
        await found.open("2026-03-02 07:40", case="STC-260302-0001", **OTHER)
        await found.complete("receive", "2026-03-02 09:00", case=_case(1))
        await _reopen_case(found, 1, "2026-03-03 09:00")
        await found.sweep(AT)
        for number in (2, 3):
            await found.complete("receive", AT, case=_case(number))
        await _reopen_step(found, 3, AT)
        await _clear(found, 3, AT)
        await _pass_on(found, 4, AT)
        yield found


def _case(number: int) -> str:
    return f"SNV-260302-000{number}"


def _of(number: int, **more: Any) -> dict[str, Any]:
    return {**OF_CASE, "case_number": _case(number), **more}


async def _reopen_case(sla: Sla, number: int, at: str) -> None:
    """By its agency's head: no division's doing."""
    ended = CaseCompleted(**_of(number), completed_by="snv.lan", completed_at=hanoi(at))
    await sla.tell(ended, at)
    again = {"to": (opening("receive", visit=2),), "reason": "Có khiếu nại"}
    await sla.tell(CaseReopened(**_of(number), **again, reopened_by="snv.binh", reopened_at=hanoi(at)), at)


async def _reopen_step(sla: Sla, number: int, at: str) -> None:
    where = _of(number, step="receive", visit=1, division="VP", official="snv.lan")
    again = {"to": (opening("receive", visit=2),), "reason": "Bổ sung"}
    await sla.tell(StepReopened(**where, **again, reopened_by="snv.hoa", reopened_at=hanoi(at)), at)


async def _clear(sla: Sla, number: int, at: str) -> None:
    """What the case's third event opened once more."""
    why = {"returned": 3, "reason": "Không do lỗi của người làm"}
    await sla.tell(ReturnCleared(**_of(number), **why, cleared_by="snv.binh", cleared_at=hanoi(at)), at)


async def _pass_on(sla: Sla, number: int, at: str) -> None:
    between = (PassingUnit(agency="SNV", division="VP"), PassingUnit(agency="SNV"))
    found = {"kind": "submitted_upward", "between": between, "step": "receive", "evidence": ("e1", "e2")}
    await sla.tell(BuckPassingDetected(**_of(number), **found, above="SNV", detected_at=hanoi(at)), at)


async def _take_back(sla: Sla, number: int, at: str) -> None:
    where = _of(number, step="receive", visit=1, division="VP", official="snv.lan")
    await sla.tell(CompletionTakenBack(**where, taken_back_by="snv.lan", taken_back_at=hanoi(at)), at)


async def opened(sla: Sla, address: str, **request: Any) -> tuple[dict[str, Any], list[str]]:
    """The first page of a list, and the cases of all its rows, two a page, sorted."""
    first = page = await sla.get(f"{address}&limit=2", **request)
    found: list[str] = []
    while True:
        listed = next(page[kind] for kind in LISTS if kind in page)
        found += [one.get("case_number") or one["case"] for one in listed]
        if page["next"] is None:
            return first, sorted(found)
        page = await sla.get(page["next"], **request)


async def cards(sla: Sla, by: str, **request: Any) -> dict[str, Any]:
    found: dict[str, Any] = await sla.get(f"/scorecards?{MARCH}&by={by}&all=true", **request)
    return found


async def meanwhile(sla: Sla) -> None:
    """One visit is done, one isn't any more, one is opened once more."""
    await sla.complete("receive", "2026-03-09 08:05", case=_case(5))
    await _take_back(sla, 2, "2026-03-09 08:06")
    await _reopen_step(sla, 5, "2026-03-09 08:07")


async def test_the_rows_stay_those_of_the_figures_however_they_are_grouped(sla: Sla) -> None:
    told = {by: await cards(sla, by) for by in ("agency", "official")}
    before = {
        address: await opened(sla, address)
        for answer in told.values()
        for row in answer["rows"]
        for address in row["opens"].values()
    }
    await meanwhile(sla)
    await sla.sweep("2026-03-09 08:14")
    counted: dict[str, int] = {}
    for by, answer in told.items():
        assert answer["kept_until"] is not None
        for row in answer["rows"]:
            for figure, address in row["opens"].items():
                first, found = await opened(sla, address)
                assert (len(found), first["total"]) == (row[figure], row[figure]), (by, figure, address)
                stands_on = (first["position"], first["rules"], first["changed_since"])
                assert stands_on == (answer["position"], RULES, None)
                assert found == before[address][1]
                counted[figure] = counted.get(figure, 0) + row[figure]
    assert counted.keys() == BEHIND
    assert {name: count for name, count in counted.items() if count} == {
        "done": 3 * 2,
        "done_on_time": 1 * 2,
        "done_late": 2 * 2,
        "reopenings": 2 * 2,
        "open": 7 * 2,
        "open_overdue": 6 * 2,
        "received_ended": 3 * 2,
        "received_open": 7 * 2,
        "sent_back": 2 * 2,
        "sent_back_cleared": 1 * 2,
        "buck_passing": 2 * 2,
    }
    again = await cards(sla, "agency")
    assert again["position"] > told["agency"]["position"]


async def test_after_a_quarter_the_list_is_the_present_one_and_says_what_changed(sla: Sla) -> None:
    answer = await cards(sla, "agency")
    row = next(one for one in answer["rows"] if one["agency"] == "SNV")
    await meanwhile(sla)
    await sla.sweep("2026-03-20 08:00")
    first, found = await opened(sla, row["opens"]["done_late"])
    left, joined = f"{_case(2)}:receive:1", f"{_case(5)}:receive:1"
    assert first["changed_since"] == {"position": answer["position"], "joined": [joined], "left": [left]}
    assert (found, first["position"] > answer["position"]) == ([_case(3), _case(5)], True)
    first, found = await opened(sla, row["opens"]["reopenings"])
    assert found == [_case(1), _case(3), _case(5)]
    (new,) = first["changed_since"]["joined"]
    assert (new.startswith(_case(5)), first["changed_since"]["left"]) == (True, [])
    first, _ = await opened(sla, row["opens"]["open"])
    joined_open = [f"{_case(2)}:receive:1", f"{_case(5)}:receive:2"]
    gone = [f"{_case(5)}:receive:1"]
    assert first["changed_since"] == {"position": answer["position"], "joined": joined_open, "left": gone}


async def test_who_may_not_see_a_row_gets_none_through_somebody_elses_scorecard(sla: Sla) -> None:
    everybodys, own = await cards(sla, "official"), await cards(sla, "official", as_=LAN)
    assert [one["official"] for one in own["rows"]] == ["snv.lan"]
    for figure, address in own["rows"][0]["opens"].items():
        assert (await opened(sla, address, as_=LAN))[0]["total"] == own["rows"][0][figure], figure
    stc = principal("stc.tam", Role.AGENCY_HEAD, "STC")
    for row in everybodys["rows"]:
        if row["agency"] == "STC":
            continue
        for address in row["opens"].values():
            refused = await sla.world.get("sla", address, as_=stc)
            assert (refused.status_code, refused.json()["code"]) == (403, "not-in-agency"), address
    name = own["rows"][0]["opens"]["done"].rpartition("at=")[2]
    for path in ("visits", "sent-back", "redone", "passed"):
        shown = await sla.get(f"/scorecards/{path}?{MARCH}&at={name}", as_=stc)
        assert (shown["total"], shown[path.replace("-", "_")]) == (0, [])
    lists = next(one["opens"] for one in everybodys["rows"] if one["official"] == "snv.lan")
    assert (await opened(sla, lists["done"], as_=HEAD))[0]["changed_since"] is None


async def test_what_isnt_kept_opens_into_what_there_is(sla: Sla, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = await sla.get(f"/scorecards?{MARCH}&keep=false")
    assert (numbers["kept_until"], "at=" in str(numbers["rows"])) == (None, False)
    monkeypatch.setattr("services.sla.queries.kept_figures.ROWS", 9)
    monkeypatch.setattr("services.sla.queries.scorecards.ROWS", 9)
    answer = await cards(sla, "agency")
    assert (answer["kept_until"], "at=" in str(answer["rows"])) == (None, False)
    for row in answer["rows"]:
        for figure, address in row["opens"].items():
            assert (await opened(sla, address))[0]["total"] == row[figure], figure
