"""Which series an expression asks for, and which there are."""

import re
from functools import cache
from typing import Any

import yaml

from deploy.generate import ROOT
from shared.telemetry.metrics import declared_metrics

RULES = sorted((ROOT / "deploy/prometheus/rules").glob("*.yml"))
#: What Prometheus and its client library tell by themselves.
_OTHERS = {"up", "process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds"}
_NAME = re.compile(r"(?<![A-Za-z0-9_:\"'])(?:[a-z_]+:)?(?:tthc|process)_[a-z_]+(?::[a-z0-9_]+)?|\bup\b")


def series_in(expression: str) -> set[str]:
    """The names of the series that a PromQL expression reads."""
    return set(_NAME.findall(re.sub(r'"[^"]*"', '""', expression)))


@cache
def known_series() -> frozenset[str]:
    """What the processes expose, and what the recording rules make of it."""
    known = set(_OTHERS)
    for name, kind, *_ in declared_metrics():
        known |= {f"{name}_{part}" for part in ("bucket", "sum", "count")} if kind == "histogram" else {name}
    return frozenset(known | {rule["record"] for rule in rules() if "record" in rule})


def rules() -> list[dict[str, Any]]:
    """All recording and alert rules."""
    documents = [yaml.safe_load(path.read_text("utf-8")) for path in RULES]
    return [rule for document in documents for group in document["groups"] for rule in group["rules"]]


def alerts() -> list[dict[str, Any]]:
    """The alert rules."""
    return [rule for rule in rules() if "alert" in rule]
