"""What decisions on a case ask, as the service's own store has it."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.cases.domain.agencies import AGENCY, Agency
from services.cases.domain.approving import APPROVED, approval_of, as_official
from services.cases.domain.case import CASE, Phase
from services.cases.domain.catalogue import CATALOGUE, Catalogue
from services.cases.domain.delegation import as_delegate
from services.cases.domain.directory import DIRECTORY, Directory
from services.cases.domain.ending import ENDING, Ending
from services.cases.domain.procedure import PROCEDURE, Procedure, procedure_key
from services.cases.domain.working_calendar import CALENDAR
from services.cases.errors.who import DelegationUnitUnclear
from shared.decider import Act, Approval
from shared.delegation import DelegationMissing, claims
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Actor
from shared.public_holidays import further_days
from shared.working_time.calendar import WorkingCalendar

#: How whoever acts for another may be refused, whatever the command.
DELEGATED = (DelegationMissing, DelegationUnitUnclear, *APPROVED)


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

    def calendar(self, code: str) -> WorkingCalendar | None:
        """The working calendar with this code, if it is known."""
        return self.work.state(CALENDAR, code).working(further_days)

    def agency(self, code: str) -> Agency:
        """Under whom an agency stands, and since when it is live."""
        return self.work.state(AGENCY, code)

    def agency_of(self, case_number: str) -> str | None:
        """The agency of another case; None: there is no such case."""
        return self.work.state(CASE, case_number).agency or None

    def is_cancelled(self, case_number: str) -> bool:
        """Whether another case was cancelled."""
        return self.work.state(CASE, case_number).phase is Phase.CANCELLED

    def ending(self, agency: str) -> Ending:
        """What was decided about the agency's end, if anything."""
        return self.work.state(ENDING, agency)

    def of_delegate(self, act: Act) -> Act:
        """The act, of whom the delegation or an approval makes of the sender; others' acts as they are."""
        if act.approval is not None:
            return self._approved(act, act.approval)
        return replace(act, by=self._delegate(act.by, act.at, act.recorded_at))

    def _delegate(self, claim: Actor, at: datetime, recorded_at: datetime) -> Actor:
        if not claims(claim):
            return claim
        delegations = self.directory(claim.agency or "").delegations
        return as_delegate(delegations, claim, at, recorded_at)

    def _approved(self, act: Act, approval: Approval) -> Act:
        """The act with the approval of whoever heads the agency now, in the name of who did it then."""
        head = self._delegate(approval.by, act.recorded_at, act.recorded_at)
        approval = approval_of(act, approval.reason, head)
        by = act.by
        if claims(by):
            by = as_official(self.directory(by.agency or ""), by)
        return replace(act, by=by, approval=approval)
