"""Alert rules ring when they must and only then; each leads to a page that says what to do."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.generate import ROOT
from tests.unit.deploy.metric_names import RULES, alerts, known_series, rules, series_in

PROMETHEUS = ROOT / "deploy/prometheus"
TESTS = sorted((PROMETHEUS / "tests").glob("*.yml"))
RUNBOOK = ROOT / "docs/runbook"
#: Pages that are no alert's.
OTHER_PAGES = {"README"}
SECTIONS = (
    "What it means",
    "Who is affected",
    "How to look",
    "How to mend it",
    "How to see that it is mended",
)


def page_of(alert: str) -> str:
    """RelayStopped → relay-stopped."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", alert).lower()


def promtool(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("promtool")
    assert program, "promtool is missing: run deploy/install-test-packages"
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_prometheus_can_be_started_with_its_configuration() -> None:
    checked = promtool("check", "config", PROMETHEUS / "prometheus.yml")
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("rules_file", RULES, ids=lambda path: path.stem)
def test_rules_are_well_formed(rules_file: Path) -> None:
    checked = promtool("check", "rules", rules_file)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("scenarios", TESTS, ids=lambda path: path.stem)
def test_alerts_ring_as_their_scenarios_say(scenarios: Path) -> None:
    tested = promtool("test", "rules", scenarios)
    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_a_rule_that_rings_wrongly_would_be_seen(tmp_path: Path) -> None:
    for folder in ("rules", "tests"):
        shutil.copytree(PROMETHEUS / folder, tmp_path / folder)
    deadlines = tmp_path / "rules/deadlines.yml"
    deadlines.write_text(deadlines.read_text("utf-8").replace(">= 10", ">= 1000"), encoding="utf-8")
    assert promtool("test", "rules", tmp_path / "tests/deadlines_test.yml").returncode != 0


@pytest.mark.parametrize("alert", alerts(), ids=lambda alert: alert["alert"])
def test_each_alert_is_tested_ringing_and_silent(alert: dict[str, Any]) -> None:
    scenarios = [case for path in TESTS for case in yaml.safe_load(path.read_text("utf-8"))["tests"]]
    told = [
        one for case in scenarios for one in case["alert_rule_test"] if one["alertname"] == alert["alert"]
    ]
    assert any("exp_alerts" in check for check in told)
    assert any("exp_alerts" not in check for check in told)


@pytest.mark.parametrize("alert", alerts(), ids=lambda alert: alert["alert"])
def test_each_alert_speaks_both_languages_and_names_its_page(alert: dict[str, Any]) -> None:
    told = alert["annotations"]
    assert told.keys() == {"summary", "summary_vi", "description", "description_vi", "runbook_url"}
    assert all(re.sub(r"\{\{.*?\}\}", "", told[name]).isascii() for name in ("summary", "description"))
    assert not (told["summary_vi"].isascii() and told["description_vi"].isascii())
    assert told["runbook_url"] == f"docs/runbook/{page_of(alert['alert'])}.md"
    assert alert["labels"]["severity"] in {"critical", "warning", "info"}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.get("alert") or rule["record"])
def test_each_rule_reads_series_that_exist(rule: dict[str, Any]) -> None:
    texts = [rule["expr"], *rule.get("annotations", {}).values()]
    assert series_in(rule["expr"])
    assert set().union(*map(series_in, texts)) <= known_series()


def test_every_alert_has_its_page_and_every_page_its_alert() -> None:
    pages = {path.stem for path in RUNBOOK.glob("*.md")} - OTHER_PAGES
    assert pages == {page_of(str(alert["alert"])) for alert in alerts()}


@pytest.mark.parametrize("page", [page_of(str(alert["alert"])) for alert in alerts()])
def test_a_page_says_what_to_do(page: str) -> None:
    text = (RUNBOOK / f"{page}.md").read_text("utf-8")
    places = [text.find(f"## {section}") for section in SECTIONS]
    assert places == sorted(places)
    assert places[0] > 0
    assert "```sh" in text


def test_the_overview_leads_to_every_page() -> None:
    overview = (RUNBOOK / "README.md").read_text("utf-8")
    assert all(f"({page_of(str(alert['alert']))}.md)" in overview for alert in alerts())
