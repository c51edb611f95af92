"""A procedure as it is written over HTTP; the JSON of a catalogue is a list of these."""

from typing import Annotated, Any

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from services.catalog.domain.edition.content import content_of
from services.catalog.domain.procedure.procedure import (
    AnswerKind,
    Coordination,
    Procedure,
    ProcedureKind,
    Stage,
    Step,
)
from services.catalog.domain.procedure.writing import factor_text, thousandths_of
from services.catalog.schemas.orders import Code, Form, Name
from services.catalog.schemas.procedure.limits import (
    ExtensionForm,
    LimitForm,
    SuspensionForm,
    UrgentLimits,
    limit_of,
    urgent_limits_of,
)
from services.catalog.schemas.procedure.papers import DossierComponentForm, LegalBasisForm, TemplateForm

Units = Annotated[list[Code], Field(max_length=300)]
_NOT_A_FACTOR = "It must be a number with at most three digits before and three after the point"


class CoordinationForm(Form):
    """The part of a step that another agency does."""

    responding_agency: str = Field("", max_length=80, description="Its code; in a draft it may be empty.")
    responding_procedure: str = Field(
        "", max_length=80, description="Code of its own procedure for it; empty: not settled between them."
    )
    answers: list[AnswerKind] = Field(
        default_factory=list, max_length=20, description="The kinds of answer that are expected."
    )
    silence_is_agreement: bool = Field(
        False, description="No answer at the limit counts as agreement (Decree 191/2026/NĐ-CP, Art. 7)."
    )

    def value(self) -> Coordination:
        """The same for the domain."""
        return Coordination(
            responding_agency=self.responding_agency,
            responding_procedure=self.responding_procedure,
            answers=tuple(sorted(set(self.answers))),
            silence_is_agreement=self.silence_is_agreement,
        )


class StepForm(Form):
    """A unit of work. In a draft the division, the content and the limit may still be missing."""

    code: Code
    name: Name
    division: Annotated[str, Field(max_length=80)] = ""
    content: Annotated[str, Field(max_length=4000)] = ""
    time_limit: LimitForm | None = None
    other_divisions: Annotated[list[Code], Field(max_length=50)] = Field(default_factory=list)
    optional: bool = Field(False, description="Whether a hand-off may pass over it.")
    official: Name = Field("", description="Who does it, by position; empty: whom the division assigns.")
    result: Name = Field("", description="What comes out of it.")
    urgent_limits: UrgentLimits = Field(default_factory=list)
    coordination: CoordinationForm | None = Field(None, description="Without it: the agency does it alone.")

    def value(self) -> Step:
        """The same for the domain."""
        return Step(
            code=self.code,
            name=self.name,
            division=self.division,
            content=self.content,
            time_limit=limit_of(self.time_limit),
            other_divisions=tuple(self.other_divisions),
            optional=self.optional,
            official=self.official,
            result=self.result,
            urgent_limits=urgent_limits_of(self.urgent_limits),
            coordination=self.coordination.value() if self.coordination else None,
        )


class StageForm(Form):
    """Steps that run side by side."""

    code: Code
    name: Name = ""
    steps: Annotated[list[StepForm], Field(max_length=200)]

    def value(self) -> Stage:
        """The same for the domain."""
        return Stage(code=self.code, name=self.name, steps=tuple(step.value() for step in self.steps))


class ProcedureContent(Form):
    """A procedure without its code."""

    name: Name
    kind: ProcedureKind = ProcedureKind.INTERNAL
    time_limit: LimitForm | None = Field(
        None, description="The total, which is the lead unit's time; in a draft it may still be missing."
    )
    stages: Annotated[list[StageForm], Field(max_length=200)]
    one_stop: bool = Field(False, description="Of the one-stop set; such a one is refused.")
    legal_basis: Annotated[list[LegalBasisForm], Field(max_length=100)] = Field(default_factory=list)
    dossier: Annotated[list[DossierComponentForm], Field(max_length=100)] = Field(default_factory=list)
    result: Name = Field("", description="What the whole ends in: `Quyết định bổ nhiệm`.")
    templates: Annotated[list[TemplateForm], Field(max_length=100)] = Field(default_factory=list)
    suspension: SuspensionForm | None = Field(None, description="Without it: no rule of its own.")
    extension: ExtensionForm | None = Field(None, description="Without it: no extension is foreseen.")
    cooperating_units: Units = Field(default_factory=list, description="Agencies that do a part.")
    informed_units: Units = Field(default_factory=list, description="Agencies that only read.")
    conversion_factor: str = Field(
        "1", description="Standard products that one case counts for: a decimal number, `1.25`."
    )
    urgent_limits: UrgentLimits = Field(default_factory=list, description="The totals at degrees of urgency.")

    @field_validator("conversion_factor")
    @classmethod
    def _is_a_factor(cls, text: str) -> str:
        try:
            return factor_text(thousandths_of(text))
        except ValueError:
            raise PydanticCustomError("not_a_factor", _NOT_A_FACTOR) from None

    @classmethod
    def of(cls, procedure: Procedure) -> "ProcedureContent":
        """The procedure as it is written; `under` its code, it is the same again."""
        return cls.model_validate(content_of(procedure))

    def under(self, code: str) -> Procedure:
        """The same for the domain, under this code. What has no order is sorted."""
        return Procedure(
            code=code,
            name=self.name,
            kind=self.kind,
            time_limit=limit_of(self.time_limit),
            stages=tuple(stage.value() for stage in self.stages),
            one_stop=self.one_stop,
            result=self.result,
            conversion_factor=thousandths_of(self.conversion_factor),
            urgent_limits=urgent_limits_of(self.urgent_limits),
            **self._papers(),
            **self._conditions(),
            **self._units(),
        )

    def _papers(self) -> dict[str, Any]:
        return {
            "legal_basis": tuple(one.value() for one in self.legal_basis),
            "dossier": tuple(one.value() for one in self.dossier),
            "templates": tuple(one.value() for one in self.templates),
        }

    def _conditions(self) -> dict[str, Any]:
        return {
            "suspension": self.suspension.value() if self.suspension else None,
            "extension": self.extension.value() if self.extension else None,
        }

    def _units(self) -> dict[str, Any]:
        return {
            "cooperating_units": tuple(sorted(self.cooperating_units)),
            "informed_units": tuple(sorted(self.informed_units)),
        }


class ProcedureForm(ProcedureContent):
    """A procedure."""

    code: Code

    @classmethod
    def of(cls, procedure: Procedure) -> "ProcedureForm":
        """The procedure as it is written; its `value` is the same again."""
        return cls.model_validate({"code": procedure.code, **content_of(procedure)})

    def value(self) -> Procedure:
        """The same for the domain."""
        return self.under(self.code)
