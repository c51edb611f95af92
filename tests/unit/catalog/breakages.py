"""Each rule for what is issued, as a way to break it at a random place of a sound procedure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from services.catalog.domain.procedure.conditions import Urgency
from services.catalog.domain.procedure.procedure import DraftStep, Procedure, ProcedureKind
from services.catalog.errors.procedure.conditions import ConditionsMissing, ExtensionNeverAskable
from services.catalog.errors.procedure.coordination import (
    AnswersMissing,
    CoordinatedWithoutStep,
    CoordinationCycle,
    CoordinationLimitLonger,
    CoordinationWithItself,
    InformedOwesNoAnswer,
    InternalNamesAgency,
    RespondingProcedureNotInForce,
    SilenceWithoutAgreement,
    StepWithoutRespondingAgency,
)
from services.catalog.errors.procedure.limits import (
    CountingsMixed,
    ProcedureWithoutLimit,
    StepWithoutLimit,
    SumsDisagree,
    UrgencyOrdinary,
    UrgencyRepeated,
    UrgentCountingDiffers,
    UrgentLimitLonger,
    UrgentSumsDisagree,
    UrgentTotalMissing,
)
from services.catalog.errors.procedure.papers import LegalBasisExpired, TemplateUnknown
from services.catalog.errors.procedure.procedures import (
    ProcedureWithoutStages,
    StageWithoutSteps,
    StepDivisionRepeated,
    StepDivisionUnknown,
    StepWithoutContent,
    StepWithoutDivision,
)
from services.catalog.errors.procedure.units import UnitIsLead, UnitNotLive, UnitRepeated, UnitUnknown
from shared.contracts.catalog.parts import (
    Coordination,
    DossierComponent,
    ExtensionRule,
    LegalBasis,
    SuspensionRule,
    UrgentLimit,
)
from shared.contracts.vocabulary import TimeLimit
from shared.errors import Refusal
from shared.kernel import AnswerKind, CoordinationRole, Counting
from tests.unit.catalog.editions_strategy import DORMANT, IN_FORCE_FROM, total_at

COORDINATED = {"kind": ProcedureKind.COORDINATED}
IMMEDIATE = Urgency.IMMEDIATE


@dataclass(frozen=True)
class Broken:
    """A procedure with one rule broken, and the place at which that must be found."""

    procedure: Procedure
    where: str
    alone: bool = True  #: nothing else is broken by it


Break = Callable[[st.DrawFn, Procedure], Broken]


def changed(entry: Procedure, at: tuple[int, int], **changes: Any) -> Procedure:
    """The procedure with one of its steps changed."""
    stages = list(entry.stages)
    steps = list(stages[at[0]].steps)
    steps[at[1]] = replace(steps[at[1]], **changes)
    stages[at[0]] = replace(stages[at[0]], steps=tuple(steps))
    return replace(entry, stages=tuple(stages))


def some_step(draw: st.DrawFn, entry: Procedure) -> tuple[tuple[int, int], DraftStep, str]:
    """Any step: where it is, itself, and its place in words."""
    stage = draw(st.integers(0, len(entry.stages) - 1))
    number = draw(st.integers(0, len(entry.stages[stage].steps) - 1))
    step = entry.stages[stage].steps[number]
    return (stage, number), step, f"{entry.place}/stages/{stage + 1}/steps/{step.code}"


def in_step(make: Callable[[DraftStep], dict[str, Any]], under: str = "", *, alone: bool = True) -> Break:
    """Some step changed; the place is the step's, and what is `under` it."""

    def broken(draw: st.DrawFn, entry: Procedure) -> Broken:
        at, step, place = some_step(draw, entry)
        return Broken(changed(entry, at, **make(step)), place + under, alone)

    return broken


def asking(under: str = "/coordination", **changes: Any) -> Break:
    """Some step asks another agency, in a way that breaks a rule."""
    sound = Coordination(responding_agency="SCT", answers=(AnswerKind.AGREE,))

    def broken(draw: st.DrawFn, entry: Procedure) -> Broken:
        at, _, place = some_step(draw, entry)
        entry = replace(entry, **COORDINATED)
        return Broken(changed(entry, at, coordination=replace(sound, **changes)), place + under)

    return broken


def in_whole(make: Callable[[Procedure], dict[str, Any]], under: str = "", *, alone: bool = True) -> Break:
    """The procedure itself changed."""
    return lambda _draw, entry: Broken(replace(entry, **make(entry)), entry.place + under, alone)


def limit_of(step: DraftStep | Procedure) -> TimeLimit:
    assert step.time_limit is not None
    return step.time_limit


def changed_by(limit: TimeLimit, difference: int) -> TimeLimit:
    return TimeLimit.of(limit.amount + difference, limit.counting)


