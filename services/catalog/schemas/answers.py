"""What the catalog's commands and checks answer."""

from pydantic import BaseModel, Field


class AgencyAnswer(BaseModel):
    """What a command did: the agency, its new version, and the events in their order."""

    agency: str
    version: int
    events: list[str]


class StaffAnswer(AgencyAnswer):
    """What became of an order of many."""

    skipped: int = Field(description="How many divisions and officials were there already, just so.")


class ImportAnswer(BaseModel):
    """What became of a table of agencies."""

    registered: int
    unchanged: int = Field(description="How many were there already, just so.")


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
