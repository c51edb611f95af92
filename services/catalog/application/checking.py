"""What keeps a draft from being issued, asked before anybody tries."""

from datetime import date

from services.catalog.application.neighbours import Registry, neighbours_of
from services.catalog.domain import (
    EditionState,
    Surroundings,
    findings_of_edition,
)
from services.catalog.errors.editions import EditionNotFound
from shared.errors import Refusal


def check(registry: Registry, agency: str, edition: int, in_force_from: date) -> list[Refusal]:
    """All that would refuse an issue with that first day in force; nothing where it would go through."""
    catalogue = registry.catalogue(agency, edition)
    if catalogue.status is EditionState.NONE:
        raise EditionNotFound(where="edition", agency=agency, edition=edition)
    procedures = tuple(catalogue.procedures.values())
    around = Surroundings(
        agency=agency,
        divisions=frozenset(registry.agency(agency).divisions),
        in_force_from=in_force_from,
        neighbours=neighbours_of(registry, agency, procedures, in_force_from),
    )
    return list(findings_of_edition(procedures, around))
