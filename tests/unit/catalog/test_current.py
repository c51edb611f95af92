"""What is true now: told in full when it changes, ended when it is no more, in parts that a save takes."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as st

from services.catalog.consumers import OF_AGENCIES
from services.catalog.domain.current import (
    CURRENT_AGENCY,
    CURRENT_CATALOGUE,
    CurrentAgencyChanged,
    CurrentCatalogue,
    CurrentEditionChanged,
    CurrentProcedureChanged,
    CurrentProcedureEnded,
    CurrentProceduresTold,
    enter,
    leave,
    tell_agency,
    tell_next,
)
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.published import TRANSLATIONS
from shared.contracts.declaring import type_of
from shared.contracts.publication import Origin
from shared.contracts.registry import dump, parse
from shared.contracts.topics import Topic
from tests.hosting import RECORDED_AT
from tests.unit.catalog.examples import (
    AT,
    DRAFTED,
    REGISTERED,
    added,
    in_draft,
    issued,
    procedure,
    stage,
    step,
)
from tests.unit.catalog.examples_organisation import (
    DISSOLVED,
    DIVISION_CLOSED,
    DIVISION_RENAMED,
    MOVED,
    OF_STAFF,
    OF_THE_AGENCY,
    PLANNED,
    RENAMED,
    WENT_LIVE,
)


def edition(number: int, *codes: str, content: str = "Thẩm định") -> Catalogue:
    """An issued edition with these procedures."""
    entries = [procedure(stage("G1", step("S1", content=content)), code=code) for code in codes]
    events = [DRAFTED, *map(in_draft, entries), issued(*codes)]
    return CATALOGUE.fold([replace(event, edition=number) for event in events])


def told(state: CurrentCatalogue, catalogue: Catalogue | None, at_most: int = 96 * 1024) -> list[Any]:
    """All that is told until nothing is left; the state has it then."""
    events: list[Any] = []
    while part := tell_next(state, "SNV", catalogue, AT, at_most):
        for event in part:
            CURRENT_CATALOGUE.evolve(state, event)
        events += part
    return events


def entered(state: CurrentCatalogue, catalogue: Catalogue) -> list[Any]:
    for event in enter(state, catalogue, AT):
        CURRENT_CATALOGUE.evolve(state, event)
    return told(state, catalogue)


def changed(events: list[Any]) -> list[str]:
    return [event.content.code for event in events if isinstance(event, CurrentProcedureChanged)]


def ended(events: list[Any]) -> list[str]:
    return [event.code for event in events if isinstance(event, CurrentProcedureEnded)]


def test_an_edition_that_enters_tells_each_of_its_procedures_once() -> None:
    state = CurrentCatalogue()
    first = edition(1, "P01", "P02")
    events = entered(state, first)
    assert (changed(events), ended(events), state.edition) == (["P01", "P02"], [], 1)
    assert events[-1].left == 0
    assert entered(state, first) == []


def test_the_next_edition_tells_all_its_own_and_ends_what_it_dropped() -> None:
    state = CurrentCatalogue()
    entered(state, edition(1, "P01", "P02"))
    events = entered(state, edition(2, "P02", "P03"))
    assert (changed(events), ended(events)) == (["P02", "P03"], ["P01"])
    assert {event.content.edition for event in events if isinstance(event, CurrentProcedureChanged)} == {2}


def test_an_older_edition_that_is_heard_of_late_changes_nothing() -> None:
    state = CurrentCatalogue()
    entered(state, edition(2, "P01"))
    assert enter(state, edition(1, "P09"), AT) == []


def test_a_correction_tells_that_procedure_alone() -> None:
    state = CurrentCatalogue()
    present = edition(1, "P01", "P02")
    entered(state, present)
    present.procedures["P02"] = replace(present.procedures["P02"], name="Bổ nhiệm công chức lãnh đạo")
    events = told(state, present)
    assert changed(events) == ["P02"]
    assert events[0].content.name == "Bổ nhiệm công chức lãnh đạo"


def test_a_withdrawn_edition_ends_all_of_it_and_never_comes_back() -> None:
    state = CurrentCatalogue()
    present = edition(1, "P01", "P02")
    entered(state, present)
    assert leave(state, "SNV", 2, AT) == []
    for event in leave(state, "SNV", 1, AT):
        CURRENT_CATALOGUE.evolve(state, event)
    assert ended(told(state, None)) == ["P01", "P02"]
    assert (state.told, enter(state, present, AT)) == ({}, [])


@settings(deadline=None)
@whatever(
    st.integers(min_value=1, max_value=20),
    st.integers(min_value=0, max_value=20),
    st.integers(min_value=1, max_value=32 * 1024),
)
def test_in_parts_of_any_size_each_is_told_once_and_the_last_says_that_none_is_left(
    before: int, after: int, at_most: int
) -> None:
    state = CurrentCatalogue()
    old, new = [f"A{n}" for n in range(before)], [f"A{n}" for n in range(before // 2, before // 2 + after)]
    told(state, edition(1, *old), at_most)
    events = told(state, edition(2, *new) if new else None, at_most)
    assert changed(events) == new
    assert ended(events) == [code for code in old if code not in new]
    parts = [event for event in events if isinstance(event, CurrentProceduresTold)]
    assert [part.left for part in parts] == sorted((part.left for part in parts), reverse=True)
    assert not parts or parts[-1].left == 0
    assert sum(part.changed + part.ended for part in parts) == len(changed(events)) + len(ended(events))


@pytest.mark.parametrize("content", ["x", "Thẩm định “hồ sơ”\n" * 100])
def test_a_part_fits_a_save(content: str) -> None:
    state = CurrentCatalogue()
    told(state, edition(1, *(f"{n:040}" for n in range(1000))))
    part = tell_next(state, "SNV", edition(2, *(f"P{n}" for n in range(500)), content=content), AT)
    envelope = 400
    assert sum(len(msgspec.json.encode(event)) + envelope for event in part) < 128 * 1024
    assert part[-1].left > 0


def test_an_agency_is_told_with_its_divisions_whenever_it_is_another() -> None:
    state = CURRENT_AGENCY.initial()
    agency = AGENCY.fold([REGISTERED, added("VP"), added("CCVC", "Phòng Công chức")])
    (event,) = tell_agency(state, agency, AT)
    assert [one.division for one in event.divisions] == ["CCVC", "VP"]
    CURRENT_AGENCY.evolve(state, event)
    assert tell_agency(state, agency, RECORDED_AT) == []
    assert tell_agency(CURRENT_AGENCY.initial(), AGENCY.initial(), AT) == []


def test_an_agency_that_ends_stays_with_its_successors() -> None:
    agency = AGENCY.fold([REGISTERED, added("VP"), WENT_LIVE, DISSOLVED])
    (event,) = tell_agency(CURRENT_AGENCY.initial(), agency, AT)
    assert (event.live_from, event.ended_from) == (agency.live_from, agency.ended_from)
    assert None not in (event.live_from, event.ended_from)
    assert event.successors == DISSOLVED.successors


BEFORE = (REGISTERED, added("VP"), added("TTr"), added("CCVC", "Phòng Công chức"))
#: What others are told anew; the code of a scheme and what concerns people are no part of it.
SHOWN = (added("PC", "Phòng Pháp chế"), PLANNED, WENT_LIVE, RENAMED, MOVED, DISSOLVED)
SHOWN_OF_STAFF = (DIVISION_RENAMED, DIVISION_CLOSED)


def names(events: Iterable[Any]) -> set[str]:
    return {type(event).__name__ for event in events}


@pytest.mark.parametrize(
    "happened", [*OF_THE_AGENCY, *OF_STAFF, SHOWN[0]], ids=lambda event: type(event).__name__
)
def test_what_others_are_told_of_an_agency_changes_by_these_events_and_no_others(happened: Any) -> None:
    state = CURRENT_AGENCY.initial()
    CURRENT_AGENCY.evolve(state, tell_agency(state, AGENCY.fold(BEFORE), AT)[0])
    told_anew = tell_agency(state, AGENCY.fold([*BEFORE, happened]), AT) != []
    assert told_anew is (happened in (*SHOWN, *SHOWN_OF_STAFF))


def test_whatever_changes_what_is_told_of_an_agency_is_followed() -> None:
    followed = {event.__name__ for event in OF_AGENCIES}
    assert followed >= names([REGISTERED, *SHOWN, *SHOWN_OF_STAFF])


CONTENT = entered(CurrentCatalogue(), edition(1, "P01"))[0].content
EVENTS = [
    CurrentEditionChanged(agency="SNV", edition=None, changed_at=AT),
    CurrentProcedureChanged(content=CONTENT, changed_at=AT),
    CurrentProcedureEnded(agency="SNV", code="P01", ended_at=AT),
    CurrentProceduresTold(agency="SNV", edition=1, changed=1, ended=0, left=0, told_at=AT),
    *tell_agency(CURRENT_AGENCY.initial(), AGENCY.fold([REGISTERED, added("VP")]), AT),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_from_the_store_as_it_was(event: Any) -> None:
    assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event


@pytest.mark.parametrize(
    ("event", "topic", "key"),
    [
        (EVENTS[1], Topic.CATALOG_CURRENT, "SNV/P01"),
        (EVENTS[2], Topic.CATALOG_CURRENT, "SNV/P01"),
        (EVENTS[3], None, None),
        (EVENTS[4], Topic.AGENCIES_CURRENT, "SNV"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_each_stands_on_its_topic_under_what_compaction_keeps(event: Any, topic: Any, key: Any) -> None:
    publication = TRANSLATIONS[type(event)](event, Origin("SNV", RECORDED_AT))
    assert (publication.topic, publication.key, publication.time) == (topic, key, AT)
    told_as = publication.event
    assert parse(type_of(type(told_as)), dump(told_as)) == told_as


def test_all_of_a_procedure_is_told() -> None:
    published: Any = TRANSLATIONS[CurrentProcedureChanged](EVENTS[1], Origin("SNV", RECORDED_AT)).event
    issued_as: Any = TRANSLATIONS[type(CONTENT)](CONTENT, Origin("SNV.1", RECORDED_AT)).event
    assert _told(published, "changed_at") == _told(issued_as, "issued_by")


def test_an_agency_that_is_told_says_nothing_of_people() -> None:
    assert not {name for name in CurrentAgencyChanged.__dataclass_fields__ if name.endswith("_by")}


def _told(event: Any, left_out: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(dump(event))
    del told[left_out]
    return told
