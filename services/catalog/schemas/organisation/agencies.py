"""Commands on agencies, their divisions and their people, as they come over HTTP."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from services.catalog.application.organisation.organising import UNSTATED
from services.catalog.domain.organisation import agency_commands, agency_events, organising, staff_commands
from services.catalog.schemas.orders import Code, Form, Name, Order
from shared.kernel import Actor, Role

MOST_STAFF = 200  #: divisions, and officials, of one order


class RegisterAgency(Order):
    """Register an agency. Its parent is registered first."""

    code: Code
    kind: agency_events.AgencyKind
    name_vi: Name
    name_en: Name
    parent: Code | None = None
    wave: Annotated[int, Field(ge=1, le=999)] | None = None
    working_calendar: Code = "VN"
    valid_from: date | None = Field(None, description="Without it: the day on which it is registered.")

    def value(self, by: Actor, recorded_at: datetime) -> agency_commands.RegisterAgency:
        """The domain's command; the parent's kind is for the application to find."""
        return agency_commands.RegisterAgency(
            code=self.code,
            kind=self.kind,
            name_vi=self.name_vi,
            name_en=self.name_en,
            parent=self.parent,
            parent_kind=None,
            wave=self.wave,
            working_calendar=self.working_calendar,
            valid_from=self.valid_from or UNSTATED,
            by=by,
            at=self.at or recorded_at,
        )


class ImportAgencies(Order):
    """Register all agencies of a table, or none of them."""

    csv: str = Field(description="The table: `code`, `kind`, `name_vi`, `name_en`, and optional columns.")
    file: Annotated[str, Field(min_length=1, max_length=200)] = Field(
        "agencies.csv", description="The table's name in messages."
    )
    valid_from: date | None = Field(
        None, description="For rows without their own; without either, the day on which they are registered."
    )


class Division(Form):
    """A part of an agency."""

    division: Code
    name: Name

    def value(self, agency: str, by: Actor, at: datetime) -> staff_commands.AddDivision:
        """The domain's command."""
        return staff_commands.AddDivision(agency=agency, division=self.division, name=self.name, by=by, at=at)


class Official(Form):
    """What an official is from now on: divisions and roles that it doesn't name end."""

    official: Code
    name: Name
    divisions: Annotated[list[Code], Field(max_length=200)] = Field(default_factory=list)
    position: Name = ""
    roles: Annotated[list[Role], Field(max_length=20)]

    def value(self, agency: str, by: Actor, at: datetime) -> staff_commands.AppointOfficial:
        """The domain's command."""
        return staff_commands.AppointOfficial(
            agency=agency,
            official=self.official,
            name=self.name,
            divisions=tuple(self.divisions),
            position=self.position,
            roles=tuple(self.roles),
            by=by,
            at=at,
        )


class AddDivision(Order, Division):
    """Add a division to the agency."""


class AppointOfficial(Order, Official):
    """Appoint an official of the agency, or appoint one anew."""


class EngageStaff(Order):
    """Add divisions and appoint officials, divisions first; who is there just so is skipped."""

    divisions: Annotated[list[Division], Field(max_length=MOST_STAFF)] = Field(default_factory=list)
    officials: Annotated[list[Official], Field(max_length=MOST_STAFF)] = Field(default_factory=list)

    def values(self, agency: str, by: Actor, recorded_at: datetime) -> list[organising.AgencyCommand]:
        """The domain's commands, in the order in which they are carried out."""
        at = self.at or recorded_at
        divisions = [division.value(agency, by, at) for division in self.divisions]
        return [*divisions, *(official.value(agency, by, at) for official in self.officials)]
