"""What an evaluation goes by and what it gives: the policy, and the result with its lines.

The rules are those of Decree 335/2025/NĐ-CP (civil servants); what it leaves open is policy data.
"""

from datetime import date
from typing import Annotated, Final

from pydantic import Field

from shared.contracts.declaring import UNTOLD, event, part
from shared.contracts.vocabulary import AgencyCode, EffectiveAt, Instant, PersonId, StepCode

#: How a policy's file names its format.
POLICY_FORMAT: Final = "tthc-evaluation-policy/1"

Percent = Annotated[
    str | None, Field(description="In percent, two decimals, as printed.", examples=["87.80"])
]
Products = Annotated[
    str,
    Field(description="Standard products (sản phẩm chuẩn), three decimals, as printed.", examples=["0.750"]),
]
Points = Annotated[str | None, Field(description="Points, two decimals; null: none.", examples=["27.50"])]
Official = Annotated[str, Field(description="Identifier of the official.", examples=["stc.mai"])]
PeriodCode = Annotated[
    str, Field(description="A month, a quarter or a year.", examples=["2026-03", "2026-Q1", "2026"])
]


@part
class GradePoints:
    """A grade, and the total from which it is given."""

    code: Annotated[str, Field(description="The grade's code.", examples=["excellent"])]
    points: Annotated[int, Field(description="The total from which it is given; `from` in a file.")]


@part
class YearRule:
    """How a year is rated."""

    least_months: Annotated[int, Field(description="Months that must have a score; fewer: not rated.")]
    score: Annotated[str, Field(description="`mean_of_scored_periods`.")]


@part
class EvaluationPolicy:
    """A policy, dated: what the decree leaves open, and the numbers that it fixes."""

    code: Annotated[str, Field(description="Code of the policy.", examples=["ND335"])]
    version: Annotated[int, Field(description="Its version, from 1.")]
    in_force_from: Annotated[date, Field(description="First day in force.")]
    in_force_until: Annotated[date | None, Field(description="Last day in force; null: open.")] = None
    applies_to: Annotated[tuple[str, ...], Field(description="`civil_servant`, `public_employee`.")]
    basis: Annotated[str, Field(description="The document that it rests on.", examples=["335/2025/NĐ-CP"])]
    product: Annotated[str, Field(description="What one product is: `step_of_case`.")]
    weight: Annotated[str, Field(description="How a product is converted: `by_step_limit`.")]
    per_mark_percent: Annotated[int, Field(description="What a delay or a return takes of a product.")]
    late_through_others: Annotated[str, Field(description="`exempt`, or `needs_confirmation`.")]
    absence: Annotated[str, Field(description="`exempt`, or `needs_confirmation`.")]
    return_grounds: Annotated[tuple[str, ...], Field(description="The grounds of returns that count.")]
    return_without_grounds: Annotated[bool, Field(description="Whether a return that states none counts.")]
    result_points: Annotated[int, Field(description="The most that results give.")]
    general_points: Annotated[int, Field(description="The most that general criteria give.")]
    grades: Annotated[tuple[GradePoints, ...], Field(description="The grades, the highest first.")]
    excellent_share_percent: Annotated[int, Field(description="Most excellent, in % of those rated good.")]
    excellent_share_percent_extended: Annotated[
        int, Field(description="The same where the body itself excelled.")
    ]
    year: YearRule


@part
class ExplainedMark:
    """A visit of a step, or a return of it, as it was judged."""

    visit: Annotated[int, Field(description="The how-manyeth visit of the step in the case.")]
    at: Annotated[Instant | None, Field(description="When it ended or was sent back; null: open.")] = None
    limit: Annotated[int | None, Field(description="Allowed working minutes; null: of a return.")] = None
    used: Annotated[int | None, Field(description="Working minutes from opening to end.")] = None
    waiting: Annotated[int | None, Field(description="Those in which another agency owed an answer.")] = None
    absent: Annotated[int | None, Field(description="Those of a recorded leave without a delegate.")] = None
    mark: Annotated[
        str | None,
        Field(
            description=(
                "`delay`, `others`, `absence`, `exempt` (an objective cause was confirmed), `return`, "
                "`cleared`; null: nothing counts, or the visit is open still."
            )
        ),
    ] = None
    grounds: Annotated[str | None, Field(description="Of a return: its grounds; null: none stated.")] = None
    reason: Annotated[
        str | None, Field(description="Why it was sent back, or the cause that was claimed.")
    ] = None
    cause: Annotated[
        str | None, Field(description="`claimed`, `confirmed` or `refused`; null: no cause was claimed.")
    ] = None
    decided_by: Annotated[
        str | None, Field(description="Who confirmed, refused or cleared it; null: nobody did.")
    ] = None
    events: Annotated[tuple[str, ...], Field(description="Identifiers of the events that say so.")] = ()


