"""A policy as it is stated, in a file or in a command: `tthc-evaluation-policy/1`, and nothing else in it."""

from typing import Annotated, Literal, TypeAlias

from shared.contracts.evaluation import EvaluationPolicy, GradePoints, YearRule
from shared.contracts.strict import ReadAs
from shared.contracts.vocabulary import CalendarDay, Code, Text, Whole, described
from shared.decider import command
from shared.restating import restate


@command
class GradeForm:
    """A grade: `{"code": "good", "from": 70}`."""

    code: Code
    points: Annotated[Whole, described("The total from which it is given.", alias="from")]


@command
class YearForm:
    """How a year is rated."""

    least_months: Annotated[Whole, described("Months that must have a score.")]
    score: Annotated[Code, described("`mean_of_scored_periods`.")]


@command
class PolicyForm:
    """A policy: `{"format": "tthc-evaluation-policy/1", "code": …}`."""

    format: Annotated[Literal["tthc-evaluation-policy/1"], described("Says what the file is.")]
    code: Code
    version: Annotated[Whole, described("Its version, from 1.")]
    in_force_from: Annotated[CalendarDay, described("First day in force.")]
    in_force_until: Annotated[CalendarDay | None, described("Last day in force; null: open.")] = None
    applies_to: Annotated[tuple[Code, ...], described("`civil_servant`, `public_employee`.")]
    basis: Annotated[Text, described("The document that it rests on.")]
    product: Annotated[Code, described("`step_of_case`.")]
    weight: Annotated[Code, described("`by_step_limit`.")]
    per_mark_percent: Annotated[Whole, described("What a delay or a return takes of a product.")]
    late_through_others: Annotated[Code, described("`exempt`, or `needs_confirmation`.")]
    absence: Annotated[Code, described("`exempt`, or `needs_confirmation`.")]
    return_grounds: Annotated[tuple[Code, ...], described("The grounds of returns that count.")]
    return_without_grounds: Annotated[bool, described("Whether a return that states none counts.")]
    result_points: Annotated[Whole, described("The most that results give.")]
    general_points: Annotated[Whole, described("The most that general criteria give.")]
    grades: Annotated[tuple[GradeForm, ...], described("The grades, the highest first.")]
    excellent_share_percent: Annotated[Whole, described("Most excellent, in % of those rated good.")]
    excellent_share_percent_extended: Annotated[Whole, described("The same where the body excelled.")]
    year: YearForm

    def value(self) -> EvaluationPolicy:
        """The policy itself; whether its fields may be so is another question."""
        return restate(
            EvaluationPolicy,
            self,
            grades=tuple(restate(GradePoints, one) for one in self.grades),
            year=restate(YearRule, self.year),
        )


#: A policy in a command: read in the form of `PolicyForm`, strictly; in the command it is the policy itself.
StatedPolicy: TypeAlias = Annotated[EvaluationPolicy, ReadAs(PolicyForm, PolicyForm.value)]
