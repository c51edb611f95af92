"""An edition is issued by decision of the agency's head; its procedures are told after it, one by one.

Issuing is one event; the procedures follow it, one event each, because a catalogue can be larger than one
save of the event store takes.
"""

from datetime import date
from typing import Annotated

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.known import Known, surroundings
from services.catalog.domain.edition.signing import Signing, check_signing, told_of
from services.catalog.domain.procedure.checks import FINDINGS, findings_of_edition
from services.catalog.domain.procedure.naming import Name, check_code, check_name
from services.catalog.domain.timing import TIMED, check_time
from services.catalog.errors.edition.editions import (
    DecisionIncomplete,
    EditionEmpty,
    InForceBeforeDecision,
    MayNotIssueCatalogue,
)
from services.catalog.errors.procedure.texts import MalformedCode, UnusableText
from services.catalog.errors.review import CommentsUnanswered, FirstEditionNotReviewed
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.vocabulary import Code, described
from shared.decider import Act, command
from shared.kernel import Role


@command
class IssueCatalogue:
    """Issue an edition by decision; from then on it doesn't change."""

    agency: str
    edition: int
    decision_number: Annotated[Name, described("With its symbol: `05/QĐ-SNV`.")]
    decision_date: date | None = None
    signed_by: Name
    in_force_from: date
    working_calendar: Annotated[Code | None, described("Without it: the agency's.")] = None
    signing: Annotated[
        Signing | None, described("Without it, the paper takes what is told at each printing.")
    ] = None


@CATALOGUE.decides(
    IssueCatalogue,
    known=Known,
    refuses=(
        *TIMED,
        MayNotIssueCatalogue,
        *rules.EDITABLE,
        CommentsUnanswered,
        FirstEditionNotReviewed,
        DecisionIncomplete,
        UnusableText,
        InForceBeforeDecision,
        MalformedCode,
        EditionEmpty,
        *FINDINGS,
    ),
)
def issue(state: Catalogue, command: IssueCatalogue, act: Act, known: Known) -> CatalogueIssued:
    """The draft is whole, answered and sound; an agency's first edition has been reviewed."""
    _check_issuer(command.agency, act)
    rules.check_editable(state, command)
    rules.check_answered(state)
    imports = act.by.has(Role.IMPORTER)
    if not (imports or state.review.heard or known.editions(command.agency).issued):
        raise FirstEditionNotReviewed(where="review", agency=command.agency)
    calendar = command.working_calendar or known.agency(command.agency).working_calendar
    decision_date = _check_decision(command, calendar)
    _check_sound(state, command, known)
    return CatalogueIssued(
        **rules.named(command, act),
        **told_of(command.signing),
        decision_number=command.decision_number,
        decision_date=decision_date,
        signed_by=command.signed_by,
        in_force_from=command.in_force_from,
        working_calendar=calendar,
        issued_by=act.by.name,
        issued_at=act.at,
        procedures=tuple(state.procedures),
        imported=imports,
    )


def _check_issuer(agency: str, act: Act) -> None:
    check_time(act)
    of_the_agency = act.by.has(Role.AGENCY_HEAD) and act.by.agency == agency
    if not of_the_agency and not act.by.has(Role.IMPORTER):
        raise MayNotIssueCatalogue(where="agency", agency=agency)


def _check_decision(command: IssueCatalogue, calendar: str) -> date:
    for place, text in (("decision_number", command.decision_number), ("signed_by", command.signed_by)):
        if not text.strip():
            raise DecisionIncomplete(where=place)
        check_name(text, place)
    if command.decision_date is None:
        raise DecisionIncomplete(where="decision_date")
    if command.in_force_from < command.decision_date:
        raise InForceBeforeDecision(
            where="in_force_from",
            in_force_from=rules.day_in_words(command.in_force_from),
            decision_date=rules.day_in_words(command.decision_date),
        )
    check_code(calendar, "working_calendar")
    if command.signing is not None:
        check_signing(command.signing)
    return command.decision_date


def _check_sound(state: Catalogue, command: IssueCatalogue, known: Known) -> None:
    if not state.procedures:
        raise EditionEmpty(where="procedures", agency=command.agency, edition=command.edition)
    procedures = state.procedures.values()
    around = surroundings(known, command.agency, procedures, command.in_force_from)
    for finding in findings_of_edition(procedures, around):
        raise finding


@CATALOGUE.evolves(CatalogueIssued)
def issued(state: Catalogue, event: CatalogueIssued) -> None:
    """The edition doesn't change any more."""
    state.issue = event
