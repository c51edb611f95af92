"""The list for the national database, as JSON."""

from typing import Annotated

from pydantic import BaseModel, Field

from services.catalog.domain.procedure.procedure import ProcedureKind
from shared.documents.values import DateText


class FieldShown(BaseModel):
    """A column of the list, as it is configured."""

    name: str
    label: str


class ListShown(BaseModel):
    """All procedures in force of one kind on a day."""

    kind: ProcedureKind
    on: DateText
    fields: list[FieldShown]
    procedures: Annotated[
        list[dict[str, str | int]], Field(description="Each by the names of the fields, in their order.")
    ]
