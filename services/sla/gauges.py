"""The domain's own figures for Prometheus: how work stands in each agency, as `GET /province` counts it.

A gauge has a series for each agency, of which a province has some three hundred; the wave is the label of one
gauge alone, `tthc_agency_wave`, by which queries join it. Nothing is told of cases, steps or people.
"""

import asyncio
from collections.abc import Iterable
from datetime import timedelta

import structlog

from services.sla.application.measuring import LateBecause
from services.sla.application.sla import SlaApplication
from services.sla.calendars import DEFAULT
from services.sla.queries import SlaQueries
from services.sla.queries.province import ProvinceAsked, last_days
from services.sla.queries.province_rows import AgencyFigures, ProvinceCounts
from shared.errors import Refusal
from shared.telemetry import metrics

INTERVAL_SECONDS = 5.0
#: What takes long is counted less often: so many times as long passes until it is counted again, or a minute.
_REST, _AT_MOST_SECONDS = 10, 60.0
#: What `tthc_agency_wave` says of an agency that no wave is planned for.
NO_WAVE = "none"
#: Working time after which nobody seems to see to what was raised: who was told had a whole day for it.
UNACKNOWLEDGED_AFTER = timedelta(hours=8)

log = structlog.get_logger()

#: What is told of each figure.
GAUGES = {
    "cases_open": metrics.CASES_OPEN,
    "cases_due_soon": metrics.CASES_DUE_SOON,
    "cases_overdue": metrics.CASES_OVERDUE,
    "steps_open": metrics.STEPS_OPEN,
    "steps_due_soon": metrics.STEPS_DUE_SOON,
    "steps_overdue": metrics.STEPS_OVERDUE,
    "steps_overdue_waiting": metrics.STEPS_OVERDUE_WAITING,
    "receipts_overdue": metrics.RECEIPTS_OVERDUE,
    "coordinations_waiting": metrics.COORDINATIONS_WAITING,
    "coordinations_open": metrics.COORDINATIONS_OPEN,
    "coordinations_overdue": metrics.COORDINATIONS_OVERDUE,
    "steps_done": metrics.STEPS_DONE,
    "steps_done_late": metrics.STEPS_DONE_LATE,
    "buck_passing": metrics.BUCK_PASSING,
}


async def keep_gauges(queries: SlaQueries, application: SlaApplication) -> None:
    """Set the gauges every few seconds, until cancelled."""
    loop, told = asyncio.get_running_loop(), ToldFigures()
    while True:
        begun = loop.time()
        try:
            await told.tell(queries, application.name)
            await told.tell_unacknowledged(queries, application)
        except Refusal as error:
            log.warning("figures wait", error=str(error))
        except Exception:
            log.exception("figures failed")
        took = loop.time() - begun
        await asyncio.sleep(max(INTERVAL_SECONDS, min(_REST * took, _AT_MOST_SECONDS)))


class ToldFigures:
    """What this process has told since its start: a series that was told once is told on."""

    def __init__(self) -> None:
        self._waves: dict[str, str] = {}  #: by agency
        self._climbing: set[tuple[str, str]] = set()  #: agency and level

    async def tell(self, queries: SlaQueries, source: str) -> None:
        """Count once, at one position; then set all gauges with nothing between, so none is told half set."""
        now = queries.now()
        found = await queries.province_at(ProvinceAsked(days=last_days(now)), source, now)
        self._tell_agencies(found.agencies)
        self._tell_levels(found.agencies)

    def _tell_levels(self, rows: Iterable[AgencyFigures]) -> None:
        """What climbed once and doesn't any more is told as none."""
        counted = {
            (one.agency, level): count for one in rows for level, count in one.escalations_by_level.items()
        }
        self._climbing |= counted.keys()
        for agency, level in self._climbing:
            metrics.ESCALATIONS_OPEN.labels(agency=agency, level=level).set(counted.get((agency, level), 0))

    async def tell_unacknowledged(self, queries: SlaQueries, application: SlaApplication) -> None:
        """How many open escalations nobody has acknowledged for long.

        By the calendar that is there from the start, one question for all: an agency's own closed days count.
        """
        calendar = await application.working_calendar(DEFAULT)
        raised_until = calendar.before(queries.now(), UNACKNOWLEDGED_AFTER)
        counted = await queries.escalations.unacknowledged_by_level(raised_until)
        for agency, level in self._climbing | set(counted):
            metrics.ESCALATIONS_UNACKNOWLEDGED.labels(agency=agency, level=level).set(counted[agency, level])

    def _tell_agencies(self, rows: Iterable[AgencyFigures]) -> None:
        """Each agency's; of one that is no more: that there is nothing."""
        counts: dict[str, ProvinceCounts] = {code: ProvinceCounts() for code in self._waves}
        for one in rows:
            counts[one.agency] = one
            self._tell_wave(one.agency, NO_WAVE if one.wave is None else str(one.wave))
        for agency, counted in counts.items():
            for name, gauge in GAUGES.items():
                gauge.labels(agency=agency).set(getattr(counted, name))
            for cause in LateBecause:  # from zero on: the first one is an increase too
                metrics.OVERDUE_TOLD_LATE.labels(agency=agency, cause=cause.value)

    def _tell_wave(self, agency: str, wave: str) -> None:
        """An agency is in one: the series of the wave before ends."""
        before = self._waves.get(agency)
        if before is not None and before != wave:
            metrics.AGENCY_WAVE.remove(agency, before)
        self._waves[agency] = wave
        metrics.AGENCY_WAVE.labels(agency=agency, wave=wave).set(1)
