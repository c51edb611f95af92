"""An edition is issued by decision of the agency's head; its procedures are told after it, one by one.

Issuing is one event; the procedures follow it, one event each, because a catalogue can be larger than one
save of the event store takes.
"""

from datetime import date
from typing import Annotated

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.known import Known
from services.catalog.domain.edition.signing import DECIDED, Signing, check_decision, check_signing, told_of
from services.catalog.domain.edition.soundness import SOUND, check_sound
from services.catalog.domain.organisation.agency import Agency
from services.catalog.domain.procedure.naming import CODED, Name, check_code
from services.catalog.errors.review import FirstEditionNotReviewed
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.vocabulary import CalendarDay, Code, described
from shared.decider import Act, command


@command
class OwnCalendar:
    """A procedure is counted by a calendar of its own, whatever its edition is counted by."""

    procedure: Code
    working_calendar: Code


@command
class IssueCatalogue:
    """Issue an edition by decision; from then on it doesn't change."""

    agency: str
    edition: int
    decision_number: Annotated[Name, described("With its symbol: `05/QĐ-SNV`.")]
    decision_date: CalendarDay | None = None
    signed_by: Name
    in_force_from: CalendarDay
    working_calendar: Annotated[Code | None, described("Without it: the agency's.")] = None
    calendars: Annotated[
        tuple[OwnCalendar, ...],
        described("Of procedures that are counted by a calendar of their own.", max_length=1000),
    ] = ()
    signing: Annotated[
        Signing | None, described("Without it, the paper takes what is told at each printing.")
    ] = None


@CATALOGUE.decides(
    IssueCatalogue,
    known=Known,
    refuses=(
        *rules.ISSUER,
        *rules.EDITABLE,
        *rules.ANSWERED,
        FirstEditionNotReviewed,
        *DECIDED,
        *CODED,
        *rules.FILLED,
        *rules.CONTAINED,
        *SOUND,
    ),
)
def issue(state: Catalogue, command: IssueCatalogue, act: Act, known: Known) -> CatalogueIssued:
    """The draft is whole, answered and sound; an agency's first edition has been reviewed."""
    rules.check_issuer(command.agency, act)
    _check_ready(state, command, act, known)
    issuer = known.agency(command.agency)
    calendar = command.working_calendar or issuer.working_calendar
    decision_date = _check_decision(command, issuer, calendar)
    rules.check_filled(state, command)
    check_sound(state, known, command.agency, command.in_force_from)
    return CatalogueIssued(
        **rules.named(command, act),
        **told_of(command.signing),
        decision_number=command.decision_number.strip(),
        decision_date=decision_date,
        signed_by=command.signed_by,
        in_force_from=command.in_force_from,
        working_calendar=calendar,
        calendars=_calendars(state, command, known),
        issued_by=act.by.name,
        issued_at=act.at,
        procedures=tuple(state.procedures),
        imported=rules.imports(act),
    )


def _check_ready(state: Catalogue, command: IssueCatalogue, act: Act, known: Known) -> None:
    rules.check_editable(state, command)
    rules.check_answered(state)
    if not (rules.imports(act) or state.review.heard or known.editions(command.agency).issued):
        raise FirstEditionNotReviewed(where="review", agency=command.agency)


def _calendars(state: Catalogue, command: IssueCatalogue, known: Known) -> tuple[tuple[str, str], ...]:
    """The calendars of procedures' own: those stated, and those that came with the edition it starts from."""
    base = state.drafted.based_on if state.drafted else None
    issues = (one.issue for one in known.editions(command.agency).issued if one.edition == base)
    own = dict(pair for issue in issues if issue for pair in issue.calendars)
    for one in command.calendars:
        rules.check_contained(state, one.procedure)
        check_code(one.working_calendar, "calendars")
        own[one.procedure] = one.working_calendar
    return tuple((code, calendar) for code, calendar in own.items() if code in state.procedures)


def _check_decision(command: IssueCatalogue, issuer: Agency, calendar: str) -> date:
    decided, signed_by = command.decision_date, command.signed_by
    day = check_decision(command.decision_number, issuer, signed_by, decided, command.in_force_from)
    check_code(calendar, "working_calendar")
    if command.signing is not None:
        check_signing(command.signing)
    return day


@CATALOGUE.evolves(CatalogueIssued)
def issued(state: Catalogue, event: CatalogueIssued) -> None:
    """The edition doesn't change any more."""
    state.issue = event
