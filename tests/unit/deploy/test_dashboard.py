"""The dashboard: every panel explains itself in both languages and asks what exists."""

from typing import Any

import promql_parser
import pytest

from deploy.grafana.dashboards import content
from tests.unit.deploy.metric_names import known_series, series_in

BOARD = content()
PANELS: list[dict[str, Any]] = [panel for panel in BOARD["panels"] if panel["type"] != "row"]
TITLES = [panel["title"] for panel in PANELS]


@pytest.fixture(params=PANELS, ids=TITLES)
def panel(request: pytest.FixtureRequest) -> dict[str, Any]:
    chosen: dict[str, Any] = request.param
    return chosen


def test_its_title_and_meaning_are_vietnamese_first(panel: dict[str, Any]) -> None:
    assert " · " in panel["title"]
    vietnamese, english = panel["description"].split("\n\n")
    assert english.isascii()
    assert not (vietnamese + panel["title"]).isascii()


def test_its_queries_have_references_of_their_own(panel: dict[str, Any]) -> None:
    references = [target["refId"] for target in panel["targets"]]
    assert references == list("ABCDEFGH")[: len(references)]


def test_its_queries_are_promql_on_series_that_exist(panel: dict[str, Any]) -> None:
    for target in panel["targets"]:
        expression = target["expr"].replace("$__rate_interval", "1m")
        promql_parser.parse(expression)
        assert series_in(expression) <= known_series()


def test_no_two_panels_lie_on_each_other() -> None:
    places = [panel["gridPos"] for panel in BOARD["panels"]]
    cells = [
        (x, y)
        for at in places
        for x in range(at["x"], at["x"] + at["w"])
        for y in range(at["y"], at["y"] + at["h"])
    ]
    assert len(cells) == len(set(cells))


def test_panels_can_be_told_apart() -> None:
    assert len(TITLES) == len(set(TITLES))
    identifiers = [panel["id"] for panel in BOARD["panels"]]
    assert len(identifiers) == len(set(identifiers))


def test_one_may_choose_agencies_services_and_the_source() -> None:
    variables = {variable["name"]: variable for variable in BOARD["templating"]["list"]}
    assert variables.keys() == {"source", "agency", "service"}
    assert all(variables[name]["allValue"] == ".*" for name in ("agency", "service"))
