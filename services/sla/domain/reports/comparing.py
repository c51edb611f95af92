"""What is otherwise in a report that is counted again: in the period's figures, and in its rows.

Two reports are compared as they are kept: as plain documents. What is open, and how long, is of the moment at
which it was counted and no correction of the period; it isn't compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any

from shared.contracts.reports import ReportDifference, ReportedFigures
from shared.contracts.vocabulary import described

#: The figures that are of the period.
FIGURES_OF_PERIOD = (
    "received",
    "done",
    "done_on_time",
    "done_late",
    "late_through_others",
    "late_through_suspension",
    "late_by_objective_cause",
    "used_minutes",
    "waiting_minutes",
    "receipt_minutes_median",
    "returns",
    "refusals",
    "buck_passing",
)
#: What a row of a report shows of a visit beside its name.
SHOWN_OF_VISIT = (
    "agency",
    "division",
    "official",
    "procedure",
    "opened_at",
    "ended_at",
    "due_at",
    "used",
    "waiting",
    "limit",
    "late",
    "late_through_others",
)
_UNIT = ("agency", "division", "official", "procedure")
_VISIT = ("case", "step", "visit")
#: So many differences are told; an event has to stay small, and the report's own files have them all.
_TOLD = 100
#: A report as it is kept.
ReportDocument = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure of a unit that is otherwise."""

    by: Annotated[str, described("`agency`, `division`, `official` or `procedure`.")]
    unit: Annotated[str, described("The unit's codes, from the agency on.", examples=["STC/VP"])]
    figure: Annotated[str, described("As the scorecard calls it.", examples=["done_late"])]
    was: Annotated[int | None, described("In the edition before; null: the unit wasn't in it.")]
    becomes: Annotated[int | None, described("In this edition; null: the unit isn't in it.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitChange:
    """A row that came, went, or is otherwise."""

    case: Annotated[str, described("The case's number.")]
    step: str
    visit: int
    change: Annotated[str, described("`added`, `removed` or `changed`.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChanges:
    """What is otherwise than in the edition before."""

    figures: tuple[FigureChange, ...] = ()
    visits: tuple[VisitChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.visits)

    def told(self) -> tuple[ReportDifference, ...]:
        """The agencies' figures among it, the first of them."""
        found = [
            ReportDifference(agency=one.unit, figure=one.figure, was=one.was, becomes=one.becomes)
            for one in self.figures
            if one.by == "agency"
        ]
        return tuple(found[:_TOLD])


NOTHING_CHANGED = ReportChanges()


def changes_between(before: ReportDocument, after: ReportDocument) -> ReportChanges:
    """What is otherwise in `after`; nothing where the period's figures and rows are the same."""
    return ReportChanges(
        figures=tuple(_figures(before["units"], after["units"])),
        visits=tuple(_visits(before["visits"], after["visits"])),
    )


def figures_of(document: ReportDocument) -> tuple[ReportedFigures, ...]:
    """The agencies', as they are told."""
    names = [one.name for one in fields(ReportedFigures)]
    return tuple(
        ReportedFigures(**{name: row[name] for name in names}) for row in document["units"]["agency"]
    )


def _figures(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FigureChange]:
    for by in dict.fromkeys((*after, *before)):
        old, new = _by(before.get(by, ()), _UNIT), _by(after.get(by, ()), _UNIT)
        for key in sorted(old.keys() | new.keys()):
            for figure in FIGURES_OF_PERIOD:
                was, becomes = (rows.get(key, {}).get(figure) for rows in (old, new))
                if was != becomes and (was or becomes):
                    unit = "/".join(filter(None, key))
                    yield FigureChange(by=by, unit=unit, figure=figure, was=was, becomes=becomes)


def _visits(before: Sequence[Any], after: Sequence[Any]) -> Iterator[VisitChange]:
    old, new = _by(before, _VISIT), _by(after, _VISIT)
    for key in sorted(old.keys() | new.keys()):
        case, step, visit = key
        if key not in old or key not in new:
            change = "removed" if key in old else "added"
        elif any(old[key].get(name) != new[key].get(name) for name in SHOWN_OF_VISIT):
            change = "changed"
        else:
            continue
        yield VisitChange(case=case, step=step, visit=int(visit), change=change)


def _by(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dict[tuple[str, ...], Mapping[str, Any]]:
    return {tuple(_text(row.get(name)) for name in names): row for row in rows}


def _text(value: Any) -> str:
    """So that what isn't named can be sorted, and numbers in their order."""
    return f"{value:06}" if isinstance(value, int) else value or ""
