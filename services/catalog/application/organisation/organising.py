"""Use cases on agencies: one command, or many of one order in parts that one save takes each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TypeAlias

from services.catalog.domain.organisation.agency import AGENCY, Agency, AgencyEvent
from services.catalog.domain.organisation.agency_commands import MoveAgency, PlanWave, RegisterAgency
from services.catalog.domain.organisation.organising import AgencyCommand, decide_agency
from services.catalog.domain.organisation.staff_commands import AddDivision, AppointOfficial, RenameDivision
from services.catalog.domain.procedure.naming import tidy
from services.catalog.errors.organisation.agencies import (
    AgencyAlreadyRegistered,
    AgencyDiffers,
    AppointmentUnchanged,
    DivisionAlreadyExists,
)
from shared.errors import Refusal
from shared.eventstore.pending_command import Answer
from shared.eventstore.records import StreamState
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role, check_recorded_in_time, day_of

#: An agency's first day, where the command doesn't state one: the day on which it is registered.
UNSTATED = date.min
#: The most that one part of a large order holds, by `_weight`; a save takes 128 KiB.
_PART_BYTES = 96 * 1024
_AROUND_AN_EVENT = 256

#: How a command of a large order is decided: the agencies' states, the command, when it was recorded.
Decide: TypeAlias = Callable[[Callable[[str], Agency], AgencyCommand, datetime], list[AgencyEvent]]


def agency_of(command: AgencyCommand) -> str:
    """The code of the agency that a command is on."""
    return command.code if isinstance(command, RegisterAgency) else command.agency


def organise(work: UnitOfWork, command: AgencyCommand, version: int | None) -> Answer:
    agency = agency_of(command)
    work.expect(AGENCY, agency, version)
    events = _decide(partial(work.state, AGENCY), command, work.context.recorded_at)
    work.append(AGENCY, agency, events, correlation=agency)
    return {"agency": agency, "version": work.version(AGENCY, agency), "events": names(events)}


def organise_part(
    work: UnitOfWork, commands: Sequence[AgencyCommand], version: int | None, decide: Decide
) -> Answer:
    happened, skipped, changed = list[str](), 0, 0
    for number, command in enumerate(commands):
        agency = agency_of(command)
        work.expect(AGENCY, agency, version if number == 0 else None)
        there = is_there(work.state(AGENCY, agency), command)
        events = decide(partial(work.state, AGENCY), command, work.context.recorded_at)
        work.append(AGENCY, agency, events, correlation=agency)
        happened += names(events)
        skipped += not events
        changed += there and bool(events)
    last = agency_of(commands[-1])
    return {"version": work.version(AGENCY, last), "events": happened, "skipped": skipped, "changed": changed}


def _decide(
    state_of: Callable[[str], Agency], command: AgencyCommand, recorded_at: datetime
) -> list[AgencyEvent]:
    check_recorded_in_time(command.at, recorded_at, history=command.by.has(Role.IMPORTER))
    return decide_agency(state_of(agency_of(command)), _completed(state_of, command))


def _completed(state_of: Callable[[str], Agency], command: AgencyCommand) -> AgencyCommand:
    """The command with what only other agencies' streams can tell."""
    if isinstance(command, RegisterAgency):
        if command.parent is not None:
            command = replace(command, parent_kind=state_of(command.parent).kind)
        if command.valid_from == UNSTATED:
            command = replace(command, valid_from=day_of(command.at))
    if isinstance(command, MoveAgency):
        parent = state_of(command.parent)
        there = parent.exists_on(command.effective_from)
        command = replace(command, parent_kind=parent.kind, parent_exists=there)
    return command


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


def decide_as_stated(
    state_of: Callable[[str], Agency], command: AgencyCommand, recorded_at: datetime
) -> list[AgencyEvent]:
    """As a table has it: what is there and differs is changed, unless that takes a decision of its own."""
    state = state_of(agency_of(command))
    if isinstance(command, RegisterAgency) and state.kind is not None:
        return _plan_as_stated(state_of, command, recorded_at)
    if isinstance(command, AppointOfficial) and _appointed_so(state, command):
        return []
    if isinstance(command, AddDivision) and command.division in state.divisions:
        if tidy(state.divisions[command.division]) == command.name:
            return []
        renaming = RenameDivision(
            agency=command.agency,
            division=command.division,
            name=command.name,
            by=command.by,
            at=command.at,
        )
        return _decide(state_of, renaming, recorded_at)
    return decide_unless_there(state_of, command, recorded_at)


def _appointed_so(state: Agency, command: AppointOfficial) -> bool:
    before = state.officials.get(command.official)
    return before is not None and (
        (tidy(before.name), tidy(before.position)) == (command.name, command.position)
        and before.divisions == tuple(sorted(set(command.divisions)))
        and before.roles == tuple(sorted(set(command.roles)))
    )


def _plan_as_stated(
    state_of: Callable[[str], Agency], command: RegisterAgency, recorded_at: datetime
) -> list[AgencyEvent]:
    state, today = state_of(command.code), day_of(recorded_at)
    naming = state.naming_on(today)
    present = {
        "kind": state.kind,
        "name_vi": naming.name_vi if naming else "",
        "name_en": naming.name_en if naming else "",
        "parent": state.parent_on(today),
        "working_calendar": state.working_calendar,
        "valid_from": state.valid_from,
    }
    for column, value in present.items():
        stated = getattr(command, column)
        if stated not in (UNSTATED, tidy(value) if type(value) is str else value):
            raise AgencyDiffers(where=column, agency=command.code, present=value or "–", stated=stated or "–")
    if command.wave == state.wave:
        return []
    planning = PlanWave(agency=command.code, wave=command.wave, by=command.by, at=command.at)
    return _decide(state_of, planning, recorded_at)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a command would lead to."""

    events: list[str]  #: none: it is so already
    there: bool  #: whether what it states was there before, so or otherwise


def is_there(state: Agency, command: AgencyCommand) -> bool:
    """Whether what the command states is there already, so or otherwise."""
    match command:
        case AddDivision():
            return command.division in state.divisions
        case AppointOfficial():
            return command.official in state.officials
    return state.kind is not None


def foresee(
    load: Callable[[str], StreamState], commands: Sequence[AgencyCommand], recorded_at: datetime
) -> list[Foreseen | Refusal]:
    """What each command would lead to, one after the other."""
    states: dict[str, Agency] = {}

    def state_of(code: str) -> Agency:
        if code not in states:
            states[code] = load(code).state
        return states[code]

    outcomes: list[Foreseen | Refusal] = []
    for command in commands:
        there = is_there(state_of(agency_of(command)), command)
        try:
            events = decide_as_stated(state_of, command, recorded_at)
        except Refusal as refusal:
            outcomes.append(refusal)
            continue
        for event in events:
            AGENCY.evolve(state_of(agency_of(command)), event)
        outcomes.append(Foreseen(names(events), there))
    return outcomes


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
