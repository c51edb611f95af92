"""A history with a step that was refused, and a case that was reopened after its end."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from services.cases.application.histories.people import Importer
from services.cases.application.histories.taking import take
from services.cases.application.known_here import KnownHere
from services.cases.domain.tree.minutes import whole_minutes
from services.cases.domain.tree.tree import Tree, tree_of
from services.cases.errors.steps import NobodyHandedOff
from shared.contracts.cases.course import CaseReopened
from shared.contracts.cases.steps import StepRefused
from shared.eventstore.records import utc_now
from tests.unit.cases.histories.world import HERE, KNOWN, World, known_calendar, world
from tests.unit.working_time.calendars import hanoi
from tthc.histories.file import read_history

HEADER = (HERE / "four-agencies.jsonl").read_bytes().splitlines()[0]


def line(at: str, by: str, act: str, **fields: Any) -> bytes:
    moment = hanoi(f"2026-03-{at}").isoformat()
    return json.dumps({"at": moment, "by": f"snv.{by}", "act": act, "case": "A1", **fields}).encode()


OPENED = (
    line("02 08:00", "lan", "open", agency="SNV", procedure="SNV-21", subject="Thành lập Trung tâm"),
    line("02 08:10", "lan", "receive", step="B1"),
    line("02 10:00", "lan", "complete", step="B1"),
)
HISTORY = (
    *OPENED,
    line("02 10:05", "lan", "hand_off", step="B1"),
    line("02 10:30", "hung", "refuse", step="B2", reason="Việc của văn phòng", belongs_to="VP"),
    line("02 11:00", "lan", "receive", step="B1"),
    line("02 11:10", "lan", "complete", step="B1"),
    line("02 11:15", "lan", "hand_off", step="B1"),
    line("02 13:30", "hung", "receive", step="B2"),
    line("02 13:30", "hung", "receive", step="B3"),
    line("02 15:00", "hung", "complete", step="B2"),
    line("02 15:00", "hung", "complete", step="B3"),
    line("02 15:10", "hung", "hand_off", step="B3"),
    line("02 16:00", "lan", "receive", step="B4"),
    line("02 16:30", "lan", "complete", step="B4"),
    line("02 16:40", "lan", "complete_case"),
    line("09 08:00", "truong", "reopen", step="B4", reason="Có khiếu nại"),
)


@pytest.fixture(scope="module")
def taken() -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch, world() as made:
        patch.setattr(KnownHere, "calendar", known_calendar)
        yield made.take(b"\n".join((HEADER, *HISTORY)))


def tree_at(taken: World, at: datetime) -> Tree:
    found = tree_of(taken.cases["A1"], taken.records(), at, KNOWN)
    assert found is not None
    return found


def open_steps(tree: Tree) -> list[tuple[str, int, str, str | None]]:
    return [(one.step, one.visit, one.division, one.official) for one in tree.case.open_steps]


def test_a_refused_stage_is_back_with_who_had_handed_it_off(taken: World) -> None:
    assert open_steps(tree_at(taken, hanoi("2026-03-02 10:29"))) == [
        ("B2", 1, "CM", None),
        ("B3", 1, "CM", None),
    ]
    assert open_steps(tree_at(taken, hanoi("2026-03-02 10:30"))) == [("B1", 2, "VP", "snv.lan")]


def test_between_its_end_and_its_reopening_no_minute_counts(taken: World) -> None:
    ended = tree_at(taken, hanoi("2026-03-06 10:00"))
    assert (ended.case.state, ended.case.ended_at) == ("completed", hanoi("2026-03-02 16:40"))
    again = tree_at(taken, hanoi("2026-03-09 09:00"))
    assert (again.case.state, again.case.ended_at) == ("running", None)
    assert open_steps(again) == [("B4", 2, "VP", "snv.lan")]
    assert whole_minutes(again.time) == {"SNV": {"held": 400 + 60, "waiting": 0, "paused": 0}}
    assert again.case.due_at == hanoi("2026-03-12 15:20")  # 36 hours, of which 400 minutes were used


def test_both_build_on_what_was_there(taken: World) -> None:
    records = taken.records()
    by_id = {one.id: one.version for one in records}
    causes = {type(one.event): by_id[one.causation_id] for one in records if one.causation_id in by_id}
    assert causes[StepRefused] == 4  # the hand-off
    assert causes[CaseReopened] == len(records) - 1  # the case's end


def test_taken_in_by_an_importer_it_comes_to_the_same(taken: World) -> None:
    """The reopening is found from the case's state, long after its end, and counts for who did it."""
    late = line("09 08:00", "truong", "reopen", step="B4", reason="Có khiếu nại").replace(b"03-09", b"05-20")
    with pytest.MonkeyPatch.context() as patch, world() as made, TemporaryDirectory() as folder:
        patch.setattr(KnownHere, "calendar", known_calendar)
        made.begin(json.loads(HEADER))
        path = Path(folder) / "history.jsonl"
        path.write_bytes(b"\n".join((HEADER, *HISTORY[:-1], late)))
        for one in read_history(path, utc_now()).acts:
            assert take(made.work, one, Importer("nhap"))
        events = [one.event for one in made.work.events if one.stream.startswith("case-")]
    plain = [one.event for one in taken.work.events if one.stream.startswith("case-")]
    assert [type(one) for one in events] == [type(one) for one in plain]
    assert (events[-1].reopened_by, events[-1].recorded_by) == ("snv.truong", "nhap")


def test_what_the_rules_refuse_the_history_is_refused() -> None:
    with pytest.MonkeyPatch.context() as patch, world() as made:
        patch.setattr(KnownHere, "calendar", known_calendar)
        refused = line("02 09:00", "lan", "refuse", step="B1", reason="x")
        with pytest.raises(NobodyHandedOff):
            made.take(b"\n".join((HEADER, *OPENED[:2], refused)))
