"""The domain's own figures for Prometheus: open and overdue work of each agency, from the read model."""

import asyncio

import structlog

from services.sla.queries import SlaQueries
from shared.errors import Refusal
from shared.telemetry import metrics

INTERVAL_SECONDS = 5.0

log = structlog.get_logger()

_GAUGES = {
    "cases_open": metrics.CASES_OPEN,
    "cases_overdue": metrics.CASES_OVERDUE,
    "steps_open": metrics.STEPS_OPEN,
    "steps_overdue": metrics.STEPS_OVERDUE,
    "steps_overdue_waiting": metrics.STEPS_OVERDUE_WAITING,
    "coordinations_open": metrics.COORDINATIONS_OPEN,
    "coordinations_overdue": metrics.COORDINATIONS_OVERDUE,
}


async def keep_gauges(queries: SlaQueries) -> None:
    """Set the gauges every few seconds, until cancelled."""
    known: set[str] = set()
    climbing: set[tuple[str, str]] = set()
    while True:
        try:
            counts = await queries.counts()
        except Refusal as error:
            log.warning("figures wait", error=str(error))
        except Exception:
            log.exception("figures failed")
        else:
            known |= {agency for by_agency in counts.values() for agency in by_agency}
            for name, gauge in _GAUGES.items():
                for agency in known:
                    gauge.labels(agency=agency).set(counts.get(name, {}).get(agency, 0))
            await _keep_escalations(queries, climbing)
        await asyncio.sleep(INTERVAL_SECONDS)


async def _keep_escalations(queries: SlaQueries, known: set[tuple[str, str]]) -> None:
    """Of agencies and levels that had any since the start: of the others there is nothing to say."""
    counted = await queries.escalations.open_by_level()
    known |= set(counted)
    for agency, level in known:
        metrics.ESCALATIONS_OPEN.labels(agency=agency, level=level).set(counted[agency, level])
