"""What keeps a draft from being issued, asked before anybody tries."""

from datetime import date

from services.catalog.application.edition.lineages import Load
from services.catalog.application.edition.related_agencies import related_agencies_of
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue, catalogue_key
from services.catalog.domain.edition.rights import check_found
from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.domain.procedure.checks import findings_of_edition
from services.catalog.domain.procedure.related_agencies import Surroundings
from shared.errors import Refusal


def check(load: Load, agency: str, edition: int, in_force_from: date) -> list[Refusal]:
    """All that would refuse an issue with that first day in force; nothing where it would go through."""
    catalogue: Catalogue = load(CATALOGUE, catalogue_key(agency, edition))
    check_found(catalogue, agency, edition)
    procedures = tuple(catalogue.procedures.values())
    around = Surroundings(
        agency=agency,
        divisions=frozenset(load(AGENCY, agency).divisions),
        in_force_from=in_force_from,
        related=related_agencies_of(load, agency, procedures, in_force_from),
    )
    return list(findings_of_edition(procedures, around))
