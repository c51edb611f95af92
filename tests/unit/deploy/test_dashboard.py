"""The dashboards: every panel explains itself in both languages, asks what exists, and leads where to act."""

import json
from typing import Any

import promql_parser
import pytest
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models.dashboard import Dashboard

from deploy.generate import ROOT
from deploy.grafana.dashboards import BOARDS, RUNBOOK, Board, content, panels_of
from services.sla.domain.ladder import Level
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


#: What each dashboard on work shows, whoever is chosen.
SHOWN = {
    "open": ("steps_open",),
    "due soon": ("steps_due_soon",),
    "overdue": ("steps_overdue",),
    "escalations": ("escalations_open",),
    "coordination waits": ("coordinations_waiting",),
    "buck-passing": ("month_buck_passing",),
    "share in time by wave": ("month_steps_done_late", "by (wave)"),
}


@pytest.mark.parametrize("board", BOARDS[1:], ids=lambda one: one.uid)
@pytest.mark.parametrize("shown", SHOWN)
def test_a_dashboard_on_work_shows_what_leaders_ask(board: Board, shown: str) -> None:
    asked = [target["expr"] for panel in panels_of(board) for target in panel["targets"]]
    figure, *others = SHOWN[shown]
    assert any(f"tthc_{figure}:" in one and all(other in one for other in others) for one in asked)


def test_levels_are_read_in_words_where_a_legend_has_their_codes() -> None:
    levels = {one.value for one in Level}
    for _, panel in PANELS:
        if any(target["legendFormat"] == "{{level}}" for target in panel["targets"]):
            named = {one["matcher"]["options"] for one in panel["fieldConfig"]["overrides"]}
            assert named == levels, panel["title"]


def test_what_grafana_reads_of_a_dashboard_is_all_that_is_written(board: Board) -> None:
    """Its published models leave out what they don't know: a name that is none would be missing."""
    register_default_plugins()
    read = Dashboard.from_json(CONTENTS[board.uid])
    assert json.loads(json.dumps(read, cls=JSONEncoder)) == CONTENTS[board.uid]


def test_every_alert_on_deadlines_is_led_to_from_where_its_figure_is_seen() -> None:
    linked = {link["url"] for _, panel in PANELS for link in panel.get("links", ())}
    on_deadlines = ("OverdueSurge", "AgencyNotAnswering", "LateTelling", "EscalationsUnacknowledged")
    assert linked == {"${runbook}/" + f"{page_of(one)}.md" for one in on_deadlines}
    assert {str(one["alert"]) for one in alerts()} >= {*on_deadlines}
