"""Measures how far a service is behind, every few seconds: what nobody counts as it happens."""

import asyncio

import structlog

from shared.clock import WALL_CLOCK
from shared.documents.aside import set_aside
from shared.documents.generations import Generations
from shared.documents.port import full_name
from shared.documents.query import eq
from shared.messaging.dead_letter_status import DeadLetterStatus
from shared.messaging.dead_letter_view import DEAD_LETTER_VIEW, DEAD_LETTERS
from shared.runtime.hosted import HostedService
from shared.runtime.observing import begin_relay_at_zero
from shared.telemetry import metrics

MEASURE_SECONDS = 3.0

log = structlog.get_logger()


async def measure(hosted: HostedService) -> None:
    """Keep the gauges of a service's lags and dead letters true, until cancelled."""
    if hosted.relay is not None:
        begin_relay_at_zero(hosted.service.name)
    while True:
        try:
            await _measure_relay(hosted)
            await _measure_consumers(hosted)
            await _measure_dead_letters(hosted)
            aside = await set_aside(hosted.service.documents, hosted.views)
            metrics.VIEW_DOCUMENTS_ASIDE.labels(service=hosted.service.name.value).set(len(aside))
            await _measure_times(hosted)
        except Exception as error:  # a figure is late; the work goes on
            log.warning("could not measure", service=hosted.service.name.value, error=repr(error))
        await asyncio.sleep(MEASURE_SECONDS)


async def _measure_relay(hosted: HostedService) -> None:
    if hosted.relay is None:
        return
    application = hosted.service.application
    last = await application.read(application.store.last_notification_id)
    lag = max(0, last - hosted.relay.position)
    metrics.RELAY_LAG.labels(service=hosted.service.name.value).set(lag)


async def _measure_consumers(hosted: HostedService) -> None:
    for topic, lags in (await hosted.lags()).items():
        for partition, lag in lags.items():
            metrics.CONSUMER_LAG.labels(
                service=hosted.service.name.value, topic=topic, partition=str(partition)
            ).set(lag)


async def _measure_dead_letters(hosted: HostedService) -> None:
    documents = hosted.service.documents
    generation = (await Generations(documents, DEAD_LETTER_VIEW).pointer()).serving
    where = [eq("status", DeadLetterStatus.WAITING.value)]
    waiting = await documents.count(full_name(DEAD_LETTERS.name, generation), where)
    metrics.DEAD_LETTERS.labels(service=hosted.service.name.value).set(waiting)


async def _measure_times(hosted: HostedService) -> None:
    await hosted.recorded_times.look()
    service = hosted.service.name.value
    metrics.CLOCK_JUMP.labels(service=service).set(WALL_CLOCK.ahead())
    metrics.STORE_AHEAD.labels(service=service).set(hosted.recorded_times.ahead)
