"""The dashboard, built from `rows.py`; `python -m deploy.generate` writes `dashboards/tthc.json`."""

import json
from itertools import count
from typing import Any

from grafana_foundation_sdk.builders.dashboard import Dashboard, DatasourceVariable, QueryVariable, Row
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import dashboard

from deploy.grafana.panels import SOURCE
from deploy.grafana.rows import ROWS

_MEANING = "Thủ tục hành chính: tiến độ và vận hành · Administrative procedures: progress and operation"


def content() -> dict[str, Any]:
    """The dashboard as Grafana reads it."""
    board = (
        Dashboard("tthc")
        .uid("tthc")
        .description(_MEANING)
        .tags(["tthc"])
        .timezone("Asia/Ho_Chi_Minh")
        .refresh("30s")
        .time("now-6h", "now")
        .readonly()
        .with_variable(DatasourceVariable("source").label("Nguồn · Source").type("prometheus"))
        .with_variable(_choice("agency", "Cơ quan · Agency", "label_values(tthc_steps_open, agency)"))
        .with_variable(_choice("service", "Dịch vụ · Service", 'label_values(up{job="tthc"}, service)'))
    )
    numbers = count(1)
    for title, panels in ROWS:
        board = board.with_row(Row(title).id(next(numbers)))
        for panel in panels:
            board = board.with_panel(panel().id(next(numbers)))
    built: dict[str, Any] = json.loads(json.dumps(board.build(), cls=JSONEncoder, sort_keys=True))
    return built


def expressions() -> list[str]:
    """Every panel's queries, as they stand in the dashboard."""
    panels = [panel for panel in content()["panels"] if panel["type"] != "row"]
    return [target["expr"] for panel in panels for target in panel["targets"]]


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
