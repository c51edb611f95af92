"""What a report says: units' figures over a period, the rows behind them, and what both stand on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from services.sla.domain.reports.comparing import NOTHING_CHANGED, ReportChanges, ReportDocument
from services.sla.queries import SlaQueries
from services.sla.queries.scorecard_rows import OpenedVisit, ScorecardRow, Scorecards, ScorecardUnit
from services.sla.queries.visits_asked import ScorecardsAsked, UnitScope, VisitsAsked
from services.sla.reporting.periods import ReportPeriod
from services.sla.views.documents import StepClockDocument
from services.sla.views.standing import RULES
from shared.documents.values import InstantText

__all__ = ["RULES", "Report", "report_on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures of an agency, or of all, as they stood at one position of the service's log."""

    agency: str | None  #: None: the province
    period: ReportPeriod
    as_of: InstantText
    position: int
    units: Mapping[ScorecardUnit, list[ScorecardRow]]
    visits: list[OpenedVisit]  #: the completed ones that the figures count
    open_visits: list[StepClockDocument]
    rules: int = RULES
    edition: int | None = None  #: None: the period isn't over, and nothing of it is kept
    changes: ReportChanges = NOTHING_CHANGED  #: since the edition before

    @property
    def total(self) -> list[ScorecardRow]:
        """A row an agency."""
        return self.units[ScorecardUnit.AGENCY]


_UNITS = TypeAdapter(dict[ScorecardUnit, list[ScorecardRow]])
_VISITS = TypeAdapter(list[OpenedVisit])
_OPEN_VISITS = TypeAdapter(list[StepClockDocument])


def document_of_report(report: Report) -> dict[str, Any]:
    """All that it says, as it is kept."""
    units = {unit: [replace(row, visits=None) for row in rows] for unit, rows in report.units.items()}
    return {
        "agency": report.agency,
        "period": report.period.name,
        "as_of": report.as_of,
        "position": report.position,
        "rules": report.rules,
        "units": _UNITS.dump_python(units, mode="json"),
        "visits": _VISITS.dump_python(report.visits, mode="json"),
        "open_visits": _OPEN_VISITS.dump_python(report.open_visits, mode="json"),
    }


def report_of_document(
    document: ReportDocument, edition: int | None = None, changes: ReportChanges = NOTHING_CHANGED
) -> Report:
    """What `document_of_report` wrote, as an edition."""
    return Report(
        agency=document["agency"],
        period=ReportPeriod.parse(document["period"]),
        as_of=document["as_of"],
        position=document["position"],
        rules=document["rules"],
        units=_UNITS.validate_python(document["units"]),
        visits=_VISITS.validate_python(document["visits"]),
        open_visits=_OPEN_VISITS.validate_python(document["open_visits"]),
        edition=edition,
        changes=changes,
    )


async def report_on(queries: SlaQueries, source: str, agency: str | None, period: ReportPeriod) -> Report:
    """Counted at one position of `source`, the service's own log, as `SlaQueries.at_one_position` has it."""

    async def count(still: SlaQueries) -> Report:
        found = [await still.cards(_asked(one, agency, period), source) for one in ScorecardUnit]
        open_visits = await still.scorecards.open_visits_of(VisitsAsked(days=period.days, agency=agency))
        return _report(found, open_visits, agency, period)

    report, _ = await queries.at_one_position(source, count)
    return report


def _asked(unit: ScorecardUnit, agency: str | None, period: ReportPeriod) -> ScorecardsAsked:
    scopes = [UnitScope(agency=agency)] if agency is not None else None
    opened = unit is ScorecardUnit.OFFICIAL
    return ScorecardsAsked(
        by=unit, days=period.days, agency=agency, all_rows=True, opened=opened, scopes=scopes
    )


def _report(
    found: list[Scorecards], open_visits: list[StepClockDocument], agency: str | None, period: ReportPeriod
) -> Report:
    units = {one.by: one.rows for one in found}
    visits = [visit for row in units[ScorecardUnit.OFFICIAL] for visit in row.visits or ()]
    return Report(
        agency=agency,
        period=period,
        as_of=found[-1].as_of,
        position=max(one.position for one in found),
        units=units,
        visits=sorted(visits, key=lambda one: (one.ended_at, one.case, one.step, one.visit)),
        open_visits=open_visits,
    )
