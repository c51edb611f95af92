"""The dashboards: every panel explains itself in both languages, asks what exists, and leads where to act."""

from typing import Any

import promql_parser
import pytest

from deploy.generate import ROOT
from deploy.grafana.dashboards import BOARDS, RUNBOOK, Board, content, panels_of
from tests.unit.deploy.metric_names import alerts, known_series, series_in
from tests.unit.deploy.test_alerts import page_of

CONTENTS = {board.uid: content(board) for board in BOARDS}
PANELS = [(board, panel) for board in BOARDS for panel in panels_of(board)]


@pytest.fixture(params=PANELS, ids=lambda one: f"{one[0].uid}: {one[1]['title']}")
def panel(request: pytest.FixtureRequest) -> dict[str, Any]:
    chosen: dict[str, Any] = request.param[1]
    return chosen


@pytest.fixture(params=BOARDS, ids=lambda one: one.uid)
def board(request: pytest.FixtureRequest) -> Board:
    chosen: Board = request.param
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


def test_no_two_panels_lie_on_each_other(board: Board) -> None:
    places = [panel["gridPos"] for panel in CONTENTS[board.uid]["panels"]]
    cells = [
        (x, y)
        for at in places
        for x in range(at["x"], at["x"] + at["w"])
        for y in range(at["y"], at["y"] + at["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24


def test_panels_can_be_told_apart(board: Board) -> None:
    titles = [panel["title"] for panel in panels_of(board)]
    assert len(titles) == len(set(titles))
    identifiers = [panel["id"] for panel in CONTENTS[board.uid]["panels"]]
    assert len(identifiers) == len(set(identifiers))


def test_one_may_choose_what_its_queries_name(board: Board) -> None:
    variables = {variable["name"]: variable for variable in CONTENTS[board.uid]["templating"]["list"]}
    asked = " ".join(target["expr"] for panel in panels_of(board) for target in panel["targets"])
    chosen = variables.keys() - {"source", "runbook"}
    assert chosen == {name for name in ("wave", "agency", "service") if f"${name}" in asked}
    assert all(variables[name]["allValue"] == ".*" for name in chosen)
    assert variables["source"]["type"] == "datasource"
    assert board.uid == "tthc" or chosen == {"wave", "agency"}


def test_links_lead_to_pages_that_are_there(board: Board) -> None:
    shown = CONTENTS[board.uid]
    links = [*shown["links"], *(one for panel in panels_of(board) for one in panel.get("links", ()))]
    pages = {link["url"] for link in links if link["type"] == "link"}
    for page in pages:
        assert (ROOT / page.replace("${runbook}", "docs/runbook")).is_file()
    served = f":/usr/share/grafana{RUNBOOK}:ro"
    assert f"../docs/runbook{served}" in (ROOT / "deploy/compose.yaml").read_text("utf-8")
    (runbook,) = (one for one in shown["templating"]["list"] if one["name"] == "runbook")
    assert runbook["query"] == RUNBOOK
    assert [link["tags"] for link in links if link["type"] == "dashboards"] == [shown["tags"]]


def test_every_alert_on_deadlines_is_led_to_from_where_its_figure_is_seen() -> None:
    linked = {link["url"] for _, panel in PANELS for link in panel.get("links", ())}
    on_deadlines = ("OverdueSurge", "AgencyNotAnswering", "LateTelling")
    assert linked == {"${runbook}/" + f"{page_of(one)}.md" for one in on_deadlines}
    assert {str(one["alert"]) for one in alerts()} >= {*on_deadlines}
