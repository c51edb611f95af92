"""The catalog's use cases: load, decide, append. What is appended together is saved together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import partial
from typing import Any

from services.catalog.domain import (
    AGENCY,
    CATALOGUE,
    Agency,
    AgencyCommand,
    AgencyEvent,
    AgencyKind,
    CatalogueCommand,
    DraftEdition,
    IssueCatalogue,
    IssueProcedures,
    RegisterAgency,
    catalogue_key,
    decide_agency,
    decide_catalogue,
    next_to_issue,
)
from services.catalog.errors import (
    AgencyAlreadyRegistered,
    AgencyNotRegistered,
    AppointmentUnchanged,
    DivisionAlreadyExists,
    EffectiveInFuture,
    RecordedTooLate,
)
from shared.eventstore.application import Application
from shared.eventstore.job import Answer
from shared.eventstore.records import CommandContext
from shared.eventstore.work import Work
from shared.kernel import Actor, Role

AGGREGATES = (AGENCY, CATALOGUE)

VIETNAM = timezone(timedelta(hours=7))
#: An agency's first day, where the command doesn't state one: the day on which it is registered.
UNSTATED = date.min
#: How long after it took effect an act may be recorded; an importer, who records history, is free of it.
RECORDING_BOUND = timedelta(days=4)
#: How far a sender's clock may be ahead of ours.
CLOCK_SKEW = timedelta(minutes=5)
#: The most that one part of a large order holds, by `_weight`; a save takes 128 KiB.
_PART_BYTES = 96 * 1024
_AROUND_AN_EVENT = 256

#: The policy that carries out what the head of an agency has issued.
POLICY = Actor("catalog", roles=frozenset({Role.SYSTEM}))


class CatalogApplication(Application):
    """Commands on agencies and on the editions of their catalogues."""

    async def organise(self, command: AgencyCommand, version: int | None, context: CommandContext) -> Answer:
        """Carry out one command on an agency; answers its code, its version, and what happened."""
        return await self.execute(lambda work: _organise(work, command, version), context)

    async def organise_all(
        self,
        commands: Sequence[AgencyCommand],
        version: int | None,
        context_of: Callable[[int], CommandContext],
    ) -> list[dict[str, Any]]:
        """Carry out many commands on agencies; what is there already, just so, is skipped.

        All are judged before the first is saved. What one save doesn't take goes in parts, cut alike each
        time: `context_of(n)` is the context of part n, under a key of its own, so that the whole may be
        sent again after any failure. Each part answers `version`, `events` and `skipped`.
        """
        await self.read(self._judge, commands, context_of(0).recorded_at)
        answers = []
        for number, part in enumerate(_parts(commands)):
            act = partial(_organise_part, commands=part, version=version if number == 0 else None)
            answers.append(await self.execute(act, context_of(number)) or {})
        return answers

    def _judge(self, commands: Sequence[AgencyCommand], recorded_at: datetime) -> None:
        """Raise the first refusal that the commands would meet, one after the other, as things stand."""
        states: dict[str, Agency] = {}

        def state_of(code: str) -> Agency:
            if code not in states:
                states[code] = self.store.load(AGENCY, code).state
            return states[code]

        for command in commands:
            for event in _decide_unless_there(state_of, command, recorded_at):
                AGENCY.evolve(state_of(agency_of(command)), event)

    async def kinds(self, codes: Iterable[str]) -> dict[str, AgencyKind]:
        """What those of these agencies that are registered are registered as."""
        states = {code: (await self.state(AGENCY, code))[0] for code in codes}
        return {code: state.kind for code, state in states.items() if state.kind is not None}

    async def edit(self, command: CatalogueCommand, version: int | None, context: CommandContext) -> Answer:
        """Carry out one command on an edition; answers its agency, number and version, and what happened.

        `DraftEdition` of edition 0 drafts the agency's next one.
        """
        return await self.execute(lambda work: _edit(work, command, version), context)


def agency_of(command: AgencyCommand) -> str:
    """The code of the agency that a command is on."""
    return command.code if isinstance(command, RegisterAgency) else command.agency


# --- agencies ------------------------------------------------------------------------------------


def _organise(work: Work, command: AgencyCommand, version: int | None) -> Answer:
    agency = agency_of(command)
    work.expect(AGENCY, agency, version)
    events = _decide(partial(work.state, AGENCY), command, work.context.recorded_at)
    work.append(AGENCY, agency, events, correlation=agency)
    return {"agency": agency, "version": work.version(AGENCY, agency), "events": _names(events)}


def _organise_part(work: Work, commands: Sequence[AgencyCommand], version: int | None) -> Answer:
    happened, skipped = list[str](), 0
    for number, command in enumerate(commands):
        agency = agency_of(command)
        work.expect(AGENCY, agency, version if number == 0 else None)
        events = _decide_unless_there(partial(work.state, AGENCY), command, work.context.recorded_at)
        work.append(AGENCY, agency, events, correlation=agency)
        happened += _names(events)
        skipped += not events
    last = agency_of(commands[-1])
    return {"version": work.version(AGENCY, last), "events": happened, "skipped": skipped}


def _decide(
    state_of: Callable[[str], Agency], command: AgencyCommand, recorded_at: datetime
) -> list[AgencyEvent]:
    _check_time(command.by, command.at, recorded_at)
    if isinstance(command, RegisterAgency):
        if command.parent is not None:
            command = replace(command, parent_kind=state_of(command.parent).kind)
        if command.valid_from == UNSTATED:
            command = replace(command, valid_from=command.at.astimezone(VIETNAM).date())
    return decide_agency(state_of(agency_of(command)), command)


def _decide_unless_there(
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


def _parts(commands: Sequence[AgencyCommand]) -> Iterator[Sequence[AgencyCommand]]:
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


# --- editions ------------------------------------------------------------------------------------


def _edit(work: Work, command: CatalogueCommand, version: int | None) -> Answer:
    if isinstance(command, DraftEdition) and command.edition == 0:
        command = replace(command, edition=_next_edition(work, command.agency))
    key = catalogue_key(command.agency, command.edition)
    work.expect(CATALOGUE, key, version)
    agency = work.state(AGENCY, command.agency)
    if not isinstance(command, IssueProcedures):
        _check_time(command.by, command.at, work.context.recorded_at)
    if isinstance(command, IssueCatalogue):
        calendar = command.working_calendar or agency.working_calendar
        command = replace(command, divisions=frozenset(agency.divisions), working_calendar=calendar)
    events = decide_catalogue(work.state(CATALOGUE, key), command)
    if agency.kind is None:
        raise AgencyNotRegistered(where="agency", agency=command.agency)
    work.append(CATALOGUE, key, events, correlation=command.agency)
    return {
        "agency": command.agency,
        "edition": command.edition,
        "version": work.version(CATALOGUE, key),
        "events": _names(events),
    }


def _next_edition(work: Work, agency: str) -> int:
    edition = 1
    while work.version(CATALOGUE, catalogue_key(agency, edition)):
        edition += 1
    return edition


def issue_next(work: Work, agency: str, edition: int, seen: int) -> None:
    """Issue as many procedures of an issued edition as one save takes, if nothing came after version `seen`.

    Given for each event of the issue, it goes on until all are told; given again, it does nothing.
    """
    key = catalogue_key(agency, edition)
    if seen < work.version(CATALOGUE, key):
        return
    state = work.state(CATALOGUE, key)
    codes = next_to_issue(state, work.limits.save_bytes * 3 // 4)
    if codes:
        command = IssueProcedures(agency=agency, edition=edition, codes=codes, by=POLICY)
        work.append(CATALOGUE, key, decide_catalogue(state, command), correlation=agency)


def _check_time(by: Actor, at: datetime, recorded_at: datetime) -> None:
    ahead = at - recorded_at
    if ahead > CLOCK_SKEW:
        raise EffectiveInFuture(where="at", at=at, recorded_at=recorded_at)
    if -ahead > RECORDING_BOUND and not by.has(Role.IMPORTER):
        raise RecordedTooLate(where="at", at=at, days=RECORDING_BOUND.days)


def _names(events: Sequence[object]) -> list[str]:
    return [type(event).__name__ for event in events]
