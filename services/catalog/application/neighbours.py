"""What an edition is judged against, as the store has it: the agencies that it names, and their chains."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from services.catalog.domain import (
    AGENCY,
    CATALOGUE,
    Agency,
    Catalogue,
    KnownUnit,
    Neighbours,
    Procedure,
    ProcedureOf,
    catalogue_key,
)
from shared.aggregates import Aggregate
from shared.eventstore.store import EventStore


class Load(Protocol):
    """How the state of an aggregate is had: in a command's unit of work, or beside it."""

    def __call__(self, aggregate: Aggregate[Any], key: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Registry:
    """The agencies and catalogues of the store."""

    store: EventStore
    load: Load

    def agency(self, code: str) -> Agency:
        """The agency as it stands."""
        agency: Agency = self.load(AGENCY, code)
        return agency

    def catalogue(self, agency: str, edition: int) -> Catalogue:
        """One edition as it stands."""
        catalogue: Catalogue = self.load(CATALOGUE, catalogue_key(agency, edition))
        return catalogue

    def procedures_in_force(self, agency: str, day: date) -> dict[str, Procedure]:
        """Of each procedure that the agency issued, what its newest edition in force on that day says."""
        found: dict[str, Procedure] = {}
        for edition in self.store.numbers(CATALOGUE, agency):
            catalogue = self.catalogue(agency, edition)
            if catalogue.issue is not None and catalogue.issue.in_force_from <= day:
                found |= catalogue.procedures
        return found


def neighbours_of(registry: Registry, agency: str, procedures: Iterable[Procedure], day: date) -> Neighbours:
    """The agencies that an agency's procedures name, and the procedures that theirs lead to, on that day."""
    procedures = tuple(procedures)
    named = {other for one in procedures for other in one.named_agencies()} - {agency}
    units = {code: _known(registry.agency(code), day) for code in sorted(named)}
    ahead = deque(dict.fromkeys(responding for one in procedures for responding in one.leads_to()))
    return Neighbours(units=units, in_force=_followed(registry, agency, ahead, day))


def _known(state: Agency, day: date) -> KnownUnit:
    valid = state.valid_from is not None and state.valid_from <= day
    return KnownUnit(exists=state.kind is not None, live=valid)


def _followed(
    registry: Registry, agency: str, ahead: deque[ProcedureOf], day: date
) -> dict[ProcedureOf, tuple[ProcedureOf, ...]]:
    """Whatever can be reached from there, but for the agency's own: those are as its edition says."""
    catalogues: dict[str, Mapping[str, Procedure]] = {agency: {}}
    found: dict[ProcedureOf, tuple[ProcedureOf, ...]] = {}
    while ahead:
        one = ahead.popleft()
        if one[0] not in catalogues:
            catalogues[one[0]] = registry.procedures_in_force(one[0], day)
        procedure = catalogues[one[0]].get(one[1])
        if procedure is not None and one not in found:
            found[one] = procedure.leads_to()
            ahead.extend(found[one])
    return found
