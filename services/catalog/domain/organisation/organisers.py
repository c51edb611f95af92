"""Who may change an agency's organisation, and what every decision on one has. Each guard stands once."""

from datetime import date, datetime
from typing import Annotated, TypedDict

from services.catalog.domain.decision_number import NUMBERED, USUAL_SYMBOL, check_decision_number
from services.catalog.domain.organisation.agency import Agency
from services.catalog.domain.timing import TIMED, check_time
from services.catalog.errors.organisation.agencies import (
    AgencyNotRegistered,
    MayNotOrganise,
    MayNotRegisterAgency,
    MayNotReorganise,
)
from services.catalog.errors.organisation.reorganisation import (
    AgencyHasEnded,
    AgencyNotThereYet,
    DecisionFromFuture,
)
from shared.contracts.vocabulary import CalendarDay, described
from shared.decider import Act, command
from shared.kernel import Actor, Role, day_of

#: How each group of guards may refuse.
ORGANISED = (*TIMED, MayNotOrganise, AgencyNotRegistered)
REORGANISED = (*TIMED, MayNotReorganise, AgencyNotRegistered)
DECIDED = (*NUMBERED, DecisionFromFuture)
REGISTERED = (AgencyNotRegistered,)
GOING_ON = (AgencyHasEnded,)
EXISTING = (AgencyHasEnded, AgencyNotThereYet)
REGISTRAR = (*TIMED, MayNotRegisterAgency)

# ---- what a decision of the competent authority has


class DecisionFields(TypedDict):
    """What every event says that carries out a decision."""

    decision_number: str
    decision_date: date
    effective_from: date


@command
class Decided:
    """What a decision of the competent authority changes, from a day on."""

    decision_number: Annotated[
        str,
        described(
            "Number and notation of the decision.", min_length=1, max_length=100, examples=["1234/QĐ-UBND"]
        ),
    ]
    decision_date: CalendarDay
    effective_from: Annotated[CalendarDay, described("The first day on which it holds.")]

    def decision(self) -> DecisionFields:
        """The fields of an event that carries it out."""
        return {
            "decision_number": self.decision_number,
            "decision_date": self.decision_date,
            "effective_from": self.effective_from,
        }


def check_decision(command: Decided, act: Act) -> None:
    """A decision has a number with its symbol, and is signed by the day on which it is recorded."""
    check_decision_number(command.decision_number, "decision_number", USUAL_SYMBOL)
    if command.decision_date > day_of(act.at):
        raise DecisionFromFuture(where="decision_date", given=command.decision_date)


# ---- who, and when


def check_organiser(state: Agency, agency: str, act: Act) -> None:
    """Divisions and officials are the agency head's to organise; and an operator's, and an importer's."""
    check_time(act)
    if not may_organise(agency, act.by):
        raise MayNotOrganise(where="agency", agency=agency)
    check_registered(state, agency)


def check_reorganiser(state: Agency, agency: str, act: Act) -> None:
    """What an agency is, and under whom, is decided above it: an operator records it, or an importer."""
    check_time(act)
    if not of_the_province(act.by):
        raise MayNotReorganise(where="agency", agency=agency)
    check_registered(state, agency)


def check_registrar(act: Act) -> None:
    """That there is an agency is recorded by an operator, or an importer."""
    check_time(act)
    if not of_the_province(act.by):
        raise MayNotRegisterAgency(where="code")


def may_organise(agency: str, by: Actor) -> bool:
    """Whether the actor organises the agency, as `check_organiser` has it."""
    return of_the_province(by) or (by.has(Role.AGENCY_HEAD) and by.agency == agency)


def of_the_province(by: Actor) -> bool:
    """Whether the actor records what is decided above the agencies."""
    return by.has(Role.OPERATOR, Role.IMPORTER)


# ---- whether there is such an agency


def check_registered(state: Agency, agency: str) -> None:
    """The agency is registered."""
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
