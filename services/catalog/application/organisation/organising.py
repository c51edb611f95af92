"""Use cases on agencies: one command, or many of one request in parts that one save takes each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.fitting import as_many_as_fit
from services.catalog.domain.organisation.agency import Agency, Known
from services.catalog.errors.organisation.agencies import AppointmentUnchanged, DivisionAlreadyExists
from shared.decider import Act, GivenCommand
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork

#: The most that one part of a large request holds, by `_weight`; a save takes 128 KiB.
_PART_BYTES = 96 * 1024
_AROUND_AN_EVENT = 512


class AgencyCommand(Protocol):
    """A command on an agency."""

    @property
    def agency(self) -> str:
        """The agency's code."""


C = TypeVar("C", bound=AgencyCommand)
#: How a command of a large request is decided.
Decide: TypeAlias = Callable[[Agency, Any, Act, Known], list[Any]]


@dataclass(slots=True)
class KnownHere:
    """The other agencies, as the service's own store has them."""

    work: UnitOfWork

    def agency(self, code: str) -> Agency:
        """The agency of that code; of kind None where none is registered."""
        return self.work.state(AGENCY, code)


class Trial:
    """What commands would lead to, one after the other, as things stand; nothing is saved."""

    def __init__(self, load: Callable[[str], Agency], decide: Decide = AGENCY.decide) -> None:
        self._load = load
        self._decide = decide
        self._states: dict[str, Agency] = {}

    def agency(self, code: str) -> Agency:
        """The agency as it would be by then."""
        if code not in self._states:
            self._states[code] = self._load(code)
        return self._states[code]

    def decide(self, command: AgencyCommand, act: Act) -> list[Any]:
        """The events that the command would lead to. Raises the refusal that it would meet."""
        agency = self.agency(command.agency)
        events = self._decide(agency, command, act, self)
        for event in events:
            AGENCY.evolve(agency, event)
        return events


def organise(work: UnitOfWork, given: GivenCommand, version: int | None) -> Answer:
    """Carry out one command; answers the agency, its version, and what happened."""
    agency: str = given.command.agency
    work.expect(AGENCY, agency, version)
    events = work.decide(AGENCY, agency, given.command, given.act, KnownHere(work), agency)
    return {"agency": agency, "version": work.version(AGENCY, agency), "events": names(events)}


def organise_part(
    work: UnitOfWork, commands: Sequence[AgencyCommand], act: Act, version: int | None
) -> Answer:
    """Carry out a part of many commands; what is there already, just so, is skipped."""
    work.expect(AGENCY, commands[0].agency, version)
    happened, skipped = list[str](), 0
    for command in commands:
        agency = command.agency
        events = decide_unless_there(work.state(AGENCY, agency), command, act, KnownHere(work))
        work.append(AGENCY, agency, events, correlation=agency)
        happened += names(events)
        skipped += not events
    version = work.version(AGENCY, commands[-1].agency)
    return {"version": version, "events": happened, "skipped": skipped}


def decide_unless_there(agency: Agency, command: AgencyCommand, act: Act, known: Known) -> list[Any]:
    """The events that the command leads to; none where a division, or just that appointment, is there."""
    try:
        return AGENCY.decide(agency, command, act, known)
    except (DivisionAlreadyExists, AppointmentUnchanged):
        return []


def parts(commands: Sequence[C]) -> Iterator[Sequence[C]]:
    """The commands in parts that one save takes each: by what they say alone, so always the same parts."""
    start = 0
    while start < len(commands):
        sized = ((command, _weight(command)) for command in commands[start:])
        part = tuple(as_many_as_fit(sized, _PART_BYTES))
        yield part
        start += len(part)


def _weight(command: AgencyCommand) -> int:
    return len(repr(command).encode("utf-8", "backslashreplace")) + _AROUND_AN_EVENT


def names(events: Sequence[object]) -> list[str]:
    """What happened, by the names of the events."""
    return [type(event).__name__ for event in events]
