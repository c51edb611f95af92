"""CURRENT_CATALOGUE: what was told of an agency's procedures in force.

Each is told in full whenever it changes, and each procedure that is in force no more is told to have ended.
A catalogue may be larger than one save takes, so it is told in parts, each of which says how many are left.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple, Protocol

from services.catalog.domain.edition.catalogue import AROUND_AN_EVENT, Catalogue
from services.catalog.domain.edition.telling import in_full
from services.catalog.domain.fitting import as_many_as_fit
from services.catalog.domain.procedure.procedure import size_in_bytes
from services.catalog.domain.procedure.writing import written
from shared.contracts.catalog.current import (
    CurrentProcedureChanged,
    CurrentProcedureEnded,
    CurrentProceduresTold,
)
from shared.contracts.declaring import event
from shared.decider import Act, Decider, command


@event()
class CurrentEditionChanged:
    """Another edition is in force from now on, or none."""

    agency: str
    edition: int | None = None  #: None: none is in force any more
    changed_at: datetime


class Told(NamedTuple):
    """What was told of a procedure last: of which edition, and the mark of how it read."""

    edition: int
    mark: bytes


@dataclass(slots=True)
class CurrentCatalogue:
    """What was told of an agency's procedures in force."""

    edition: int | None = None
    latest: int = 0  #: the newest edition that ever was in force
    told: dict[str, Told] = field(default_factory=dict)  #: by code


#: Key: the agency's code.
CURRENT_CATALOGUE = Decider[CurrentCatalogue]("currentcatalogue", CurrentCatalogue)


class KnownEditions(Protocol):
    """The agency's editions, as they are now."""

    def edition(self, agency: str, edition: int) -> Catalogue:
        """One of them."""


@command
class EnterEdition:
    """The edition is in force from now on."""

    agency: str
    edition: int


@CURRENT_CATALOGUE.decides(EnterEdition, known=KnownEditions)
def enter(
    state: CurrentCatalogue, command: EnterEdition, act: Act, known: KnownEditions
) -> CurrentEditionChanged | None:
    """Nothing where it has ended, or a later one came first."""
    if command.edition <= state.latest or known.edition(command.agency, command.edition).force.ended:
        return None
    return CurrentEditionChanged(agency=command.agency, edition=command.edition, changed_at=act.at)


@command
class LeaveEdition:
    """The edition is in force no more, and no other one is."""

    agency: str
    edition: int


@CURRENT_CATALOGUE.decides(LeaveEdition)
def leave(state: CurrentCatalogue, command: LeaveEdition, act: Act) -> CurrentEditionChanged | None:
    """Nothing where it isn't the present one."""
    if command.edition != state.edition:
        return None
    return CurrentEditionChanged(agency=command.agency, edition=None, changed_at=act.at)


@CURRENT_CATALOGUE.evolves(CurrentEditionChanged)
def edition_changed(state: CurrentCatalogue, event: CurrentEditionChanged) -> None:
    """Its procedures are what is to be told now."""
    state.edition = event.edition
    state.latest = max(state.latest, event.edition or 0)


@command
class TellProcedures:
    """Tell as much as one save takes of what has to be told; nothing when all is told."""

    agency: str
    at_most_bytes: int = 96 * 1024


@CURRENT_CATALOGUE.decides(TellProcedures, known=KnownEditions)
def tell_procedures(
    state: CurrentCatalogue, command: TellProcedures, act: Act, known: KnownEditions
) -> list[CurrentProcedureChanged | CurrentProcedureEnded | CurrentProceduresTold]:
    """Those that ended come first; the last event says how far the telling has come."""
    present = _Present(state, known, command.agency)
    ended, untold = present.ended(), present.untold()
    sized = chain(((code, AROUND_AN_EVENT) for code in ended), map(present.sized, untold))
    part = list(as_many_as_fit(sized, command.at_most_bytes))
    if not part:
        return []
    gone, changed = part[: len(ended)], part[len(ended) :]
    return [
        *(CurrentProcedureEnded(agency=command.agency, procedure=code, ended_at=act.at) for code in gone),
        *(present.in_full(code, act.at) for code in changed),
        present.told(
            act.at, changed=len(changed), ended=len(gone), left=len(ended) + len(untold) - len(part)
        ),
    ]


