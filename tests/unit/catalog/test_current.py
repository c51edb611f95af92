"""What is true now: told in full when it changes, ended when it is no more, in parts that a save takes."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as st

from services.catalog.consumers import OF_AGENCIES
from services.catalog.domain.current import procedures as current
from services.catalog.domain.current.agencies import CURRENT_AGENCY, CurrentAgency, TellAgency
from services.catalog.domain.current.procedures import (
    CURRENT_CATALOGUE,
    CurrentCatalogue,
    CurrentEditionChanged,
    EnterEdition,
    LeaveEdition,
    TellCorrection,
    TellProcedures,
)
from services.catalog.domain.deciders import AGENCY, CATALOGUE
from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.organisation.agency import Agency
from services.catalog.domain.procedure.conditions import Urgency
from services.catalog.published import TRANSLATIONS
from shared.contracts.catalog.current import (
    CurrentAgencyChanged,
    CurrentProcedureChanged,
    CurrentProcedureEnded,
    CurrentProceduresTold,
)
from shared.contracts.catalog.parts import UrgentLimit
from shared.contracts.registry import parse
from shared.contracts.topics import Service, Topic
from shared.decider import by_itself
from tests.hosting import RECORDED_AT
from tests.publishing import outgoing
from tests.unit.catalog.examples import (
    AT,
    DRAFTED,
    REGISTERED,
    added,
    hours,
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
from tests.unit.catalog.full_procedure import as_issued


@dataclass
class Now:
    """The editions by number, and the agency, as they are now."""

    editions: dict[int, Catalogue] = field(default_factory=dict)
    present: Agency = field(default_factory=Agency)

    def edition(self, _agency: str, edition: int) -> Catalogue:
        return self.editions[edition]

    def agency(self, _code: str) -> Agency:
        return self.present


def edition(number: int, *codes: str, content: str = "Thẩm định") -> Catalogue:
    """An issued edition with these procedures."""
    entries = [procedure(stage("G1", step("S1", content=content)), code=code) for code in codes]
    events = [DRAFTED, *map(in_draft, entries), issued(*codes)]
    return CATALOGUE.fold([replace(event, edition=number) for event in events])


class Telling:
    """What is told of SNV's procedures, command by command."""

    def __init__(self) -> None:
        self.state = CurrentCatalogue()
        self.now = Now()

    def decide(self, command: Any) -> list[Any]:
        events = CURRENT_CATALOGUE.decide(self.state, command, by_itself(AT), self.now)
        for event in events:
            CURRENT_CATALOGUE.evolve(self.state, event)
        return events

    def next(self, at_most: int = 96 * 1024) -> list[Any]:
        return self.decide(TellProcedures(agency="SNV", at_most_bytes=at_most))

    def corrected(self, code: str) -> list[Any]:
        return self.decide(TellCorrection(agency="SNV", procedure=code))

    def all(self, at_most: int = 96 * 1024) -> list[Any]:
        """All that is told until nothing is left."""
        events: list[Any] = []
        while part := self.next(at_most):
            events += part
        return events

    def enter(self, catalogue: Catalogue) -> list[Any]:
        self.now.editions[catalogue.edition] = catalogue
        return self.decide(EnterEdition(agency="SNV", edition=catalogue.edition))

    def entered(self, catalogue: Catalogue, at_most: int = 96 * 1024) -> list[Any]:
        self.enter(catalogue)
        return self.all(at_most)

    def leave(self, number: int) -> list[Any]:
        return self.decide(LeaveEdition(agency="SNV", edition=number))


def changed(events: list[Any]) -> list[str]:
    return [event.procedure for event in events if isinstance(event, CurrentProcedureChanged)]


def ended(events: list[Any]) -> list[str]:
    return [event.procedure for event in events if isinstance(event, CurrentProcedureEnded)]


def test_an_edition_that_enters_tells_each_of_its_procedures_once() -> None:
    telling = Telling()
    first = edition(1, "P01", "P02")
    events = telling.entered(first)
    assert (changed(events), ended(events), telling.state.edition) == (["P01", "P02"], [], 1)
    assert events[-1].left == 0
    assert telling.entered(first) == []


def test_the_next_edition_tells_all_its_own_and_ends_what_it_dropped() -> None:
    telling = Telling()
    telling.entered(edition(1, "P01", "P02"))
    events = telling.entered(edition(2, "P02", "P03"))
    assert (changed(events), ended(events)) == (["P02", "P03"], ["P01"])
    assert {event.edition for event in events if isinstance(event, CurrentProcedureChanged)} == {2}


