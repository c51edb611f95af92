"""What is missing in a tree, or contradicts itself, is named; what fits isn't."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from services.cases.application.known_here import KnownHere
from services.cases.domain.tree.chain import chain_of_cause
from services.cases.domain.tree.links import LinkFault, broken_links
from services.cases.domain.tree.recorded import CaseRecord
from shared.contracts.cases.coordination import CoordinationReceived, CoordinationRequested
from shared.contracts.cases.course import CaseOpened
from tests.unit.cases.histories.world import HERE, World, known_calendar, world


@pytest.fixture(scope="module")
def taken() -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch, world() as made:
        patch.setattr(KnownHere, "calendar", known_calendar)
        yield made.take((HERE / "four-agencies.jsonl").read_bytes())


def found(records: list[CaseRecord]) -> set[tuple[LinkFault, str, int]]:
    return {(one.fault, one.case_number, one.version) for one in broken_links(records)}


def place(records: list[CaseRecord], kind: type, case: str) -> CaseRecord:
    return next(one for one in records if isinstance(one.event, kind) and one.case_number == case)


def changed(records: list[CaseRecord], one: CaseRecord, **fields: Any) -> list[CaseRecord]:
    return [replace(one, **fields) if each is one else each for each in records]


def test_a_whole_tree_has_nothing_wrong(taken: World) -> None:
    assert found(taken.records()) == set()


def test_a_case_that_is_not_there(taken: World) -> None:
    records, gone = taken.records(), taken.cases["C1"]
    left = [one for one in records if one.case_number != gone]
    received = place(records, CoordinationReceived, taken.cases["B1"])
    assert (LinkFault.CASE_MISSING, received.case_number, received.version) in found(left)
    assert (LinkFault.CASE_MISSING, gone, 1) in found([one for one in records if one.case_number == gone])


def test_an_event_that_is_not_there(taken: World) -> None:
    records, case = taken.records(), taken.cases["A1"]
    left = [one for one in records if (one.case_number, one.version) != (case, 5)]
    assert (LinkFault.EVENT_MISSING, case, 5) in found(left)
    assert {fault for fault, *_ in found(left)} == {LinkFault.EVENT_MISSING, LinkFault.CAUSE_MISSING}


@pytest.mark.parametrize("kind", [CoordinationReceived, CoordinationRequested])
def test_a_case_that_answers_what_does_not_name_it(taken: World, kind: type) -> None:
    records, child = taken.records(), taken.cases["C1"]
    one = place(records, kind, taken.cases["B1"])
    event = replace(one.event, coordination=7)
    assert (LinkFault.NOT_NAMED, child, 1) in found(changed(records, one, event=event))


def test_a_cause_that_is_not_there(taken: World) -> None:
    records = taken.records()
    one = place(records, CoordinationReceived, taken.cases["B1"])
    assert found(changed(records, one, causation_id="nobody")) == {
        (LinkFault.CAUSE_MISSING, one.case_number, one.version)
    }
    assert found(changed(records, one, causation_id="c-1", command_id="c-1")) == set()


def test_an_effect_before_its_cause(taken: World) -> None:
    records = taken.records()
    one = place(records, CaseOpened, taken.cases["C1"])
    early = replace(one.event, opened_at=one.at - timedelta(minutes=1))
    assert (LinkFault.CAUSE_LATER, one.case_number, 1) in found(changed(records, one, event=early))


def test_says_what_is_wrong_in_both_languages(taken: World) -> None:
    records = taken.records()[:-1]
    gone = [one for one in records if one.case_number != taken.cases["B1"]]
    said = [one.what for one in broken_links(gone)]
    assert any(taken.cases["B1"] in one.en and taken.cases["B1"] in one.vi for one in said)
    assert all(one.vi != one.en for one in said)


def test_the_chain_goes_from_an_event_back_to_the_first(taken: World) -> None:
    records = taken.records()
    last = [one for one in records if one.case_number == taken.cases["C1"]][-1]
    chain = chain_of_cause(records, last.case_number, last.version)
    assert (chain[0], chain[-1].case_number, chain[-1].version) == (last, taken.cases["A1"], 1)
    assert {one.case_number for one in chain} == set(taken.cases.values())
    assert all(one.causation_id == cause.id for one, cause in pairwise(chain))
    assert chain_of_cause(records, last.case_number, 99) == []


def test_a_chain_that_runs_in_a_circle_ends(taken: World) -> None:
    records = taken.records()
    first = place(records, CaseOpened, taken.cases["A1"])
    last = [one for one in records if one.case_number == taken.cases["C1"]][-1]
    circle = changed(records, first, causation_id=last.id)
    chain = chain_of_cause(circle, last.case_number, last.version)
    assert len({one.id for one in chain}) == len(chain)
    assert (chain[-1].case_number, chain[-1].version) == (first.case_number, 1)