@command
class TellCorrection:
    """Tell a procedure anew that was corrected; one that waits for its turn is told corrected then."""

    agency: str
    procedure: str


@CURRENT_CATALOGUE.decides(TellCorrection, known=KnownEditions)
def tell_correction(
    state: CurrentCatalogue, command: TellCorrection, act: Act, known: KnownEditions
) -> list[CurrentProcedureChanged | CurrentProceduresTold]:
    """Nothing where it was told so already, or is in force no more."""
    present, told = _Present(state, known, command.agency), state.told.get(command.procedure)
    if told is None or told.edition != state.edition:
        return []
    corrected = present.in_full(command.procedure, act.at)
    if _mark(corrected) == told.mark:
        return []
    left = len(present.ended()) + len(present.untold())
    return [corrected, present.told(act.at, changed=1, ended=0, left=left)]


class _Present:
    """The edition in force beside what was told of it.

    What is still to be told is looked up by its edition: to work out how it reads, and then to compare, at
    each part of a telling, costs the square of the catalogue.
    """

    def __init__(self, state: CurrentCatalogue, known: KnownEditions, agency: str) -> None:
        self._state = state
        self._agency = agency
        self._catalogue = known.edition(agency, state.edition) if state.edition else Catalogue()

    @property
    def _codes(self) -> tuple[str, ...]:
        return self._catalogue.issue.procedures if self._catalogue.issue else ()

    def ended(self) -> list[str]:
        """What was told, and is in force no more."""
        standing = frozenset(self._codes)
        return [code for code in self._state.told if code not in standing]

    def untold(self) -> list[str]:
        """What is in force, and wasn't told since the edition entered."""
        edition, told = self._state.edition, self._state.told
        return [code for code in self._codes if code not in told or told[code].edition != edition]

    def sized(self, code: str) -> tuple[str, int]:
        """A procedure with what it takes, in bytes."""
        return code, size_in_bytes(self._catalogue.procedures[code]) + AROUND_AN_EVENT

    def in_full(self, code: str, at: datetime) -> CurrentProcedureChanged:
        """A procedure as it reads now."""
        assert self._catalogue.issue is not None, f"{code} is of no edition"
        procedure = self._catalogue.procedures[code]
        return CurrentProcedureChanged(**in_full(self._catalogue.issue, procedure), changed_at=at)

    def told(self, at: datetime, **counted: int) -> CurrentProceduresTold:
        """How far the telling has come."""
        return CurrentProceduresTold(agency=self._agency, edition=self._state.edition, told_at=at, **counted)


def _mark(told: CurrentProcedureChanged) -> bytes:
    """The same for the same content, whenever it changed; short: a state of many procedures stays small."""
    said = {name: value for name, value in written(told).items() if name != "changed_at"}
    text = json.dumps(said, ensure_ascii=False)
    return blake2b(text.encode("utf-8", "backslashreplace"), digest_size=16).digest()


@CURRENT_CATALOGUE.evolves(CurrentProcedureChanged)
def procedure_changed(state: CurrentCatalogue, event: CurrentProcedureChanged) -> None:
    """So it was told."""
    state.told[event.procedure] = Told(event.edition, _mark(event))


@CURRENT_CATALOGUE.evolves(CurrentProcedureEnded)
def procedure_ended(state: CurrentCatalogue, event: CurrentProcedureEnded) -> None:
    """Its end was told."""
    state.told.pop(event.procedure, None)


@CURRENT_CATALOGUE.evolves(CurrentProceduresTold)
def procedures_told(_state: CurrentCatalogue, _event: CurrentProceduresTold) -> None:
    """What was told is known already."""
