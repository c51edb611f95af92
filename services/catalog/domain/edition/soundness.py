"""Whether an edition is sound: nothing keeps its procedures, as they stand together, from being issued."""

from collections.abc import Iterator
from datetime import date

from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.known import Known
from services.catalog.domain.procedure.checks import FINDINGS, findings_of_edition
from services.catalog.domain.procedure.related_agencies import Surroundings
from shared.errors import Refusal

#: How `check_sound` may refuse.
SOUND = FINDINGS


def check_sound(state: Catalogue, known: Known, agency: str, day: date) -> None:
    """Refuse for the first thing that keeps it from being issued with that first day in force."""
    for finding in findings_in(state, known, agency, day):
        raise finding


def findings_in(state: Catalogue, known: Known, agency: str, day: date) -> Iterator[Refusal]:
    """All that keeps it from being issued with that first day in force; nothing if it is sound."""
    procedures = tuple(state.procedures.values())
    around = Surroundings(
        agency=agency,
        divisions=frozenset(known.agency(agency).divisions),
        in_force_from=day,
        related=known.related(agency, procedures, day),
    )
    return findings_of_edition(procedures, around)
