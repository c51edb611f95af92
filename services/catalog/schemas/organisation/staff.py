"""Commands on divisions and officials, their absences and delegations, as they come over HTTP."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from services.catalog.domain.organisation import staff_commands, staff_events
from services.catalog.schemas.orders import Code, Name, Order
from services.catalog.schemas.organisation.agencies import Official
from shared.kernel import Actor, Role


class RenameDivision(Order):
    """Give the division another name; its code stays."""

    name: Name

    def value(self, agency: str, division: str, by: Actor, at: datetime) -> staff_commands.RenameDivision:
        """The domain's command."""
        return staff_commands.RenameDivision(agency=agency, division=division, name=self.name, by=by, at=at)


class CloseDivision(Order):
    """Close a division that nobody works in any longer."""

    def value(self, agency: str, division: str, by: Actor, at: datetime) -> staff_commands.CloseDivision:
        """The domain's command."""
        return staff_commands.CloseDivision(agency=agency, division=division, by=by, at=at)


class EndAppointment(Order):
    """The official leaves the agency."""

    def value(self, agency: str, official: str, by: Actor, at: datetime) -> staff_commands.EndAppointment:
        """The domain's command."""
        return staff_commands.EndAppointment(agency=agency, official=official, by=by, at=at)


class TransferOfficial(Order):
    """The official goes to another agency, and is there what this says."""

    to: Code
    name: Name
    divisions: Annotated[list[Code], Field(max_length=200)] = Field(default_factory=list)
    position: Name = ""
    roles: Annotated[list[Role], Field(max_length=20)]

    def value(self, official: str, by: Actor, at: datetime) -> staff_commands.AppointOfficial:
        """The appointment in the other agency."""
        fields = self.model_dump(include={"name", "divisions", "position", "roles"})
        return Official(official=official, **fields).value(self.to, by, at)


class RecordAbsence(Order):
    """The official is away on these days, both counted."""

    first_day: date
    last_day: date
    kind: staff_events.AbsenceKind = staff_events.AbsenceKind.LEAVE

    def value(self, agency: str, official: str, by: Actor, at: datetime) -> staff_commands.RecordAbsence:
        """The domain's command."""
        return staff_commands.RecordAbsence(
            agency=agency,
            official=official,
            first_day=self.first_day,
            last_day=self.last_day,
            kind=self.kind,
            by=by,
            at=at,
        )


class WithdrawAbsence(Order):
    """Take the absence back that begins on that day."""

    first_day: date

    def value(self, agency: str, official: str, by: Actor, at: datetime) -> staff_commands.WithdrawAbsence:
        """The domain's command."""
        return staff_commands.WithdrawAbsence(
            agency=agency, official=official, first_day=self.first_day, by=by, at=at
        )


class GrantDelegation(Order):
    """Let a colleague act for the official; without roles and divisions, in all that the official has."""

    delegate: Code
    first_day: date
    last_day: date
    roles: Annotated[list[Role], Field(max_length=20)] = Field(default_factory=list)
    divisions: Annotated[list[Code], Field(max_length=200)] = Field(default_factory=list)

    def value(self, agency: str, official: str, by: Actor, at: datetime) -> staff_commands.GrantDelegation:
        """The domain's command."""
        return staff_commands.GrantDelegation(
            agency=agency,
            official=official,
            delegate=self.delegate,
            first_day=self.first_day,
            last_day=self.last_day,
            roles=tuple(self.roles),
            divisions=tuple(self.divisions),
            by=by,
            at=at,
        )


class RevokeDelegation(Order):
    """End the delegation that begins on that day, at once."""

    first_day: date

    def value(self, agency: str, official: str, by: Actor, at: datetime) -> staff_commands.RevokeDelegation:
        """The domain's command."""
        return staff_commands.RevokeDelegation(
            agency=agency, official=official, first_day=self.first_day, by=by, at=at
        )
