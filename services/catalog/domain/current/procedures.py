"""CURRENT_CATALOGUE: what was told of an agency's procedures in force.

Each is told in full whenever it changes, and each procedure that is in force no more is told to have ended.
A catalogue may be larger than one save takes, so it is told in parts, each of which says how many are left.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any, Protocol

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


@dataclass(slots=True)
class CurrentCatalogue:
    """What was told of an agency's procedures in force."""

    edition: int | None = None
    latest: int = 0  #: the newest edition that ever was in force
    told: dict[str, bytes] = field(default_factory=dict)  #: by code, the mark of what was told last


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
    catalogue = known.edition(command.agency, state.edition) if state.edition else None
    ended, changed = _ended(state, command.agency, catalogue, act.at), _changed(state, catalogue, act.at)
    differing: list[tuple[Any, int]] = [*((one, AROUND_AN_EVENT) for one in ended), *changed]
    part = list(as_many_as_fit(differing, command.at_most_bytes))
    if not part:
        return []
    told_of_ended = min(len(part), len(ended))
    told = CurrentProceduresTold(
        agency=command.agency,
        edition=state.edition,
        changed=len(part) - told_of_ended,
        ended=told_of_ended,
        left=len(differing) - len(part),
        told_at=act.at,
    )
    return [*part, told]


def _ended(
    state: CurrentCatalogue, agency: str, catalogue: Catalogue | None, at: datetime
) -> list[CurrentProcedureEnded]:
    """What was told, and is in force no more."""
    standing = frozenset(catalogue.issue.procedures if catalogue and catalogue.issue else ())
    gone = (code for code in state.told if code not in standing)
    return [CurrentProcedureEnded(agency=agency, procedure=code, ended_at=at) for code in gone]


def _changed(
    state: CurrentCatalogue, catalogue: Catalogue | None, at: datetime
) -> Iterator[tuple[CurrentProcedureChanged, int]]:
    """What is in force and reads otherwise than was told, each with its size."""
    if catalogue is None or catalogue.issue is None:
        return
    for code in catalogue.issue.procedures:
        procedure = catalogue.procedures[code]
        present = CurrentProcedureChanged(**in_full(catalogue.issue, procedure), changed_at=at)
        if state.told.get(code) != _mark(present):
            yield present, size_in_bytes(procedure) + AROUND_AN_EVENT


def _mark(told: CurrentProcedureChanged) -> bytes:
    """The same for the same content, whenever it changed; short: a state of many procedures stays small."""
    said = {name: value for name, value in written(told).items() if name != "changed_at"}
    text = json.dumps(said, ensure_ascii=False)
    return blake2b(text.encode("utf-8", "backslashreplace"), digest_size=16).digest()


@CURRENT_CATALOGUE.evolves(CurrentProcedureChanged)
def procedure_changed(state: CurrentCatalogue, event: CurrentProcedureChanged) -> None:
    """So it was told."""
    state.told[event.procedure] = _mark(event)


@CURRENT_CATALOGUE.evolves(CurrentProcedureEnded)
def procedure_ended(state: CurrentCatalogue, event: CurrentProcedureEnded) -> None:
    """Its end was told."""
    state.told.pop(event.procedure, None)


@CURRENT_CATALOGUE.evolves(CurrentProceduresTold)
def procedures_told(_state: CurrentCatalogue, _event: CurrentProceduresTold) -> None:
    """What was told is known already."""
