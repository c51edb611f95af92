"""The difference of two editions as data."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel, Field

from services.catalog.domain.procedure.difference import (
    Difference,
    FieldChange,
    PlacedStep,
    ProcedureChange,
    StageOutline,
    StepChange,
)
from shared.contracts.vocabulary import TimeLimit


class FieldDifference(BaseModel):
    """A field as it was and as it is."""

    field: str
    before: Any
    after: Any
    amount: int | None = Field(
        None, description="Of a limit counted alike: by how many minutes of working time, or days."
    )
    per_cent: float | None = Field(None, description="The same in per cent of what it was.")

    @classmethod
    def of(cls, change: FieldChange) -> "FieldDifference":
        """The domain's change as data."""
        return cls(
            field=change.field,
            before=data(change.before),
            after=data(change.after),
            amount=change.amount,
            per_cent=change.per_cent,
        )


class StepDifference(BaseModel):
    """A step that both editions have."""

    code: str
    stage_before: str
    stage_after: str
    moved: bool = Field(description="To another stage, or past other steps.")
    fields: list[FieldDifference]

    @classmethod
    def of(cls, change: StepChange) -> "StepDifference":
        """The domain's change as data."""
        return cls(
            code=change.code,
            stage_before=change.stage_before,
            stage_after=change.stage_after,
            moved=change.moved,
            fields=_all(change.fields),
        )


class ProcedureDifference(BaseModel):
    """A procedure that both editions have, and that changed."""

    code: str
    name: str
    fields: list[FieldDifference]
    stages_before: list[dict[str, Any]] = Field(description="Empty where the arrangement is the same.")
    stages_after: list[dict[str, Any]]
    steps_added: list[dict[str, Any]] = Field(description="Each with its `stage` and the whole `step`.")
    steps_removed: list[dict[str, Any]]
    steps_changed: list[StepDifference]

    @classmethod
    def of(cls, change: ProcedureChange) -> "ProcedureDifference":
        """The domain's change as data."""
        return cls(
            code=change.code,
            name=change.after.name,
            fields=_all(change.fields),
            stages_before=_data_of_all(change.stages_before),
            stages_after=_data_of_all(change.stages_after),
            steps_added=_data_of_all(change.steps_added),
            steps_removed=_data_of_all(change.steps_removed),
            steps_changed=[StepDifference.of(one) for one in change.steps_changed],
        )


class EditionDifference(BaseModel):
    """What makes the newer of two editions of the older one."""

    agency: str
    before: int = Field(description="The older edition.")
    after: int = Field(description="The newer edition.")
    added: list[dict[str, Any]] = Field(description="Procedures that are new, in full.")
    removed: list[dict[str, Any]] = Field(description="Procedures that are gone, in full.")
    changed: list[ProcedureDifference]
    order: list[str] = Field(description="The newer order of all codes; empty if nothing changed places.")

    @classmethod
    def of(cls, agency: str, before: int, after: int, found: Difference) -> "EditionDifference":
        """The domain's difference as data."""
        return cls(
            agency=agency,
            before=before,
            after=after,
            added=[data(one) for one in found.added],
            removed=[data(one) for one in found.removed],
            changed=[ProcedureDifference.of(one) for one in found.changed],
            order=list(found.order),
        )


def _all(changes: Iterable[FieldChange]) -> list[FieldDifference]:
    return [FieldDifference.of(change) for change in changes]


def _data_of_all(parts: Iterable[StageOutline | PlacedStep]) -> list[dict[str, Any]]:
    return [data(part) for part in parts]


def data(value: Any) -> Any:
    """A value of the domain as JSON has it: limits with their counting, enums by value, days as ISO 8601."""
    match value:
        case TimeLimit():
            return {"duration": value.duration, "counting": value.counting}
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return [data(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: data(getattr(value, each.name)) for each in fields(value)}
    return value
