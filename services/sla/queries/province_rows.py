"""The province's figures: of each agency, of each rollout wave, and of all that one may see."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from pydantic import Field

from services.sla.domain.ladder import LEVELS
from services.sla.queries.figures import CASES_PATH, HELD, STEPS_PATH, WAITING, Opens
from services.sla.queries.visits_asked import VISITS_PATH, Days, VisitKind
from services.sla.views.standing import Position, Rules
from shared.documents.values import InstantText


@dataclass(slots=True, kw_only=True)
class ProvinceCounts:
    """What is counted of an agency; of several it is the sum."""

    cases_open: Annotated[int, Field(description="Cases that haven't ended.")] = 0
    cases_due_soon: Annotated[int, Field(description="Of those, not late, and most of their time used.")] = 0
    cases_overdue: Annotated[int, Field(description="Of those open, past their due instant.")] = 0
    steps_open: Annotated[int, Field(description="Steps that a unit holds.")] = 0
    steps_due_soon: Annotated[int, Field(description="Of those, not late, and most of their time used.")] = 0
    steps_overdue: Annotated[
        int, Field(description="Of those open, past their due instant and waiting for nobody.")
    ] = 0
    steps_overdue_waiting: Annotated[
        int, Field(description="Of those open, past it and waiting for another agency's answer.")
    ] = 0
    receipts_overdue: Annotated[
        int, Field(description="Of those open, not received in time, and waited for still.")
    ] = 0
    escalations_open: Annotated[
        int, Field(description="Escalations against it whose cause stands, over all levels.")
    ] = 0
    coordinations_waiting: Annotated[
        int, Field(description="What it has asked other agencies, and isn't answered.")
    ] = 0
    coordinations_open: Annotated[int, Field(description="Answers that it owes other agencies.")] = 0
    coordinations_overdue: Annotated[int, Field(description="Of those owed, past their due instant.")] = 0
    steps_done: Annotated[int, Field(description="Steps that it completed on these days.")] = 0
    steps_done_late: Annotated[int, Field(description="Of those completed, after their due instant.")] = 0
    buck_passing: Annotated[
        int, Field(description="How often on these days work was passed on without progress with its part.")
    ] = 0


#: What is counted, by name.
COUNTED = tuple(one.name for one in fields(ProvinceCounts))


@dataclass(slots=True, kw_only=True)
class ProvinceFigures(ProvinceCounts):
    """The same, with the share that was done in time."""

    on_time_percent: Annotated[
        float | None,
        Field(description="Share of the steps completed in time, in percent to one place; null: of none."),
    ]


@dataclass(slots=True, kw_only=True)
class AgencyFigures(ProvinceFigures):
    """An agency's."""

    agency: str
    wave: Annotated[int | None, Field(description="Its rollout wave; null: none is planned for it.")]
    escalations_by_level: Annotated[
        dict[str, int],
        Field(description="Of those open escalations, how many on each level that has any."),
    ]
    opens: Opens


@dataclass(slots=True, kw_only=True)
class WaveFigures(ProvinceFigures):
    """Those of all agencies of a rollout wave."""

    wave: Annotated[int | None, Field(description="null: the agencies that no wave is planned for.")]
    agencies: Annotated[int, Field(description="How many are in it.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """How work stands in every agency that one may see, at one position of the service's log."""

    as_of: Annotated[InstantText, Field(description="When it was counted.")]
    position: Position
    rules: Rules
    first_day: Annotated[date, Field(description="From that day on what is done counts.")]
    last_day: date
    total: ProvinceFigures
    waves: Annotated[list[WaveFigures], Field(description="By number; last, those without one.")]
    agencies: Annotated[list[AgencyFigures], Field(description="By wave, then by code.")]


def on_time_percent(done: int, late: int) -> float | None:
    """The share in time, rounded half up to one place; None of none."""
    return None if done == 0 else (2000 * (done - late) + done) // (2 * done) / 10


def total(rows: Iterable[ProvinceCounts]) -> ProvinceFigures:
    """All of them together."""
    counted = list(rows)
    sums = {name: sum(getattr(one, name) for one in counted) for name in COUNTED}
    return ProvinceFigures(
        **sums, on_time_percent=on_time_percent(sums["steps_done"], sums["steps_done_late"])
    )


def of_waves(rows: Iterable[AgencyFigures]) -> list[WaveFigures]:
    """The figures of each wave: every agency counts in one."""
    by_wave: dict[int | None, list[AgencyFigures]] = {}
    for one in rows:
        by_wave.setdefault(one.wave, []).append(one)
    found = []
    for wave in sorted(by_wave, key=_order):
        summed = total(by_wave[wave])
        named = {one.name: getattr(summed, one.name) for one in fields(ProvinceFigures)}
        found.append(WaveFigures(wave=wave, agencies=len(by_wave[wave]), **named))
    return found


def of_agency(
    agency: str, wave: int | None, counts: ProvinceCounts, levels: dict[str, int], days: Days
) -> AgencyFigures:
    """An agency's row, with the list behind each figure that has one; `levels`: of its escalations."""
    figures = total([counts])
    named = {one.name: getattr(figures, one.name) for one in fields(ProvinceFigures)}
    return AgencyFigures(
        agency=agency,
        wave=wave,
        escalations_by_level={one.value: levels[one.value] for one in LEVELS if one.value in levels},
        opens=_opens(agency, days),
        **named,
    )


def in_order(rows: Iterable[AgencyFigures]) -> list[AgencyFigures]:
    """By wave, then by code."""
    return sorted(rows, key=lambda one: (*_order(one.wave), one.agency))


def _order(wave: int | None) -> tuple[bool, int]:
    return (wave is None, wave or 0)


def _opens(agency: str, days: Days) -> dict[str, str]:
    of = {"from": days.first.isoformat(), "to": days.last.isoformat()}
    lists: dict[str, tuple[str, dict[str, str]]] = {
        "cases_open": (CASES_PATH, {"state": "open"}),
        "cases_due_soon": (CASES_PATH, {"due_soon": "true"}),
        "cases_overdue": (CASES_PATH, {"overdue": "true"}),
        "steps_open": (STEPS_PATH, {"state": "open"}),
        "steps_due_soon": (STEPS_PATH, {"due_soon": "true"}),
        "steps_overdue": (STEPS_PATH, HELD),
        "steps_overdue_waiting": (STEPS_PATH, WAITING),
        "receipts_overdue": (STEPS_PATH, {"receipt_overdue": "true"}),
        "escalations_open": ("/escalations", {"state": "open"}),
        "coordinations_waiting": ("/coordinations", {"state": "open"}),
        "steps_done": (VISITS_PATH, {"kind": VisitKind.DONE.value, **of}),
        "steps_done_late": (VISITS_PATH, {"kind": VisitKind.DONE_LATE.value, **of}),
    }
    owed = {"coordinations_open": {"state": "open"}, "coordinations_overdue": {"overdue": "true"}}
    found = {
        name: f"{path}?{urlencode({**asked, 'agency': agency})}" for name, (path, asked) in lists.items()
    }
    return found | {
        name: f"/coordinations?{urlencode({**asked, 'asked_agency': agency})}" for name, asked in owed.items()
    }
