"""What a policy may say; each field that can't be so is refused by its name, all of them at once."""

from collections.abc import Iterator
from enum import StrEnum

from services.sla.errors import PolicyFieldWrong, PolicyWrong
from shared.contracts.evaluation import EvaluationPolicy
from shared.errors import Text
from shared.kernel import ReturnGrounds

_ALL = 100


class OfficialKind(StrEnum):
    """Whom a policy is for."""

    CIVIL_SERVANT = "civil_servant"  #: công chức: Decree 335/2025
    PUBLIC_EMPLOYEE = "public_employee"  #: viên chức: Decree 233/2026, by the unit's own regulation


class LatenessPolicy(StrEnum):
    """What becomes of lateness that others or a leave brought about."""

    EXEMPT = "exempt"  #: it is shown, and doesn't count
    NEEDS_CONFIRMATION = "needs_confirmation"  #: it counts until a competent leader confirms a cause


class Grade(StrEnum):
    """The four grades (Art. 20)."""

    EXCELLENT = "excellent"  #: hoàn thành xuất sắc
    GOOD = "good"  #: hoàn thành tốt
    COMPLETED = "completed"  #: hoàn thành
    NOT_COMPLETED = "not_completed"  #: không hoàn thành


STEP_OF_CASE = "step_of_case"
BY_STEP_LIMIT = "by_step_limit"
MEAN_OF_SCORED_PERIODS = "mean_of_scored_periods"
_MONTHS_OF_YEAR = 12


def check_policy(policy: EvaluationPolicy) -> None:
    """Raises `PolicyWrong` with every field that can't be so."""
    found = [*_named(policy), *_counted(policy), *_graded(policy)]
    if found:
        raise PolicyWrong(found=found)


def _named(policy: EvaluationPolicy) -> Iterator[PolicyFieldWrong]:
    yield from _one_of("product", policy.product, (STEP_OF_CASE,))
    yield from _one_of("weight", policy.weight, (BY_STEP_LIMIT,))
    yield from _one_of("late_through_others", policy.late_through_others, LatenessPolicy)
    yield from _one_of("absence", policy.absence, LatenessPolicy)
    yield from _one_of("year/score", policy.year.score, (MEAN_OF_SCORED_PERIODS,))
    for place, kind in enumerate(policy.applies_to):
        yield from _one_of(f"applies_to/{place}", kind, OfficialKind)
    for place, grounds in enumerate(policy.return_grounds):
        yield from _one_of(f"return_grounds/{place}", grounds, ReturnGrounds)
    if not policy.applies_to:
        yield _wrong(
            "applies_to", "[]", Text("ít nhất một đối tượng áp dụng", "at least one kind of official")
        )


def _counted(policy: EvaluationPolicy) -> Iterator[PolicyFieldWrong]:
    if policy.in_force_until is not None and policy.in_force_until < policy.in_force_from:
        last = Text(f"không trước {policy.in_force_from}", f"not before {policy.in_force_from}")
        yield _wrong("in_force_until", policy.in_force_until.isoformat(), last)
    yield from _within("version", policy.version, 1, None)
    yield from _within("per_mark_percent", policy.per_mark_percent, 0, _ALL)
    yield from _within("result_points", policy.result_points, 0, _ALL)
    yield from _within("excellent_share_percent", policy.excellent_share_percent, 0, _ALL)
    yield from _within("excellent_share_percent_extended", policy.excellent_share_percent_extended, 0, _ALL)
    yield from _within("year/least_months", policy.year.least_months, 1, _MONTHS_OF_YEAR)
    if policy.result_points + policy.general_points != _ALL:
        rest = str(_ALL - policy.result_points)
        yield _wrong("general_points", str(policy.general_points), Text(rest, rest))


def _graded(policy: EvaluationPolicy) -> Iterator[PolicyFieldWrong]:
    if not policy.grades:
        yield _wrong("grades", "[]", Text("ít nhất một mức", "at least one grade"))
    for place, grade in enumerate(policy.grades):
        yield from _one_of(f"grades/{place}/code", grade.code, Grade)
        below = policy.grades[place - 1].points - 1 if place else _ALL
        if place == len(policy.grades) - 1:
            below = min(below, 0)
        yield from _within(f"grades/{place}/from", grade.points, 0, below)


def _one_of(field: str, value: str, allowed: type[StrEnum] | tuple[str, ...]) -> Iterator[PolicyFieldWrong]:
    if value not in set(allowed):
        named = ", ".join(allowed)
        yield _wrong(field, value, Text(f"một trong: {named}", f"one of: {named}"))


def _within(field: str, value: int, least: int, most: int | None) -> Iterator[PolicyFieldWrong]:
    if value < least or (most is not None and value > most):
        wanted = Text(f"từ {least} đến {most}", f"from {least} to {most}")
        if most is None or most < least:
            wanted = Text(f"từ {least} trở lên", f"{least} or more")
        if most == least:
            wanted = Text(str(least), str(least))
        yield _wrong(field, str(value), wanted)


def _wrong(field: str, value: str, wanted: Text) -> PolicyFieldWrong:
    return PolicyFieldWrong(where=field, field=field, value=value, wanted=wanted)
