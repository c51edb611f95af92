"""The difference of two editions as data."""

from collections.abc import Iterable

from pydantic import BaseModel, Field, JsonValue

from services.catalog.domain.procedure.difference import (
    Difference,
    FieldChange,
    PlacedStep,
    ProcedureChange,
    StageOutline,
    StepChange,
)
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.writing import written


class FieldDifference(BaseModel):
    """A field as it was and as it is."""

    field: str
    before: JsonValue = Field(description="As the procedure has it: text, a limit, a list, …")
    after: JsonValue
    amount: int | None = Field(
        None, description="Of a limit counted alike: by how many minutes of working time, or days."
    )
    per_cent: float | None = Field(None, description="The same in per cent of what it was.")

    @classmethod
    def of(cls, change: FieldChange) -> "FieldDifference":
        """The domain's change as data."""
        return cls(
            field=change.field,
            before=written(change.before),
            after=written(change.after),
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
    stages_before: list[StageOutline] = Field(description="Empty where the arrangement is the same.")
    stages_after: list[StageOutline]
    steps_added: list[PlacedStep] = Field(description="Each with its `stage` and the whole `step`.")
    steps_removed: list[PlacedStep]
    steps_changed: list[StepDifference]

    @classmethod
    def of(cls, change: ProcedureChange) -> "ProcedureDifference":
        """The domain's change as data."""
        return cls(
            code=change.code,
            name=change.after.name,
            fields=_all(change.fields),
            stages_before=list(change.stages_before),
            stages_after=list(change.stages_after),
            steps_added=list(change.steps_added),
            steps_removed=list(change.steps_removed),
            steps_changed=[StepDifference.of(one) for one in change.steps_changed],
        )


class EditionDifference(BaseModel):
    """What makes the newer of two editions of the older one."""

    agency: str
    before: int = Field(description="The older edition.")
    after: int = Field(description="The newer edition.")
    added: list[Procedure] = Field(description="Procedures that are new, in full.")
    removed: list[Procedure] = Field(description="Procedures that are gone, in full.")
    changed: list[ProcedureDifference]
    order: list[str] = Field(description="The newer order of all codes; empty if nothing changed places.")

    @classmethod
    def of(cls, agency: str, before: int, after: int, found: Difference) -> "EditionDifference":
        """The domain's difference as data."""
        return cls(
            agency=agency,
            before=before,
            after=after,
            added=list(found.added),
            removed=list(found.removed),
            changed=[ProcedureDifference.of(one) for one in found.changed],
            order=list(found.order),
        )


def _all(changes: Iterable[FieldChange]) -> list[FieldDifference]:
    return [FieldDifference.of(change) for change in changes]
