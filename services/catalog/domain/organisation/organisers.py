"""Who may change an agency's organisation, and what every decision on one has. Each guard stands once."""

from datetime import date, datetime

from services.catalog.domain.organisation.agency import Agency
from services.catalog.domain.organisation.agency_commands import DecidedCommand
from services.catalog.domain.procedure.naming import check_name
from services.catalog.errors.organisation.agencies import AgencyNotRegistered
from services.catalog.errors.organisation.reorganisation import (
    AgencyHasEnded,
    AgencyNotThereYet,
    DecisionFromFuture,
)
from services.catalog.errors.organisation.rights import MayNotOrganise, MayNotReorganise
from shared.kernel import Actor, Role, day_of


def check_organiser(state: Agency, agency: str, by: Actor) -> None:
    """Divisions and officials are the agency head's to organise; and an operator's, and an importer's."""
    of_the_agency = by.has(Role.AGENCY_HEAD) and by.agency == agency
    if not of_the_agency and not _of_the_province(by):
        raise MayNotOrganise(where="agency", agency=agency)
    check_registered(state, agency)


def check_reorganiser(state: Agency, agency: str, by: Actor) -> None:
    """What an agency is, and under whom, is decided above it: an operator records it, or an importer."""
    if not _of_the_province(by):
        raise MayNotReorganise(where="agency", agency=agency)
    check_registered(state, agency)


def may_organise(agency: str, by: Actor) -> bool:
    """Whether the actor organises the agency, as `check_organiser` has it."""
    return _of_the_province(by) or (by.has(Role.AGENCY_HEAD) and by.agency == agency)


def check_registered(state: Agency, agency: str) -> None:
    if state.kind is None:
        raise AgencyNotRegistered(where="agency", agency=agency)


def check_not_ended(state: Agency, at: datetime) -> None:
    """An agency that has ended takes no command but those that wind it up."""
    if state.ended_from is not None and state.has_ended(at):
        raise AgencyHasEnded(where="agency", agency=state.code, ended_from=state.ended_from)


def check_exists_on(state: Agency, day: date) -> None:
    """What is decided takes effect while the agency exists."""
    if state.ended_from is not None and day >= state.ended_from:
        raise AgencyHasEnded(where="effective_from", agency=state.code, ended_from=state.ended_from)
    if state.valid_from is not None and day < state.valid_from:
        raise AgencyNotThereYet(where="effective_from", agency=state.code, valid_from=state.valid_from)


def check_decision(command: DecidedCommand) -> None:
    """A decision has a number, and is signed by the day on which it is recorded."""
    check_name(command.decision_number, "decision_number")
    if command.decision_date > day_of(command.at):
        raise DecisionFromFuture(where="decision_date", given=command.decision_date)


def _of_the_province(by: Actor) -> bool:
    return by.has(Role.OPERATOR, Role.IMPORTER)
