"""The shapes of the catalog's HTTP commands; each knows the domain command that it asks for."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from services.catalog import domain
from services.catalog.application import UNSTATED
from shared.kernel import Actor, Counting, Role, TimeLimit

Code = Annotated[str, Field(min_length=1, max_length=80)]
Name = Annotated[str, Field(max_length=500)]
MOST_STAFF = 200  #: divisions, and officials, of one order


class Form(BaseModel):
    """A part of a command."""

    model_config = ConfigDict(extra="forbid")


class Order(Form):
    """A command. `at` is when it took effect, now if it isn't given; both times are kept."""

    at: AwareDatetime | None = None
    as_division: Code | None = Field(
        None, description="The division that one acts in, where one has several."
    )
    acting_for: Code | None = Field(None, description="The official whose act it is, if not one's own.")


# --- agencies ------------------------------------------------------------------------------------


class RegisterAgency(Order):
    """Register an agency. Its parent is registered first."""

    code: Code
    kind: domain.AgencyKind
    name_vi: Name
    name_en: Name
    parent: Code | None = None
    wave: Annotated[int, Field(ge=1, le=999)] | None = None
    working_calendar: Code = "VN"
    valid_from: date | None = Field(None, description="Without it: the day on which it is registered.")

    def value(self, by: Actor, recorded_at: datetime) -> domain.RegisterAgency:
        """The domain's command; the parent's kind is for the application to find."""
        return domain.RegisterAgency(
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

    def value(self, agency: str, by: Actor, at: datetime) -> domain.AddDivision:
        """The domain's command."""
        return domain.AddDivision(agency=agency, division=self.division, name=self.name, by=by, at=at)


class Official(Form):
    """What an official is from now on: divisions and roles that it doesn't name end."""

    official: Code
    name: Name
    divisions: Annotated[list[Code], Field(max_length=200)] = Field(default_factory=list)
    position: Name = ""
    roles: Annotated[list[Role], Field(max_length=20)]

    def value(self, agency: str, by: Actor, at: datetime) -> domain.AppointOfficial:
        """The domain's command."""
        return domain.AppointOfficial(
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

    def values(self, agency: str, by: Actor, recorded_at: datetime) -> list[domain.AgencyCommand]:
        """The domain's commands, in the order in which they are carried out."""
        at = self.at or recorded_at
        divisions = [division.value(agency, by, at) for division in self.divisions]
        return [*divisions, *(official.value(agency, by, at) for official in self.officials)]


# --- editions ------------------------------------------------------------------------------------


class LimitForm(Form):
    """An allowed time: `{"duration": "PT8H", "counting": "working_hours"}`."""

    duration: Annotated[str, Field(max_length=12, description="ISO 8601: `PT8H`, `PT1H30M`, `P3D`.")]
    counting: Counting

    @model_validator(mode="after")
    def _is_one(self) -> "LimitForm":
        self.value()
        return self

    def value(self) -> TimeLimit:
        """The limit. ValueError where the duration doesn't fit the counting."""
        return TimeLimit.parse(self.duration, self.counting)


class StepForm(Form):
    """A unit of work. In a draft the division and the content may still be empty."""

    code: Code
    name: Name
    division: Annotated[str, Field(max_length=80)] = ""
    content: Annotated[str, Field(max_length=4000)] = ""
    time_limit: LimitForm
    other_divisions: Annotated[list[Code], Field(max_length=50)] = Field(default_factory=list)
    optional: bool = False

    def value(self) -> domain.Step:
        """The same for the domain."""
        plain: dict[str, Any] = self.model_dump(exclude={"time_limit", "other_divisions"})
        return domain.Step(
            **plain, time_limit=self.time_limit.value(), other_divisions=tuple(self.other_divisions)
        )


class StageForm(Form):
    """Steps that run side by side."""

    code: Code
    name: Name = ""
    steps: Annotated[list[StepForm], Field(max_length=200)]

    def value(self) -> domain.Stage:
        """The same for the domain."""
        return domain.Stage(code=self.code, name=self.name, steps=tuple(step.value() for step in self.steps))


class ProcedureContent(Form):
    """A procedure without its code."""

    name: Name
    kind: domain.ProcedureKind = domain.ProcedureKind.INTERNAL
    time_limit: LimitForm = Field(description="The total, which is the lead unit's time.")
    stages: Annotated[list[StageForm], Field(max_length=200)]
    one_stop: bool = Field(False, description="Of the one-stop set; such a one is refused.")

    def under(self, code: str) -> domain.Procedure:
        """The same for the domain, under this code."""
        return domain.Procedure(
            code=code,
            name=self.name,
            kind=self.kind,
            time_limit=self.time_limit.value(),
            stages=tuple(stage.value() for stage in self.stages),
            one_stop=self.one_stop,
        )


class ProcedureForm(ProcedureContent):
    """A procedure."""

    code: Code


class DraftEdition(Order):
    """Begin an edition of the agency's catalogue."""

    edition: Annotated[int, Field(ge=1, le=9999)] | None = Field(
        None, description="Without it: the agency's next one."
    )

    def value(self, agency: str, by: Actor, recorded_at: datetime) -> domain.DraftEdition:
        """The domain's command; edition 0 stands for the next one."""
        at = self.at or recorded_at
        return domain.DraftEdition(agency=agency, edition=self.edition or 0, by=by, at=at)


class AddProcedure(Order):
    """Put a procedure into a draft; it may still be incomplete."""

    procedure: ProcedureForm


class ReviseProcedure(Order):
    """Put a procedure in the place of the one with the same code."""

    procedure: ProcedureContent


class IssueCatalogue(Order):
    """Issue an edition by decision; from then on it doesn't change."""

    decision_number: Name
    decision_date: date | None = None
    signed_by: Name
    in_force_from: date
    working_calendar: Code | None = Field(None, description="Without it: the agency's.")

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> domain.IssueCatalogue:
        """The domain's command; the agency's divisions and calendar are for the application to find."""
        return domain.IssueCatalogue(
            agency=agency,
            edition=edition,
            decision_number=self.decision_number,
            decision_date=self.decision_date,
            signed_by=self.signed_by,
            in_force_from=self.in_force_from,
            divisions=(),
            working_calendar=self.working_calendar or "",
            by=by,
            at=self.at or recorded_at,
        )


# --- answers -------------------------------------------------------------------------------------


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
