"""The policy that tells what is true now: the procedures in force, and the agencies, each in full."""

from datetime import datetime

from services.catalog.domain.current import (
    CURRENT_AGENCY,
    CURRENT_CATALOGUE,
    enter,
    leave,
    tell_agency,
    tell_next,
)
from services.catalog.domain.edition.catalogue import CATALOGUE, catalogue_key
from services.catalog.domain.organisation.agency import AGENCY
from shared.eventstore.unit_of_work import UnitOfWork


def tell_entered(work: UnitOfWork, agency: str, edition: int, at: datetime) -> None:
    """An edition has entered into force: its procedures are what is true now, and no others."""
    catalogue = work.state(CATALOGUE, catalogue_key(agency, edition))
    events = enter(work.state(CURRENT_CATALOGUE, agency), catalogue, at)
    work.append(CURRENT_CATALOGUE, agency, events, correlation=agency)
    tell_procedures(work, agency, at)


def tell_withdrawn(work: UnitOfWork, agency: str, edition: int, at: datetime) -> None:
    """An edition was withdrawn: if it was in force, nothing is any more."""
    events = leave(work.state(CURRENT_CATALOGUE, agency), agency, edition, at)
    work.append(CURRENT_CATALOGUE, agency, events, correlation=agency)
    tell_procedures(work, agency, at)


def tell_procedures(work: UnitOfWork, agency: str, at: datetime) -> None:
    """Tell as much of what has changed as one save takes, and how much is left; again, it does nothing."""
    state = work.state(CURRENT_CATALOGUE, agency)
    key = catalogue_key(agency, state.edition) if state.edition else None
    catalogue = work.state(CATALOGUE, key) if key else None
    events = tell_next(state, agency, catalogue, at, work.limits.save_bytes * 3 // 4)
    work.append(CURRENT_CATALOGUE, agency, events, correlation=agency)


def tell_changed_agency(work: UnitOfWork, agency: str, at: datetime) -> None:
    """Tell an agency as it is now, unless that was told."""
    events = tell_agency(work.state(CURRENT_AGENCY, agency), work.state(AGENCY, agency), at)
    work.append(CURRENT_AGENCY, agency, events, correlation=agency)
