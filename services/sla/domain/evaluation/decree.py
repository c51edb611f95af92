"""The policies that are known everywhere: Decree 335/2025/NĐ-CP, and its strict reading to compare with.

For public employees (Decree 233/2026/NĐ-CP) there is none: points follow the unit's own regulation.
"""

from dataclasses import replace
from datetime import date

from services.sla.domain.evaluation.policy import (
    BY_STEP_LIMIT,
    MEAN_OF_SCORED_PERIODS,
    STEP_OF_CASE,
    Grade,
    LatenessPolicy,
    OfficialKind,
)
from shared.contracts.evaluation import EvaluationPolicy, GradePoints, YearRule
from shared.kernel import ReturnGrounds

ND335 = EvaluationPolicy(
    code="ND335",
    version=1,
    in_force_from=date(2026, 1, 1),
    applies_to=(OfficialKind.CIVIL_SERVANT.value,),
    basis="335/2025/NĐ-CP",
    product=STEP_OF_CASE,
    weight=BY_STEP_LIMIT,
    per_mark_percent=25,
    late_through_others=LatenessPolicy.EXEMPT.value,
    absence=LatenessPolicy.EXEMPT.value,
    return_grounds=(ReturnGrounds.CONTENT.value,),
    return_without_grounds=True,
    result_points=70,
    general_points=30,
    grades=(
        GradePoints(code=Grade.EXCELLENT.value, points=90),
        GradePoints(code=Grade.GOOD.value, points=70),
        GradePoints(code=Grade.COMPLETED.value, points=50),
        GradePoints(code=Grade.NOT_COMPLETED.value, points=0),
    ),
    excellent_share_percent=20,
    excellent_share_percent_extended=25,
    year=YearRule(least_months=6, score=MEAN_OF_SCORED_PERIODS),
)
#: Lateness through others or a leave counts until a leader confirms a cause. In force nowhere.
ND335_STRICT = replace(
    ND335,
    code="ND335-STRICT",
    late_through_others=LatenessPolicy.NEEDS_CONFIRMATION.value,
    absence=LatenessPolicy.NEEDS_CONFIRMATION.value,
)
#: In force for the whole province where it adopted nothing else; and known by their codes alone.
IN_FORCE, KNOWN = (ND335,), (ND335, ND335_STRICT)