def counted_otherwise(limit: TimeLimit) -> TimeLimit:
    other = next(counting for counting in Counting if counting != limit.counting)
    return TimeLimit.of(1, other)


def urgent(*limits: tuple[Urgency, TimeLimit]) -> dict[str, Any]:
    return {"urgent_limits": tuple(UrgentLimit(urgency=one, time_limit=limit) for one, limit in limits)}


def without_steps(draw: st.DrawFn, entry: Procedure) -> Broken:
    number = draw(st.integers(0, len(entry.stages) - 1))
    stages = list(entry.stages)
    stages[number] = replace(stages[number], steps=())
    return Broken(replace(entry, stages=tuple(stages)), f"{entry.place}/stages/{number + 1}", alone=False)


def immediate_total_missing(draw: st.DrawFn, entry: Procedure) -> Broken:
    at, step, _ = some_step(draw, entry)
    shortened = changed(entry, at, **urgent((IMMEDIATE, changed_by(limit_of(step), -1))))
    others = tuple(one for one in entry.urgent_limits if one.urgency is not IMMEDIATE)
    where = f"{entry.place}/urgent_limits/immediate"
    return Broken(replace(shortened, urgent_limits=others), where, alone=False)


def immediate_sum_too_low(entry: Procedure) -> dict[str, Any]:
    low = TimeLimit.of(total_at(entry.stages, IMMEDIATE) - 1, limit_of(entry).counting)
    others = tuple(one for one in entry.urgent_limits if one.urgency is not IMMEDIATE)
    return {"urgent_limits": (*others, UrgentLimit(urgency=IMMEDIATE, time_limit=low))}


def asks_nobody(_draw: st.DrawFn, entry: Procedure) -> Broken:
    stages = tuple(
        replace(one, steps=tuple(replace(step, coordination=None) for step in one.steps))
        for one in entry.stages
    )
    return Broken(replace(entry, stages=stages, **COORDINATED), entry.place)


def asks_though_internal(draw: st.DrawFn, entry: Procedure) -> Broken:
    broken = asking()(draw, entry)
    return replace(broken, procedure=replace(broken.procedure, kind=ProcedureKind.INTERNAL), alone=False)


def asks_for_longer(draw: st.DrawFn, entry: Procedure) -> Broken:
    at, step, place = some_step(draw, entry)
    asked = Coordination(
        responding_agency="SCT", answers=(AnswerKind.AGREE,), time_limit=changed_by(limit_of(step), 1)
    )
    entry = replace(entry, **COORDINATED)
    return Broken(changed(entry, at, coordination=asked), f"{place}/coordination")


def informing(**changes: Any) -> Break:
    """Some step informs an agency, and expects something of it."""
    return asking(**{"role": CoordinationRole.INFORMED, "answers": (), **changes})


def leads_back(draw: st.DrawFn, entry: Procedure) -> Broken:
    return asking(responding_procedure=f"V-{entry.code}")(draw, entry)


def informs(*agencies: str) -> Break:
    """Agencies are informed in a way that breaks a rule for the last of them."""
    return in_whole(
        lambda entry: {"informed_units": agencies, "cooperating_units": ()}, f"/informed_units/{agencies[-1]}"
    )


def extension(**changes: Any) -> dict[str, Any]:
    return {"extension": ExtensionRule(**{"conditions": "Cần xác minh thêm", **changes})}


DAY_BEFORE = IN_FORCE_FROM - timedelta(days=1)