@part
class EvaluationLine:
    """One product in a period: what it weighs and what takes from it."""

    case: Annotated[
        str | None,
        Field(description="Its number elsewhere, or its own if it has none; null: entered by a person."),
    ]
    step: StepCode | None
    state: Annotated[str, Field(description="`done`, `not_done`, `carried_over`.")]
    standard_products: Products
    returns: Annotated[int, Field(description="Returns that count.")]
    returns_cleared: Annotated[int, Field(description="Returns that would, and were cleared.")]
    delays: Annotated[int, Field(description="Late visits that ended and count.")]
    late_through_others: Annotated[int, Field(description="Late visits, only by what others owed.")]
    late_through_absence: Annotated[int, Field(description="Late visits, only by a recorded leave.")]
    late_by_objective_cause: Annotated[int, Field(description="Late visits with a confirmed cause.")]
    quality_percent: Percent
    progress_percent: Percent
    case_number: Annotated[str | None, Field(description="The case's own number; null: entered.")] = None
    agency: Annotated[str | None, Field(description="The agency in which it was done.")] = None
    entered: Annotated[str | None, Field(description="What was entered, in words; null: of a case.")] = None
    confirmed_by: Annotated[PersonId | None, Field(description="Who confirmed what was entered.")] = None
    explain: Annotated[tuple[ExplainedMark, ...], Field(description="Each visit and return.")] = ()


@part
class Leadership:
    """What leaders are scored by beside the work (Decree 335/2025, Art. 15), each in percent."""

    officials: Annotated[str, Field(description="d: the officials that they manage.", examples=["100.00"])]
    unit: Annotated[str, Field(description="đ: the work of the unit.", examples=["100.00"])]
    unity: Annotated[str, Field(description="e: keeping the unit together.", examples=["50.00"])]


@part
class EvaluationResult:
    """An official's evaluation in a period, with every number as it is printed."""

    official: Official
    period: PeriodCode
    policy: Annotated[str, Field(description="Code of the policy.", examples=["ND335"])]
    lines: Annotated[tuple[EvaluationLine, ...], Field(description="By case and step, entered ones last.")]
    assigned: Products
    done: Products
    of_quality: Products
    of_progress: Products
    carried_over: Annotated[int, Field(description="Products that weigh nothing yet.")]
    quantity_percent: Percent
    quality_percent: Percent
    progress_percent: Percent
    results: Points
    general: Points
    total: Points
    grade: Annotated[str | None, Field(description="The grade of the total; null: none.")]
    why_none: Annotated[
        str | None,
        Field(
            description=(
                "`no_assigned_products`, `general_not_entered`, of a year `fewer_than_least_months`; null: "
                "there is a total."
            )
        ),
    ]
    policy_version: Annotated[int, Field(description="The policy's version.")] = 1
    leadership: Annotated[Leadership | None, Field(description="Of leaders; null: none was entered.")] = None
    entered: Annotated[
        bool,
        Field(description="Whether products outside of cases are in it; false: the system's work alone."),
    ] = False
    simulated: Annotated[bool, Field(description="Whether the policy wasn't in force.")] = False


@part
class EvaluationFigures:
    """What an evaluation comes to."""

    results: Points
    general: Points
    total: Points
    grade: Annotated[str | None, Field(description="The grade of the total; null: none.")]


@event("tthc.sla.EvaluationPeriodClosed.v1", at="closed_at")
class EvaluationPeriodClosed:
    """An official's evaluation in a period was closed by a decision; its rows are kept as they were."""

    official: Official
    agency: AgencyCode
    period: PeriodCode
    policy: Annotated[str, Field(description="Code of the policy.", examples=["ND335"])]
    policy_version: Annotated[int, Field(description="The policy's version.")]
    figures: Annotated[EvaluationFigures, Field(description="What was decided.")]
    digest: Annotated[str, Field(description="SHA-256 of the result as it was kept, in hexadecimal.")]
    decision_number: Annotated[str, Field(description="Number of the decision.", examples=["12/QĐ-STC"])]
    decision_date: Annotated[date, Field(description="Its date.")]
    signed_by: Annotated[str, Field(description="Who signed it, as it says.")]
    closed_by: PersonId
    closed_at: EffectiveAt
    kept: Annotated[str, UNTOLD] = ""  #: the result, letter for letter: JSON, deflated, in Base64


@event("tthc.sla.EvaluationCorrected.v1", at="corrected_at")
class EvaluationCorrected:
    """What became known since a period was closed changes its figures; the closed result stays beside it."""

    official: Official
    agency: AgencyCode
    period: PeriodCode
    was: Annotated[EvaluationFigures, Field(description="As the decision or the last correction has it.")]
    becomes: Annotated[EvaluationFigures, Field(description="As it is with what is known now.")]
    changed: Annotated[
        tuple[str, ...],
        Field(description="The lines that differ, by case and step.", examples=[["M2/B2"]]),
    ]
    digest: Annotated[str, Field(description="SHA-256 of the result as it is kept, in hexadecimal.")]
    corrected_at: Annotated[Instant, Field(description="When the difference was found.")]
    kept: Annotated[str, UNTOLD] = ""  #: the result, letter for letter, as in `EvaluationPeriodClosed`
