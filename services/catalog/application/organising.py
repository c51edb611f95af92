"""Use cases on agencies: one command, or many of one order in parts that one save takes each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from services.catalog.application.times import VIETNAM, check_time
from services.catalog.domain import (
    AGENCY,
    Agency,
    AgencyCommand,
    AgencyEvent,
    RegisterAgency,
    decide_agency,
)
from services.catalog.errors.agencies import (
    AgencyAlreadyRegistered,
    AppointmentUnchanged,
    DivisionAlreadyExists,
)
from shared.eventstore.job import Answer
from shared.eventstore.work import Work

#: An agency's first day, where the command doesn't state one: the day on which it is registered.
UNSTATED = date.min
#: The most that one part of a large order holds, by `_weight`; a save takes 128 KiB.
_PART_BYTES = 96 * 1024
_AROUND_AN_EVENT = 256


def agency_of(command: AgencyCommand) -> str:
    """The code of the agency that a command is on."""
    return command.code if isinstance(command, RegisterAgency) else command.agency


def organise(work: Work, command: AgencyCommand, version: int | None) -> Answer:
    agency = agency_of(command)
    work.expect(AGENCY, agency, version)
    events = _decide(partial(work.state, AGENCY), command, work.context.recorded_at)
    work.append(AGENCY, agency, events, correlation=agency)
    return {"agency": agency, "version": work.version(AGENCY, agency), "events": names(events)}


def organise_part(work: Work, commands: Sequence[AgencyCommand], version: int | None) -> Answer:
    happened, skipped = list[str](), 0
    for number, command in enumerate(commands):
        agency = agency_of(command)
        work.expect(AGENCY, agency, version if number == 0 else None)
        events = decide_unless_there(partial(work.state, AGENCY), command, work.context.recorded_at)
        work.append(AGENCY, agency, events, correlation=agency)
        happened += names(events)
        skipped += not events
    last = agency_of(commands[-1])
    return {"version": work.version(AGENCY, last), "events": happened, "skipped": skipped}


def _decide(
    state_of: Callable[[str], Agency], command: AgencyCommand, recorded_at: datetime
) -> list[AgencyEvent]:
    check_time(command.by, command.at, recorded_at)
    if isinstance(command, RegisterAgency):
        if command.parent is not None:
            command = replace(command, parent_kind=state_of(command.parent).kind)
        if command.valid_from == UNSTATED:
            command = replace(command, valid_from=command.at.astimezone(VIETNAM).date())
    return decide_agency(state_of(agency_of(command)), command)


def decide_unless_there(
    state_of: Callable[[str], Agency], command: AgencyCommand, recorded_at: datetime
) -> list[AgencyEvent]:
    try:
        return _decide(state_of, command, recorded_at)
    except (DivisionAlreadyExists, AppointmentUnchanged):
        return []
    except AgencyAlreadyRegistered:
        if isinstance(command, RegisterAgency) and _alike(state_of(command.code), command):
            return []
        raise


def _alike(state: Agency, command: RegisterAgency) -> bool:
    names = ("kind", "name_vi", "name_en", "parent", "wave", "working_calendar")
    same = all(getattr(state, name) == getattr(command, name) for name in names)
    return same and command.valid_from in (UNSTATED, state.valid_from)


def parts(commands: Sequence[AgencyCommand]) -> Iterator[Sequence[AgencyCommand]]:
    """The commands in parts that one save takes each: by what they say alone, so always the same parts."""
    start, taken = 0, 0
    for end, command in enumerate(commands):
        weight = len(repr(command).encode("utf-8", "backslashreplace")) + _AROUND_AN_EVENT
        if end > start and taken + weight > _PART_BYTES:
            yield commands[start:end]
            start, taken = end, 0
        taken += weight
    if commands:
        yield commands[start:]


def names(events: Sequence[object]) -> list[str]:
    return [type(event).__name__ for event in events]
