"""Officials are away, on days that are stated; why is nobody's business but the agency's."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from services.catalog.domain.organisation.agency import AGENCY, Agency, Appointment
from services.catalog.domain.organisation.organisers import (
    GOING_ON,
    check_not_ended,
    check_registered,
    may_organise,
)
from services.catalog.domain.timing import TIMED, check_time
from services.catalog.errors.organisation.absences import (
    AbsenceNotFound,
    AbsencesOverlap,
    DaysReversed,
    MayNotDelegate,
    StandsInForAnother,
)
from services.catalog.errors.organisation.agencies import AgencyNotRegistered, OfficialNotAppointed
from shared.contracts.catalog.staff import AbsenceRecorded, AbsenceWithdrawn, DelegationGranted
from shared.contracts.vocabulary import CalendarDay, Code
from shared.decider import Act, command
from shared.restating import restate

LONGEST = 366  #: days of one absence, and of one delegation

#: How what officials say for themselves may be refused; and what begins, for some days.
OWN = (*TIMED, MayNotDelegate, AgencyNotRegistered)
BEGUN = (*OWN, *GOING_ON, OfficialNotAppointed, DaysReversed)


class AbsenceKind(StrEnum):
    """Why somebody is away, as far as the work needs to know: illness and family are nobody's business."""

    LEAVE = "leave"  #: nghỉ, of whatever sort
    BUSINESS_TRIP = "business_trip"  #: công tác
    TRAINING = "training"  #: đào tạo, bồi dưỡng
    OTHER = "other"


@command
class RecordAbsence:
    """The official is away on these days, both counted."""

    agency: Code
    official: Code
    first_day: CalendarDay
    last_day: CalendarDay
    kind: AbsenceKind = AbsenceKind.LEAVE


@AGENCY.decides(RecordAbsence, refuses=(*BEGUN, AbsencesOverlap, StandsInForAnother))
def record_absence(agency: Agency, command: RecordAbsence, act: Act) -> AbsenceRecorded:
    """Absences don't overlap, and who is away acts for nobody."""
    check_may_begin(agency, command.agency, command.official, act)
    check_days(command.first_day, command.last_day)
    for absence in absences_of(agency, command.official, command.first_day, command.last_day):
        raise AbsencesOverlap(where="first_day", first_day=absence.first_day, last_day=absence.last_day)
    for delegation in delegations_in(agency, command.first_day, command.last_day):
        if delegation.delegate == command.official:
            raise StandsInForAnother(
                where="official", delegate=command.official, official=delegation.official
            )
    return restate(AbsenceRecorded, command, recorded_by=act.by.name, recorded_at=act.at)


@AGENCY.evolves(AbsenceRecorded)
def absent(agency: Agency, event: AbsenceRecorded) -> None:
    """An official's absence is known by its first day."""
    agency.absences[event.official, event.first_day] = event


@command
class WithdrawAbsence:
    """Take the absence back that begins on that day."""

    agency: Code
    official: Code
    first_day: CalendarDay


@AGENCY.decides(WithdrawAbsence, refuses=(*OWN, AbsenceNotFound))
def withdraw_absence(agency: Agency, command: WithdrawAbsence, act: Act) -> AbsenceWithdrawn:
    """There is one that begins on that day."""
    check_own(agency, command.agency, command.official, act)
    if (command.official, command.first_day) not in agency.absences:
        raise AbsenceNotFound(where="first_day", official=command.official, first_day=command.first_day)
    return restate(AbsenceWithdrawn, command, withdrawn_by=act.by.name, withdrawn_at=act.at)


@AGENCY.evolves(AbsenceWithdrawn)
def absence_withdrawn(agency: Agency, event: AbsenceWithdrawn) -> None:
    """As if it had never been recorded."""
    agency.absences.pop((event.official, event.first_day), None)


# ---- what absences and delegations have in common


def check_own(agency: Agency, code: str, official: str, act: Act) -> None:
    """Officials say for themselves when they are away and who acts for them; so may who organises them."""
    check_time(act)
    themselves = act.by.agency == code and act.by.id == official
    if not themselves and not may_organise(code, act.by):
        raise MayNotDelegate(where="official", official=official, agency=code)
    check_registered(agency, code)


def check_may_begin(agency: Agency, code: str, official: str, act: Act) -> Appointment:
    """What begins is said by who may, of an official of an agency that goes on; the appointment."""
    check_own(agency, code, official, act)
    check_not_ended(agency, act.at)
    return appointment_of(agency, code, official, "official")


def appointment_of(agency: Agency, code: str, official: str, where: str) -> Appointment:
    """The official's present appointment in the agency."""
    found = agency.officials.get(official)
    if found is None:
        raise OfficialNotAppointed(where=where, agency=code, official=official)
    return found


def check_days(first_day: date, last_day: date) -> None:
    """One day at least, and a year at most."""
    if not 0 <= (last_day - first_day).days < LONGEST:
        raise DaysReversed(where="last_day", first_day=first_day, last_day=last_day, most=LONGEST)


def absences_of(agency: Agency, official: str, first: date, last: date) -> Iterator[AbsenceRecorded]:
    """The official's absences that touch these days."""
    for absence in agency.absences.values():
        if absence.official == official and absence.first_day <= last and first <= absence.last_day:
            yield absence


def delegations_in(agency: Agency, first: date, last: date) -> Iterator[DelegationGranted]:
    """The agency's delegations that touch these days."""
    for delegation in agency.delegations.values():
        if delegation.first_day <= last and first <= delegation.last_day:
            yield delegation
