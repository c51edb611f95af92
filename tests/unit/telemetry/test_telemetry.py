"""Logs join by correlation id and hide secrets; metrics are declared once, each with its meaning."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest

from shared.settings import LogFormat
from shared.telemetry import configure_logging, correlated, current_correlation, get_logger
from shared.telemetry.metrics import RELAY_LAG, declared_metrics, exposition, metrics_reference


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logging("INFO", LogFormat.JSON, stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_line_has_the_correlation_id_of_what_is_being_done(log: io.StringIO) -> None:
    with correlated("abc"):
        get_logger("relay").info("chunk published", events=5)
        logging.getLogger("some.library").warning("slow %d", 3)
    get_logger("relay").info("idle")
    ours, library, after = lines(log)
    assert (ours["event"], ours["events"], ours["correlation_id"]) == ("chunk published", 5, "abc")
    assert (library["event"], library["correlation_id"]) == ("slow 3", "abc")
    assert "correlation_id" not in after


def test_correlation_ends_with_its_block() -> None:
    with correlated("outer"):
        with correlated("inner"):
            assert current_correlation() == "inner"
        assert current_correlation() == "outer"
    assert current_correlation() is None


def test_secrets_are_not_logged(log: io.StringIO) -> None:
    get_logger("x").info(
        "connecting", url="postgresql://an:hunter2@db/x", password="hunter2", token="hunter2"
    )
    logging.getLogger("x").error("refused: Bearer eyJhbGciOi.eyJzdWIiOi.hunter2")
    try:
        raise ConnectionError("mongodb://an:hunter2@db")
    except ConnectionError:
        get_logger("x").exception("failed")
    assert "hunter2" not in log.getvalue()
    assert "ConnectionError" in lines(log)[2]["exception"]


def test_vietnamese_is_logged_as_it_is_written(log: io.StringIO) -> None:
    get_logger("x").info("Hồ sơ quá hạn")
    assert "Hồ sơ quá hạn" in log.getvalue()


def test_the_level_is_kept(log: io.StringIO) -> None:
    get_logger("x").debug("too much")
    assert lines(log) == []


def test_every_metric_is_well_named_and_explained() -> None:
    names = [name for name, *_ in declared_metrics()]
    assert len(names) == len(set(names))
    for name, kind, meaning, labels in declared_metrics():
        assert re.fullmatch(r"tthc_[a-z_]+", name)
        assert meaning.endswith(".")
        assert name.endswith("_total") == (kind == "counter")
        assert not {"case", "case_number", "official", "person", "path"} & set(labels)


def test_every_metric_stands_in_the_reference_and_in_the_exposition() -> None:
    RELAY_LAG.labels("cases").set(3)
    assert 'tthc_relay_lag_events{service="cases"} 3.0' in exposition().decode()
    for name, *_ in declared_metrics():
        assert f"`{name}`" in metrics_reference()
        assert f"# HELP {name}" in exposition().decode()
