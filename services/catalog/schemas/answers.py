"""What the catalog's commands and checks answer."""

from typing import Literal

from pydantic import BaseModel, Field


class AgencyAnswer(BaseModel):
    """What a command did: the agency, its new version, and the events in their order."""

    agency: str
    version: int
    events: list[str]


class StaffAnswer(AgencyAnswer):
    """What became of an order of many."""

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


class EditionAnswer(BaseModel):
    """What a command did: the edition, its new version, and the events in their order."""

    agency: str
    edition: int
    version: int
    events: list[str]


class Finding(BaseModel):
    """What keeps an edition from being issued."""

    where: str | None
    code: str
    message: str = Field(description="for people, in their language")


class CatalogueImported(EditionAnswer):
    """What an import did."""


class CataloguePreview(BaseModel):
    """What an import would do, by the codes of the procedures."""

    edition: int = Field(description="The draft that it goes into.")
    new: bool = Field(description="Whether that draft is begun by it.")
    added: list[str]
    changed: list[str]
    removed: list[str]
    reordered: bool = Field(description="Whether those that stay come in another order.")
