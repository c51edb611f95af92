"""What decisions on a case ask, as the service's own store has it."""

from dataclasses import dataclass, replace

from services.cases.domain.catalogue import CATALOGUE, Catalogue
from services.cases.domain.delegation import as_delegate
from services.cases.domain.directory import DIRECTORY, Directory
from services.cases.domain.procedure import PROCEDURE, Procedure, procedure_key
from services.cases.domain.working_calendar import CALENDAR, Calendar
from services.cases.errors import DelegationUnitUnclear
from shared.decider import Act
from shared.delegation import DelegationMissing, claims
from shared.eventstore.unit_of_work import UnitOfWork
from shared.public_holidays import further_days

#: How whoever acts for another may be refused, whatever the command.
DELEGATED = (DelegationMissing, DelegationUnitUnclear)


@dataclass(slots=True)
class KnownHere:
    """Directories, procedures, catalogues and calendars, in a command's unit of work."""

    work: UnitOfWork
    number: str = ""

    def directory(self, agency: str) -> Directory:
        """The agency's divisions and officials."""
        return self.work.state(DIRECTORY, agency)

    def procedure(self, agency: str, code: str) -> Procedure:
        """The issued editions of a procedure."""
        return self.work.state(PROCEDURE, procedure_key(agency, code))

    def catalogue(self, agency: str) -> Catalogue:
        """What the agency's editions have, and which have ended."""
        return self.work.state(CATALOGUE, agency)

    def calendar(self, code: str) -> Calendar:
        """The working calendar with this code."""
        found = self.work.state(CALENDAR, code)
        found.further = further_days
        return found

    def of_delegate(self, act: Act) -> Act:
        """The act, of whom the delegation makes of the delegate; others' acts as they are."""
        claim = act.by
        if not claims(claim):
            return act
        delegations = self.directory(claim.agency or "").delegations
        return replace(act, by=as_delegate(delegations, claim, act.at, act.recorded_at))