def test_an_older_edition_that_is_heard_of_late_changes_nothing() -> None:
    telling = Telling()
    telling.entered(edition(2, "P01"))
    assert telling.enter(edition(1, "P09")) == []


def test_a_correction_tells_that_procedure_alone() -> None:
    telling = Telling()
    present = edition(1, "P01", "P02")
    telling.entered(present)
    present.procedures["P02"] = replace(present.procedures["P02"], name="Bổ nhiệm công chức lãnh đạo")
    events = telling.corrected("P02")
    assert changed(events) == ["P02"]
    assert events[0].name == "Bổ nhiệm công chức lãnh đạo"


def test_a_withdrawn_edition_ends_all_of_it_and_never_comes_back() -> None:
    telling = Telling()
    present = edition(1, "P01", "P02")
    telling.entered(present)
    assert telling.leave(2) == []
    assert len(telling.leave(1)) == 1
    assert ended(telling.all()) == ["P01", "P02"]
    assert (telling.state.told, telling.enter(present)) == ({}, [])


@pytest.mark.parametrize("large", [False, True], ids=["of one", "of a save's size"])
def test_twice_the_procedures_cost_twice_the_work(monkeypatch: pytest.MonkeyPatch, large: bool) -> None:
    def work(count: int) -> int:
        done = Counter[str]()
        for name in ("in_full", "_mark", "size_in_bytes"):
            monkeypatch.setattr(current, name, counted(getattr(telling_module, name), name, done))
        telling = Telling()
        codes = [f"P{number}" for number in range(count)]
        assert changed(telling.entered(edition(1, *codes), 20 * 1024 if large else 1)) == codes
        return done.total()

    telling_module = SimpleNamespace(**vars(current))
    assert work(200) <= 2.2 * work(100)


def counted(function: Callable[..., Any], name: str, done: Counter[str]) -> Callable[..., Any]:
    """The function, which counts its calls."""

    def call(*args: Any) -> Any:
        done[name] += 1
        return function(*args)

    return call


def test_a_correction_while_the_edition_is_being_told_is_told_once() -> None:
    telling = Telling()
    present = edition(1, "P01", "P02", "P03")
    telling.enter(present)
    told = telling.next(1)
    for code in ("P01", "P03"):
        present.procedures[code] = replace(present.procedures[code], name="Bổ nhiệm công chức lãnh đạo")
        told += telling.corrected(code)
        told += telling.corrected(code)
    told += telling.all(1)
    assert changed(told) == ["P01", "P01", "P02", "P03"]
    assert [one.left for one in told if isinstance(one, CurrentProceduresTold)] == [2, 2, 1, 0]
    assert telling.corrected("P09") == []


def test_an_edition_that_has_ended_meanwhile_does_not_enter() -> None:
    telling = Telling()
    gone = edition(1, "P01")
    gone.force.superseded = object()  # type: ignore[assignment]
    assert telling.enter(gone) == []


