"""The policy that tells what is true now: the procedures in force, and the agencies, each in full."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.catalog.domain.current.agencies import CURRENT_AGENCY, TellAgency
from services.catalog.domain.current.procedures import (
    CURRENT_CATALOGUE,
    EnterEdition,
    LeaveEdition,
    TellCorrection,
    TellProcedures,
)
from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.catalogue import Catalogue, catalogue_key
from services.catalog.domain.organisation.agency import AGENCY, Agency
from shared.decider import by_itself
from shared.eventstore.unit_of_work import UnitOfWork


@dataclass(slots=True)
class KnownHere:
    """Editions and agencies, as the service's own store has them."""

    work: UnitOfWork

    def edition(self, agency: str, edition: int) -> Catalogue:
        """An edition of the agency's catalogue."""
        return self.work.state(CATALOGUE, catalogue_key(agency, edition))

    def agency(self, code: str) -> Agency:
        """An agency; without a kind where it isn't registered."""
        return self.work.state(AGENCY, code)


def tell_entered(work: UnitOfWork, agency: str, edition: int, at: datetime) -> None:
    """An edition has entered into force: its procedures are what is true now, and no others."""
    _decide(work, agency, EnterEdition(agency=agency, edition=edition), at)
    tell_procedures(work, agency, at)


def tell_withdrawn(work: UnitOfWork, agency: str, edition: int, at: datetime) -> None:
    """An edition was withdrawn: if it was in force, nothing is any more."""
    _decide(work, agency, LeaveEdition(agency=agency, edition=edition), at)
    tell_procedures(work, agency, at)


def tell_procedures(work: UnitOfWork, agency: str, at: datetime) -> None:
    """Tell as much of what has changed as one save takes, and how much is left; again, it does nothing."""
    _decide(work, agency, TellProcedures(agency=agency, at_most_bytes=work.limits.save_bytes * 3 // 4), at)


def tell_correction(work: UnitOfWork, agency: str, procedure: str, at: datetime) -> None:
    """A procedure was corrected: what is true now reads otherwise."""
    _decide(work, agency, TellCorrection(agency=agency, procedure=procedure), at)


def _decide(work: UnitOfWork, agency: str, command: Any, at: datetime) -> None:
    work.decide(CURRENT_CATALOGUE, agency, command, by_itself(at), KnownHere(work), agency)


def tell_changed_agency(work: UnitOfWork, agency: str, at: datetime) -> None:
    """Tell an agency as it is now, unless that was told."""
    act = by_itself(at)
    work.decide(CURRENT_AGENCY, agency, TellAgency(agency=agency), act, KnownHere(work), agency)
