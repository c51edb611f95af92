"""What decisions about a case ask beside its own state."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from services.cases.domain.agencies import Agency
from services.cases.domain.case import Case
from services.cases.domain.catalogue import Catalogue
from services.cases.domain.directory import RETRY_AFTER, Directory
from services.cases.domain.ending import Ending
from services.cases.domain.near import nearest
from services.cases.domain.procedure import Procedure, ProcedureReplicated, edition_in_force
from services.cases.errors.known import ProcedureNotInForce, ProcedureNotKnownYet, ProcedureUnknown
from shared.kernel import day_of
from shared.working_time.calendar import WorkingCalendar

#: How looking for a procedure's edition in force may be refused.
FOUND = (ProcedureUnknown, ProcedureNotKnownYet, ProcedureNotInForce)


class Known(Protocol):
    """The service's own copies of what other services tell, read when they are asked for."""

    @property
    def number(self) -> str:
        """The next number of the agency's register, for a case that is to be opened."""

    def directory(self, agency: str) -> Directory:
        """The agency's divisions and officials."""

    def procedure(self, agency: str, code: str) -> Procedure:
        """The issued editions of a procedure."""

    def catalogue(self, agency: str) -> Catalogue:
        """What the agency's editions have, and which have ended."""

    def calendar(self, code: str) -> WorkingCalendar | None:
        """The working calendar with this code, if it is known."""

    def agency(self, code: str) -> Agency:
        """Under whom an agency stands, and since when it is live."""

    def agency_of(self, case_number: str) -> str | None:
        """The agency of another case; None: there is no such case."""

    def is_cancelled(self, case_number: str) -> bool:
        """Whether another case was cancelled."""

    def ending(self, agency: str) -> Ending:
        """What was decided about the agency's end, if anything."""


@dataclass(slots=True, kw_only=True)
class KnownNow:
    """The same, all at hand."""

    number: str = ""
    directories: dict[str, Directory] = field(default_factory=dict)
    procedures: dict[tuple[str, str], Procedure] = field(default_factory=dict)
    catalogues: dict[str, Catalogue] = field(default_factory=dict)
    calendars: dict[str, WorkingCalendar] = field(default_factory=dict)
    agency_tree: dict[str, Agency] = field(default_factory=dict)  #: by their codes
    agencies: dict[str, str] = field(default_factory=dict)  #: of cases, by their number
    cancelled: frozenset[str] = frozenset()  #: the numbers of cases
    endings: dict[str, Ending] = field(default_factory=dict)

    def directory(self, agency: str) -> Directory:
        """The agency's divisions and officials."""
        return self.directories.get(agency) or Directory()

    def procedure(self, agency: str, code: str) -> Procedure:
        """The issued editions of a procedure."""
        return self.procedures.get((agency, code)) or Procedure()

    def catalogue(self, agency: str) -> Catalogue:
        """What the agency's editions have, and which have ended."""
        return self.catalogues.get(agency) or Catalogue()

    def calendar(self, code: str) -> WorkingCalendar | None:
        """The working calendar with this code, if it is known."""
        return self.calendars.get(code)

    def agency(self, code: str) -> Agency:
        """Under whom an agency stands, and since when it is live."""
        return self.agency_tree.get(code) or Agency()

    def agency_of(self, case_number: str) -> str | None:
        """The agency of another case; None: there is no such case."""
        return self.agencies.get(case_number)

    def is_cancelled(self, case_number: str) -> bool:
        """Whether another case was cancelled."""
        return case_number in self.cancelled

    def ending(self, agency: str) -> Ending:
        """What was decided about the agency's end, if anything."""
        return self.endings.get(agency) or Ending()


def edition_of(case: Case, known: Known) -> ProcedureReplicated:
    """The edition that the case was opened under, whatever has been issued since."""
    return known.procedure(case.opened_in, case.procedure).editions[case.edition]


def edition_for(
    known: Known, agency: str, code: str, at: datetime, number: int | None = None
) -> ProcedureReplicated:
    """The procedure's edition in force, or the one of that number, whenever it was in force.

    Raises what `FOUND` names.
    """
    named = {"agency": agency, "procedure": code}
    procedure, catalogue = known.procedure(agency, code), known.catalogue(agency)
    if not procedure.editions or (number is not None and number not in procedure.editions):
        codes = catalogue.codes()
        if codes and code not in codes:
            raise ProcedureUnknown(where="procedure", near=nearest(code, codes), **named)
        raise ProcedureNotKnownYet(where="procedure", retry_after=RETRY_AFTER, **named)
    if number is not None:
        return procedure.editions[number]
    on = day_of(at)
    ended = [number for number, ended_at in catalogue.ended.items() if ended_at <= at]
    edition = edition_in_force(procedure, on, ended)
    if edition is None:
        raise ProcedureNotInForce(where="procedure", on=on, **named)
    return edition
