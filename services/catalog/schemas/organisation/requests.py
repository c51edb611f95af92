"""Requests of many commands at once, and what is answered to commands on agencies."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from services.catalog.application.organisation.organising import AgencyCommand
from services.catalog.domain.organisation.divisions import AddDivision
from services.catalog.domain.organisation.officials import AppointOfficial
from shared.contracts.vocabulary import CalendarDay
from shared.http.requests import CommandRequest, body_model

MOST_STAFF = 200  #: divisions, and officials, of one request

DivisionBody: Any = body_model(AddDivision, without=("agency",))
OfficialBody: Any = body_model(AppointOfficial, without=("agency",))


class EngageStaff(CommandRequest):
    """Add divisions and appoint officials, divisions first; who is there just so is skipped."""

    divisions: Annotated[tuple[DivisionBody, ...], Field(max_length=MOST_STAFF)] = ()
    officials: Annotated[tuple[OfficialBody, ...], Field(max_length=MOST_STAFF)] = ()

    def commands(self, agency: str) -> list[AgencyCommand]:
        """The commands, in the order in which they are carried out."""
        return [one.asked(agency=agency) for one in (*self.divisions, *self.officials)]


class ImportAgencies(CommandRequest):
    """Register all agencies of a table, or none of them."""

    csv: Annotated[
        str, Field(description="The table: `code`, `kind`, `name_vi`, `name_en`, and optional columns.")
    ]
    file: Annotated[str, Field(min_length=1, max_length=200, description="The table's name in messages.")] = (
        "agencies.csv"
    )
    valid_from: Annotated[
        CalendarDay | None,
        Field(
            description="For rows without their own; without either, the day on which they are registered."
        ),
    ] = None


# ---- answers


class AgencyAnswer(BaseModel):
    """What a command did: the agency, its new version, and the events in their order."""

    agency: str
    version: int
    events: list[str]


class StaffAnswer(AgencyAnswer):
    """What became of a request of many."""

    skipped: int = Field(description="How many divisions and officials were there already, just so.")


class AgenciesAnswer(BaseModel):
    """What a command on several agencies did to each."""

    agencies: list[AgencyAnswer]


class ImportAnswer(BaseModel):
    """What became of a table of agencies."""

    registered: int
    changed: int = Field(description="How many are planned for another wave from now on.")
    unchanged: int = Field(description="How many were there already, just so.")


class Change(BaseModel):
    """What a row of a table changes."""

    where: str = Field(description="`file:line`")
    action: Literal["added", "changed"]
    what: Literal["agency", "division", "official"]
    agency: str
    code: str
    name: str
    events: list[str]


class OrganisationAnswer(BaseModel):
    """What became of tables of agencies and staff; or, with `dry_run`, what would."""

    dry_run: bool
    added: int
    changed: int
    unchanged: int = Field(description="How many rows were so already.")
    changes: list[Change] = Field(description="Each row that adds or changes something.")
