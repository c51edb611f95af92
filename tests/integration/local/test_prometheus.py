"""Prometheus: scrapes what it is told to, and says what is missing."""

from pathlib import Path

import httpx
import pytest
from prometheus_client import CollectorRegistry, Gauge, start_http_server

from dev.local import PrometheusServer
from dev.local.errors import PackageMissing
from tests.integration.local.waiting import eventually


def test_it_scrapes_a_service_that_came_later(prometheus: PrometheusServer) -> None:
    registry = CollectorRegistry()
    Gauge("open_cases", "Cases that are open", registry=registry).set(42)
    service, thread = start_http_server(0, addr="127.0.0.1", registry=registry)
    try:
        prometheus.scrape(f"127.0.0.1:{service.server_port}", service="cases")
        assert eventually(lambda: prometheus.query('open_cases{service="cases"}'))
        assert prometheus.query("open_cases")[0]["value"][1] == "42"
    finally:
        service.shutdown()
        service.server_close()
        thread.join()


def test_a_wrong_expression_is_an_error(prometheus: PrometheusServer) -> None:
    with pytest.raises(httpx.HTTPStatusError):
        prometheus.query("sum(")


def test_a_restart_on_the_same_port_keeps_the_rules(own_data: Path) -> None:
    rules = own_data / "rules.yml"
    rules.write_text("groups: [{name: g, rules: [{record: always, expr: vector(1)}]}]", encoding="utf-8")
    server = PrometheusServer(own_data / "prometheus", rules=[rules])
    server.start()
    try:
        server.restart()
        assert eventually(lambda: server.query("always"))
    finally:
        server.stop()


def test_without_the_package_its_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackageMissing, match="apt-get install prometheus"):
        PrometheusServer(tmp_path / "data").start()