@settings(deadline=None)
@whatever(
    st.integers(min_value=1, max_value=20),
    st.integers(min_value=0, max_value=20),
    st.integers(min_value=1, max_value=32 * 1024),
)
def test_in_parts_of_any_size_each_is_told_once_and_the_last_says_that_none_is_left(
    before: int, after: int, at_most: int
) -> None:
    telling = Telling()
    old, new = [f"A{n}" for n in range(before)], [f"A{n}" for n in range(before // 2, before // 2 + after)]
    telling.entered(edition(1, *old), at_most)
    if new:
        telling.enter(edition(2, *new))
    else:
        telling.leave(1)
    events = telling.all(at_most)
    assert changed(events) == new
    assert ended(events) == [code for code in old if code not in new]
    parts = [event for event in events if isinstance(event, CurrentProceduresTold)]
    assert [part.left for part in parts] == sorted((part.left for part in parts), reverse=True)
    assert not parts or parts[-1].left == 0
    assert sum(part.changed + part.ended for part in parts) == len(changed(events)) + len(ended(events))


@pytest.mark.parametrize("content", ["x", "Thẩm định “hồ sơ”\n" * 100])
def test_a_part_fits_a_save(content: str) -> None:
    telling = Telling()
    telling.entered(edition(1, *(f"{n:040}" for n in range(1000))))
    telling.enter(edition(2, *(f"P{n}" for n in range(500)), content=content))
    part = telling.next()
    envelope = 400
    assert sum(len(msgspec.json.encode(event)) + envelope for event in part) < 128 * 1024
    assert part[-1].left > 0


def test_what_the_store_gives_back_is_what_was_told() -> None:
    limit = (UrgentLimit(urgency=Urgency.URGENT, time_limit=hours(4)),)
    entry = procedure(stage("G1", step("S1", urgent_limits=limit)), total=hours(8), urgent_limits=limit)
    present = CATALOGUE.fold([DRAFTED, in_draft(entry), issued("P01"), as_issued(entry)])
    telling = Telling()
    (told, _) = telling.entered(present)
    again = CurrentCatalogue(edition=1, latest=1)
    CURRENT_CATALOGUE.evolve(again, msgspec.json.decode(msgspec.json.encode(told), type=type(told)))
    assert again.told == telling.state.told


def tell(state: CurrentAgency, agency: Agency, at: Any = AT) -> list[Any]:
    return CURRENT_AGENCY.decide(state, TellAgency(agency="SNV"), by_itself(at), Now(present=agency))


def test_an_agency_is_told_with_its_divisions_whenever_it_is_another() -> None:
    state = CURRENT_AGENCY.initial()
    agency = AGENCY.fold([REGISTERED, added("VP"), added("CCVC", "Phòng Công chức")])
    (event,) = tell(state, agency)
    assert [one.division for one in event.divisions] == ["CCVC", "VP"]
    CURRENT_AGENCY.evolve(state, event)
    assert tell(state, agency, RECORDED_AT) == []
    assert tell(CURRENT_AGENCY.initial(), AGENCY.initial()) == []


def test_an_agency_that_ends_stays_with_its_successors() -> None:
    agency = AGENCY.fold([REGISTERED, added("VP"), WENT_LIVE, DISSOLVED])
    (event,) = tell(CURRENT_AGENCY.initial(), agency)
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
    CURRENT_AGENCY.evolve(state, tell(state, AGENCY.fold(BEFORE))[0])
    told_anew = tell(state, AGENCY.fold([*BEFORE, happened])) != []
    assert told_anew is (happened in (*SHOWN, *SHOWN_OF_STAFF))


def test_whatever_changes_what_is_told_of_an_agency_is_followed() -> None:
    followed = {event.__name__ for event in OF_AGENCIES}
    assert followed >= names([REGISTERED, *SHOWN, *SHOWN_OF_STAFF])


CONTENT = Telling().entered(edition(1, "P01"))[0]
EVENTS = [
    CurrentEditionChanged(agency="SNV", edition=None, changed_at=AT),
    CONTENT,
    CurrentProcedureEnded(agency="SNV", procedure="P01", ended_at=AT),
    CurrentProceduresTold(agency="SNV", edition=1, changed=1, ended=0, left=0, told_at=AT),
    *tell(CURRENT_AGENCY.initial(), AGENCY.fold([REGISTERED, added("VP")])),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_from_the_store_as_it_was(event: Any) -> None:
    assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event


@pytest.mark.parametrize(
    ("event", "topic", "key"),
    [
        (EVENTS[1], Topic.CATALOG_CURRENT, b"SNV/P01"),
        (EVENTS[2], Topic.CATALOG_CURRENT, b"SNV/P01"),
        (EVENTS[3], Topic.CATALOG, b"SNV"),
        (EVENTS[4], Topic.AGENCIES_CURRENT, b"SNV"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_each_stands_on_its_topic_under_what_compaction_keeps(event: Any, topic: Any, key: Any) -> None:
    record = outgoing(Service.CATALOG, event, "currentcatalogue-SNV", TRANSLATIONS)
    assert record is not None
    assert (record.topic, record.key, record.event.time) == (topic, key, AT)
    if isinstance(event, CurrentProcedureEnded):
        assert record.event.data == b"", "what has ended is told by nothing under its key"
    else:
        assert parse(record.event.type, record.event.data) == event


def test_all_of_a_procedure_is_told() -> None:
    issued_as = as_issued(procedure(stage("G1", step("S1", content="Thẩm định")), code="P01"))
    assert told_without(CONTENT, "changed_at") == told_without(issued_as, "issued_by")


def told_without(event: Any, name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(msgspec.json.encode(event))
    del told[name]
    return told


def test_an_agency_that_is_told_says_nothing_of_people() -> None:
    assert not {name for name in CurrentAgencyChanged.__dataclass_fields__ if name.endswith("_by")}
