"""An agency ends in the midst of a tree: what it has and what it is asked for go on at its successor."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from services.cases.application.histories.acts import read_act
from services.cases.application.known_here import KnownHere
from services.cases.application.recording import let_time_pass_in
from services.cases.domain.case import CASE
from services.cases.domain.directory import DIRECTORY
from services.cases.domain.ending import ENDING, AgencyEndReplicated
from services.cases.domain.tree.minutes import whole_minutes
from services.cases.domain.tree.seeing import Viewer, readable
from services.cases.domain.tree.tree import tree_of
from shared.contracts.cases.coordination import CoordinationMoved
from shared.contracts.cases.course import CaseMoved
from shared.contracts.catalog.reorganisation import DivisionTransfer
from tests.unit.cases.histories.world import HERE, KNOWN, World, known_calendar, world

HEADER, *LINES = (HERE / "four-agencies.jsonl").read_bytes().splitlines()
#: 00:00 on 4 March in Vietnam: STC's own case runs, and CAT is asked without one.
THEN = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
LAST = datetime(2026, 3, 20, tzinfo=UTC)


def told(made: World, agency: str, successor: str) -> None:
    """A decision ends the agency; its people and divisions go to the one that succeeds."""
    directory = made.work.state(DIRECTORY, agency)
    made.work.append(DIRECTORY, successor, [*directory.divisions.values(), *directory.officials.values()])
    transfers = (
        DivisionTransfer(division=one, successor=successor, successor_division=one)
        for one in directory.divisions
    )
    decided = AgencyEndReplicated(
        agency=agency,
        decision_number="7/QĐ-UBND",
        decision_date=date(2026, 2, 20),
        effective_from=date(2026, 3, 4),
        successors=(successor,),
        divisions=tuple(transfers),
    )
    made.work.append(ENDING, agency, [decided])


@pytest.fixture(scope="module")
def taken() -> Iterator[World]:
    """The whole history, with STC and CAT that end and are succeeded after its second day."""
    with pytest.MonkeyPatch.context() as patch, world() as made:
        patch.setattr(KnownHere, "calendar", known_calendar)
        made.begin(json.loads(HEADER))
        for line in LINES:
            act = read_act(line)
            if act.at > THEN and not made.work.state(ENDING, "STC").decided:
                for agency in ("STC", "CAT"):
                    told(made, agency, f"{agency}M")
                made.people = {
                    name: {**one, "agency": f"{one['agency']}M"} if one["agency"] in ("STC", "CAT") else one
                    for name, one in made.people.items()
                }
                for number in made.cases.values():  # as the sweeper does
                    let_time_pass_in(made.work, number, act.at)
            made.act(act)
        yield made


def test_the_case_moves_and_what_it_answers_follows_with_it_as_the_cause(taken: World) -> None:
    (move,) = (one for one in taken.records() if isinstance(one.event, CaseMoved))
    assert (move.case_number, move.event.agency, move.at) == (taken.cases["B1"], "STCM", THEN)
    follows = [one for one in taken.records() if isinstance(one.event, CoordinationMoved)]
    (asked,) = (one for one in follows if one.event.asked_agency == "STCM")
    assert (asked.case_number, asked.causation_id) == (taken.cases["A1"], move.id)


def test_what_is_asked_without_a_case_moves_by_itself(taken: World) -> None:
    (moved,) = (
        one.event
        for one in taken.records()
        if isinstance(one.event, CoordinationMoved) and one.event.asked_agency == "CATM"
    )
    assert (moved.from_agency, moved.moved_at, moved.case_number) == ("CAT", THEN, taken.cases["A1"])


def test_the_tree_ends_as_it_does_without_and_each_has_the_time_in_which_it_was_there(taken: World) -> None:
    expected = json.loads((HERE / "four-agencies.expected.json").read_text("utf-8"))[-1]
    tree = tree_of(taken.cases["A1"], taken.records(), datetime.fromisoformat(expected["as_of"]), KNOWN)
    assert tree is not None
    time, whole = whole_minutes(tree.time), expected["time"]
    for agency in ("STC", "CAT"):
        before, after = time.pop(agency), time.pop(f"{agency}M")
        together = {name: before[name] + after[name] for name in before}
        assert (together, bool(sum(before.values())), bool(sum(after.values()))) == (
            *(whole.pop(agency), True, True),
        )
    assert time == whole
    assert (tree.case.state, tree.case.late) == (expected["case"]["state"], expected["case"]["late"])


def test_history_stays_under_the_old_name(taken: World) -> None:
    agencies = [one.event.agency for one in taken.records() if one.case_number == taken.cases["B1"]]
    assert agencies == sorted(agencies)
    assert set(agencies) == {"STC", "STCM"}
    case = taken.work.state(CASE, taken.cases["B1"])
    assert (case.agency, case.opened_in) == ("STCM", "STC")


def test_the_successor_reads_what_it_took_over_from_its_beginning(taken: World) -> None:
    records = taken.records()
    before, after = (readable(records, Viewer(frozenset({one}))) for one in ("STC", "STCM"))
    own = {(one.case_number, one.version) for one in records if one.case_number == taken.cases["B1"]}
    (moved,) = (one for one in records if isinstance(one.event, CaseMoved))
    assert own <= after
    assert before < after
    assert (moved.case_number, moved.version) not in before
