"""Every panel and every alert asks a real Prometheus for what running services really tell."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from deploy.grafana.dashboards import BOARDS, panels_of
from dev.local import KafkaServer, PrometheusServer
from dev.local.ports import HOST, free_port
from services.sla.gauges import NO_WAVE
from shared.contracts.topics import Service
from shared.http.figures import metrics_app
from shared.telemetry import metrics
from tests.hosting import World, hosted
from tests.integration.deploy.driving import publish_procedure, work_on_cases
from tests.servers import quick_kafka
from tests.unit.deploy.metric_names import RULES, alerts, series_in
from tthc.operations.web import WebServer, serve_together

WITHIN = 60.0  #: seconds until Prometheus has seen what happened
#: What the dashboards' variables stand for here: one wave is chosen, in which the agency at work is.
VARIABLES = {"$__rate_interval": "1m", "$agency": ".*", "$wave": "1", "$service": ".*"}
PANELS: list[dict[str, Any]] = [panel for board in BOARDS for panel in panels_of(board)]


@pytest.fixture
def own_kafka(own_data: Path) -> Iterable[KafkaServer]:
    server = quick_kafka(own_data / "kafka")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def watching(own_data: Path) -> Iterable[PrometheusServer]:
    """A Prometheus with the deployment's own rules."""
    server = PrometheusServer(own_data / "prometheus", rules=RULES)
    server.start()
    yield server
    server.kill()


@asynccontextmanager
async def scraped(world: World, prometheus: PrometheusServer) -> AsyncIterator[None]:
    """The services' `/metrics` on a port, read by Prometheus. One page tells of all: they share a process."""
    port, stop = free_port(), asyncio.Event()
    serving = asyncio.create_task(serve_together([WebServer(metrics_app(), "metrics", HOST, port)], stop))
    prometheus.scrape(f"{HOST}:{port}")
    try:
        yield
    finally:
        stop.set()
        await serving


async def silent(prometheus: PrometheusServer, expressions: Iterable[str]) -> list[str]:
    """The expressions that give no number."""

    def gives_none(expression: str) -> bool:
        for variable, value in VARIABLES.items():
            expression = expression.replace(variable, value)
        return all(sample["value"][1] == "NaN" for sample in prometheus.query(expression))

    return [one for one in expressions if await asyncio.to_thread(gives_none, one)]


def each_once(prometheus: PrometheusServer, expressions: Iterable[str]) -> Callable[[], Any]:
    """The expressions that have given no number yet: rates have some for a minute after things happened."""
    left = list(dict.fromkeys(expressions))

    async def look() -> list[str]:
        left[:] = await silent(prometheus, left)
        return left

    return look


async def soon(unsatisfied: Callable[[], Any]) -> Any:
    """What is still unsatisfied when it became nothing, or at the deadline."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + WITHIN
    while (left := await unsatisfied()) and loop.time() < deadline:  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0.5)
    return left


async def test_every_panel_and_every_alert_has_something_to_show(
    tmp_path: Path, own_kafka: KafkaServer, watching: PrometheusServer
) -> None:
    metrics.AGENCY_WAVE.clear()  # of other tests in this process
    kafka = own_kafka.bootstrap_servers
    names = [str(service) for service in Service]
    async with hosted(tmp_path, *names, kafka_bootstrap_servers=kafka) as world, scraped(world, watching):
        await publish_procedure(world)
        await work_on_cases(world)
        first_time = ["tthc_due_detection_delay_seconds_count", "tthc_commands_refused_total"]
        assert await soon(lambda: silent(watching, first_time)) == []
        await work_on_cases(world)  # rates need a change between two looks
        questions = [target["expr"] for panel in PANELS for target in panel["targets"]]
        assert await soon(each_once(watching, questions)) == []
        for expression in dict.fromkeys(one for one in questions if "by (wave)" in one):
            everybody = expression.replace("$agency", ".*").replace("$wave", ".*")
            told = await asyncio.to_thread(watching.query, everybody)
            assert {one["metric"]["wave"] for one in told} == {"1", "2", NO_WAVE}, expression
        watched = {series for alert in alerts() for series in series_in(alert["expr"])}
        assert await soon(each_once(watching, watched)) == []
        assert await silent(watching, ["tthc_no_such_series"]) == ["tthc_no_such_series"]
