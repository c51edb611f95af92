"""The dashboards, built from tables of rows; `python -m deploy.generate` writes them into `dashboards/`."""

import json
from dataclasses import dataclass
from itertools import count
from typing import Any

from grafana_foundation_sdk.builders.dashboard import (
    Dashboard,
    DashboardLink,
    DatasourceVariable,
    QueryVariable,
    Row,
    TextBoxVariable,
)
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import dashboard

from deploy.grafana.panels import SOURCE, runbook_link
from deploy.grafana.rows import ROWS
from deploy.grafana.work_rows import AGENCY, DEADLINES, PROVINCE, Rows

#: Where the runbook is read, unless who looks says otherwise: `compose.yaml` lets Grafana serve it there.
RUNBOOK = "/public/runbook"
_TAG = "tthc"
_CHOICES = {
    "wave": ("Đợt · Wave", "label_values(tthc_agency_wave, wave)"),
    "agency": ("Cơ quan · Agency", "label_values(tthc_agency_wave, agency)"),
    "agency_of_wave": ("Cơ quan · Agency", 'label_values(tthc_agency_wave{wave=~"$wave"}, agency)'),
    "service": ("Dịch vụ · Service", 'label_values(up{job="tthc"}, service)'),
}


@dataclass(frozen=True, slots=True)
class Board:
    """A dashboard: its name in files and addresses, what it is for, what one may choose, its rows."""

    uid: str
    title: str
    meaning: str
    choices: tuple[str, ...]
    rows: Rows


BOARDS = (
    Board(
        "tthc",
        "tthc",
        "Thủ tục hành chính: tiến độ và vận hành · Administrative procedures: progress and operation",
        ("agency", "service"),
        ROWS,
    ),
    Board(
        "tthc-province",
        "Tỉnh · Province",
        "Tình hình mọi cơ quan, theo đợt triển khai · How work stands in all agencies, by rollout wave",
        ("wave", "agency_of_wave"),
        PROVINCE,
    ),
    Board(
        "tthc-agency",
        "Cơ quan · Agency",
        "Mọi số liệu của các cơ quan được chọn · All figures of the chosen agencies",
        ("wave", "agency_of_wave"),
        AGENCY,
    ),
    Board(
        "tthc-deadlines",
        "Thời hạn · Deadlines",
        "Sắp đến hạn, quá hạn, cảnh báo, chờ phối hợp · Due soon, overdue, escalations, coordination waits",
        ("wave", "agency_of_wave"),
        DEADLINES,
    ),
)


def content(board: Board) -> dict[str, Any]:
    """The dashboard as Grafana reads it."""
    built = (
        Dashboard(board.title)
        .uid(board.uid)
        .description(board.meaning)
        .tags([_TAG])
        .timezone("Asia/Ho_Chi_Minh")
        .refresh("30s")
        .time("now-6h", "now")
        .readonly()
        .link(_other_boards())
        .link(runbook_link("README"))
        .with_variable(DatasourceVariable("source").label("Nguồn · Source").type("prometheus"))
    )
    for name in board.choices:
        built = built.with_variable(_choice(name.removesuffix("_of_wave"), *_CHOICES[name]))
    built = built.with_variable(TextBoxVariable("runbook").label("Sổ tay · Runbook").default_value(RUNBOOK))
    numbers = count(1)
    for title, panels in board.rows:
        built = built.with_row(Row(title).id(next(numbers)))
        for panel in panels:
            built = built.with_panel(panel().id(next(numbers)))
    told: dict[str, Any] = json.loads(json.dumps(built.build(), cls=JSONEncoder, sort_keys=True))
    return told


def panels_of(board: Board) -> list[dict[str, Any]]:
    """Its panels, without the headings of rows."""
    return [panel for panel in content(board)["panels"] if panel["type"] != "row"]


def _other_boards() -> DashboardLink:
    """To the others, with what is chosen and the time that is looked at."""
    return (
        DashboardLink("Bảng khác · Other dashboards")
        .type(dashboard.DashboardLinkType.DASHBOARDS)
        .tags([_TAG])
        .as_dropdown(True)
        .include_vars(True)
        .keep_time(True)
    )


def _choice(name: str, label: str, query: str) -> QueryVariable:
    return (
        QueryVariable(name)
        .label(label)
        .datasource(SOURCE)
        .query(query)
        .multi(True)
        .include_all(True)
        .all_value(".*")
        .current(dashboard.VariableOption(text="All", value="$__all", selected=True))
        .refresh(dashboard.VariableRefresh.ON_TIME_RANGE_CHANGED)
        .sort(dashboard.VariableSort.ALPHABETICAL_ASC)
    )