BREAKAGES: dict[str, tuple[type[Refusal], Break]] = {
    "no stages": (ProcedureWithoutStages, in_whole(lambda _: {"stages": ()}, alone=False)),
    "a stage without steps": (StageWithoutSteps, without_steps),
    "no division": (StepWithoutDivision, in_step(lambda _: {"division": " "})),
    "no content": (StepWithoutContent, in_step(lambda _: {"content": "\n"})),
    "a division unknown": (StepDivisionUnknown, in_step(lambda _: {"division": "KHTC"})),
    "another division unknown": (StepDivisionUnknown, in_step(lambda _: {"other_divisions": ("KHTC",)})),
    "another division empty": (StepDivisionUnknown, in_step(lambda _: {"other_divisions": ("",)})),
    "a division twice": (StepDivisionRepeated, in_step(lambda step: {"other_divisions": (step.division,)})),
    "no total": (ProcedureWithoutLimit, in_whole(lambda _: {"time_limit": None}, "/time_limit")),
    "a step without a limit": (StepWithoutLimit, in_step(lambda _: {"time_limit": None}, "/time_limit")),
    "countings mixed": (
        CountingsMixed,
        in_step(lambda step: {"time_limit": counted_otherwise(limit_of(step))}, alone=False),
    ),
    "a total too long": (
        SumsDisagree,
        in_whole(lambda entry: {"time_limit": changed_by(limit_of(entry), 1)}, "/time_limit"),
    ),
    "an urgent limit that is none": (
        UrgencyOrdinary,
        in_step(lambda step: urgent((Urgency.NORMAL, limit_of(step))), "/urgent_limits/normal"),
    ),
    "a degree twice": (
        UrgencyRepeated,
        in_step(
            lambda step: urgent((IMMEDIATE, limit_of(step)), (IMMEDIATE, limit_of(step))),
            "/urgent_limits/immediate",
        ),
    ),
    "an urgent limit counted otherwise": (
        UrgentCountingDiffers,
        in_step(
            lambda step: urgent((IMMEDIATE, counted_otherwise(limit_of(step)))), "/urgent_limits/immediate"
        ),
    ),
    "an urgent limit longer than the ordinary": (
        UrgentLimitLonger,
        in_step(
            lambda step: urgent((Urgency.URGENT, changed_by(limit_of(step), 1))), "/urgent_limits/urgent"
        ),
    ),
    "an urgent limit longer than a lower degree's": (
        UrgentLimitLonger,
        in_step(
            lambda step: urgent(
                (Urgency.URGENT, changed_by(limit_of(step), -1)), (IMMEDIATE, limit_of(step))
            ),
            "/urgent_limits/immediate",
        ),
    ),
    "an urgent total missing": (UrgentTotalMissing, immediate_total_missing),
    "an urgent total too low": (
        UrgentSumsDisagree,
        in_whole(immediate_sum_too_low, "/urgent_limits/immediate"),
    ),
    "an internal one that asks": (InternalNamesAgency, asks_though_internal),
    "an internal one that lets co-operate": (
        InternalNamesAgency,
        in_whole(
            lambda _: {"kind": ProcedureKind.INTERNAL, "cooperating_units": ("SCT",), "informed_units": ()},
            "/cooperating_units/SCT",
            alone=False,
        ),
    ),
    "a coordinated one that asks nobody": (CoordinatedWithoutStep, asks_nobody),
    "nobody to respond": (StepWithoutRespondingAgency, asking(responding_agency="")),
    "no answer expected": (AnswersMissing, asking(answers=())),
    "silence without agreement": (
        SilenceWithoutAgreement,
        asking(silence_is_agreement=True, answers=(AnswerKind.DISAGREE,)),
    ),
    "a limit longer than the step's": (CoordinationLimitLonger, asks_for_longer),
    "it goes on by no answer": (AnswersMissing, asking(goes_on_by_itself=True, answers=())),
    "one informed is to answer": (InformedOwesNoAnswer, informing(answers=(AnswerKind.AGREE,))),
    "one informed agrees by silence": (InformedOwesNoAnswer, informing(silence_is_agreement=True)),
    "it goes on by one informed": (InformedOwesNoAnswer, informing(goes_on_by_itself=True)),
    "one informed has a limit": (
        InformedOwesNoAnswer,
        informing(time_limit=TimeLimit.of(1, Counting.WORKING_DAYS)),
    ),
    "it asks itself": (CoordinationWithItself, asking(responding_agency="SNV")),
    "it asks nobody known": (UnitUnknown, asking(responding_agency="KHONG.CO")),
    "it asks one not live": (UnitNotLive, asking(responding_agency=DORMANT)),
    "it leads to what isn't in force": (
        RespondingProcedureNotInForce,
        asking(responding_procedure="C99"),
    ),
    "it leads back": (CoordinationCycle, leads_back),
    "one informed unknown": (UnitUnknown, informs("SCT", "KHONG.CO")),
    "one informed not live": (UnitNotLive, informs(DORMANT)),
    "one informed twice": (UnitRepeated, informs("SCT", "SCT")),
    "itself informed": (UnitIsLead, informs("SNV")),
    "suspension without conditions": (
        ConditionsMissing,
        in_whole(lambda _: {"suspension": SuspensionRule(conditions=" ")}, "/suspension"),
    ),
    "extension without conditions": (
        ConditionsMissing,
        in_whole(lambda _: extension(conditions=""), "/extension"),
    ),
    "extension never askable": (
        ExtensionNeverAskable,
        in_whole(lambda entry: extension(ask_before=entry.time_limit), "/extension"),
    ),
    "a template unknown": (
        TemplateUnknown,
        in_whole(
            lambda _: {"dossier": (DossierComponent(name="Đơn", template="M99"),)},
            "/dossier/1",
        ),
    ),
    "a legal basis that ended": (
        LegalBasisExpired,
        in_whole(
            lambda _: {"legal_basis": (LegalBasis(document="Luật cũ", valid_until=DAY_BEFORE),)},
            "/legal_basis/1",
        ),
    ),
}
