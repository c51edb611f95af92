"""Who may prepare and who may lead in an agency's catalogue, and what a text must hold."""

from datetime import date

from services.catalog.domain.edition.catalogue import Catalogue, EditionState
from services.catalog.domain.procedure.naming import check_content
from services.catalog.errors.edition.editions import EditionDiscarded, EditionNotFound, EditionNotIssued
from services.catalog.errors.edition.in_force import EditionEnded, MayNotLeadCatalogue, ReasonMissing
from services.catalog.errors.review import MayNotSendForComments
from shared.kernel import Actor, Role


def check_preparer(agency: str, by: Actor) -> None:
    """The head or an editor of the agency, or an importer."""
    of_the_agency = by.agency == agency and by.has(Role.AGENCY_HEAD, Role.CATALOGUE_EDITOR)
    if not of_the_agency and not by.has(Role.IMPORTER):
        raise MayNotSendForComments(where="agency", agency=agency)


def check_leader(agency: str, by: Actor) -> None:
    """The head of the agency, or an importer."""
    of_the_agency = by.agency == agency and by.has(Role.AGENCY_HEAD)
    if not of_the_agency and not by.has(Role.IMPORTER):
        raise MayNotLeadCatalogue(where="agency", agency=agency)


def check_found(state: Catalogue, agency: str, edition: int) -> None:
    """The edition is there, and isn't a draft that was given up: of that nothing more becomes."""
    if state.status is EditionState.NONE:
        raise EditionNotFound(where="edition", agency=agency, edition=edition)
    if state.discarded is not None:
        raise EditionDiscarded(where="edition", agency=agency, edition=edition)


def check_valid(state: Catalogue, agency: str, edition: int) -> None:
    """The edition is issued and hasn't ended."""
    check_found(state, agency, edition)
    if state.issue is None:
        raise EditionNotIssued(where="edition", agency=agency, edition=edition)
    if state.force.ended:
        raise EditionEnded(where="edition", agency=agency, edition=edition)


def reason_of(text: str) -> str:
    """The reason, trimmed; refused where there is none."""
    check_content(text, "reason")
    if not text.strip():
        raise ReasonMissing(where="reason")
    return text.strip()


def told(day: date) -> str:
    """A day as people in Vietnam write it."""
    return f"{day:%d/%m/%Y}"
