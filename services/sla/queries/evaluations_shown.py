"""How evaluations are answered: one with its closing and corrections, and those of a unit with the caps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from services.sla.domain.evaluation.keeping import opened
from services.sla.domain.evaluation.shares import excellent_shares, officials_led
from services.sla.queries.evaluations import FoundEvaluation
from shared.contracts.evaluation import (
    EvaluationFigures,
    EvaluationPolicy,
    EvaluationResult,
    Points,
    Products,
)
from shared.documents.values import InstantText, instant
from shared.kernel import Role
from shared.restating import restate

_HEADS = frozenset({Role.DIVISION_HEAD.value, Role.AGENCY_HEAD.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingShown:
    """The decision by which a period was closed."""

    decision_number: str
    decision_date: date
    signed_by: str
    closed_by: str
    closed_at: InstantText
    digest: Annotated[str, Field(description="SHA-256 of the result as it is kept, in hexadecimal.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionShown:
    """What became known after the closing, and what it changes."""

    corrected_at: InstantText
    was: EvaluationFigures
    becomes: EvaluationFigures
    changed: Annotated[tuple[str, ...], Field(description="The lines that differ, by case and step.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationShown(EvaluationResult):
    """An evaluation: as it is now, or as it was closed, with what was corrected since."""

    closed: Annotated[ClosingShown | None, Field(description="Null: it is worked out anew each time.")]
    corrections: Annotated[tuple[CorrectionShown, ...], Field(description="The oldest first.")]

    @classmethod
    def of(cls, found: FoundEvaluation) -> "EvaluationShown":
        """A closed one stands as it was kept; one by another policy is a simulation."""
        closed = found.evaluations.closed.get(found.result.period)
        if closed is None or found.result.simulated:
            return restate(cls, found.result, closed=None, corrections=())
        return restate(
            cls,
            opened(closed.kept),
            closed=restate(ClosingShown, closed, closed_at=instant(closed.closed_at)),
            corrections=tuple(
                restate(CorrectionShown, one, corrected_at=instant(one.corrected_at))
                for one in found.evaluations.corrected.get(closed.period, ())
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRow:
    """An official's evaluation among those of a unit."""

    official: str
    group: Annotated[str, Field(description="Those of like duties: `leaders`, `officials`.")]
    assigned: Products
    carried_over: Annotated[int, Field(description="Products that weigh nothing yet.")]
    results: Points
    general: Points
    total: Points
    grade: Annotated[str | None, Field(description="The grade of the total; null: none.")]
    why_none: Annotated[str | None, Field(description="Why there is no total; null: there is one.")]
    closed: Annotated[bool, Field(description="Whether the period is closed.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareShown:
    """How many of a group are excellent, and how many may be (Decree 335/2025, Art. 20(5))."""

    group: Annotated[str, Field(description="Those of like duties: `leaders`, `officials`.")]
    good: Annotated[int, Field(description="How many are rated good.")]
    excellent: Annotated[int, Field(description="How many are rated excellent.")]
    at_most: Annotated[int, Field(description="How many excellent ones there may be.")]
    exceeded: Annotated[bool, Field(description="Whether there are more: a warning.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEvaluations:
    """The evaluations of an agency or of a division."""

    agency: str
    division: Annotated[str | None, Field(description="Null: the whole agency.")]
    period: Annotated[str, Field(description="A month, a quarter or a year, as it was asked for.")]
    rows: Annotated[tuple[EvaluationRow, ...], Field(description="By the officials' identifiers.")]
    shares: Annotated[tuple[ShareShown, ...], Field(description="For each group.")]
    officials_led: Annotated[
        str | None,
        Field(
            description=(
                "What their leader gets for them (`officials` of `EnterLeadership`): `100` where all are "
                "rated completed or better, else `50` (Decree 335/2025, Art. 15 d); null: not all are rated."
            )
        ),
    ] = None

    @classmethod
    def of(
        cls,
        unit: tuple[str, str | None],
        period: str,
        found: Sequence[FoundEvaluation],
        *,
        extended: bool,
    ) -> "UnitEvaluations":
        """Out of those of its officials; `extended`: the body itself excelled."""
        agency, division = unit
        rows = tuple(_row(one) for one in found)
        policy = found[0].known.policy if found else None
        return cls(
            agency=agency,
            division=division,
            period=period,
            rows=rows,
            shares=() if policy is None else _shares(agency, rows, policy, extended=extended),
            officials_led=_officials_led(found, Role.AGENCY_HEAD if division is None else Role.DIVISION_HEAD),
        )


def _row(found: FoundEvaluation) -> EvaluationRow:
    shown = EvaluationShown.of(found)
    group = "leaders" if not _HEADS.isdisjoint(found.known.roles) else "officials"
    return restate(EvaluationRow, shown, group=group, closed=shown.closed is not None)


def _officials_led(found: Sequence[FoundEvaluation], by: Role) -> str | None:
    led = [one for one in found if not {by, Role.AGENCY_HEAD} & set(one.known.roles)]
    return officials_led(one.result.grade for one in led)


def _shares(
    agency: str, rows: Sequence[EvaluationRow], policy: EvaluationPolicy, *, extended: bool
) -> tuple[ShareShown, ...]:
    grades = ((agency, one.group, one.grade) for one in rows)
    shares = excellent_shares(grades, policy, extended=extended)
    return tuple(restate(ShareShown, one, exceeded=one.exceeded) for one in shares)
