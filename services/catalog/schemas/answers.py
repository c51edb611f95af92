"""What the catalog's commands and checks answer."""

from pydantic import BaseModel, Field


class EditionAnswer(BaseModel):
    """What a command did: the edition, its new version, and the events in their order."""

    agency: str
    edition: int
    version: int
    events: list[str]


class Finding(BaseModel):
    """What keeps an edition from being issued; or what is issued, and still lacks something."""

    where: str | None = Field(description="The place in the edition, or in the request.")
    code: str = Field(description="What it is, for programs.")
    message: str = Field(description="for people, in their language")


class EditionIssued(EditionAnswer):
    """What an issue did."""

    warnings: list[Finding] = Field(description="What the decision's paper lacks; it is issued all the same.")


class CatalogueImported(EditionAnswer):
    """What an import did."""


class CataloguePreview(BaseModel):
    """What an import would do, by the codes of the procedures.

    Compared with the open draft; where the import begins one, with the last edition that was issued.
    """

    edition: int = Field(description="The draft that it goes into.")
    new: bool = Field(description="Whether that draft is begun by it.")
    added: list[str]
    changed: list[str]
    removed: list[str]
    reordered: bool = Field(description="Whether those that stay come in another order.")
