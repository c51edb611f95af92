"""The parts that the dashboard is built of: a panel is a title in both languages, queries, a unit.

A row is a table of panels; each is built when the dashboard is, as the library's builders change in place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from grafana_foundation_sdk.builders import stat, table, timeseries
from grafana_foundation_sdk.builders.common import ReduceDataOptions, VizLegendOptions
from grafana_foundation_sdk.builders.dashboard import ThresholdsConfig
from grafana_foundation_sdk.builders.prometheus import Dataquery
from grafana_foundation_sdk.models import common, dashboard
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

#: The datasource is a variable, so that the file fits any Grafana.
SOURCE = dashboard.DataSourceRef(type_val="prometheus", uid="${source}")
_REFERENCES = "ABCDEFGH"

#: Builds a panel.
Panel: TypeAlias = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Query:
    """A PromQL expression, and how its series are called in the legend."""

    expression: str
    legend: str = ""
    instant: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A panel's title: Vietnamese first; and what it means, in both languages."""

    vi: str
    en: str
    meaning_vi: str
    meaning_en: str

    @property
    def title(self) -> str:
        """What stands above the panel."""
        return f"{self.vi} · {self.en}"

    @property
    def description(self) -> str:
        """What the panel's (i) tells."""
        return f"{self.meaning_vi}\n\n{self.meaning_en}"


def figure(words: Words, query: Query, *, alarming_from: float | None = None) -> Panel:
    """One number, red from `alarming_from` on."""
    return partial(_figure, words, query, alarming_from)


def curve(words: Words, *queries: Query, unit: str = "short", span: int = 12) -> Panel:
    """Curves over time."""
    return partial(_curve, words, queries, unit, span)


def ranking(words: Words, query: Query, *, span: int = 12) -> Panel:
    """A table of the present values."""
    return partial(_ranking, words, query, span)


def _figure(words: Words, query: Query, alarming_from: float | None) -> stat.Panel:
    steps = [dashboard.Threshold(value=None, color="green" if alarming_from is not None else "blue")]
    if alarming_from is not None:
        steps.append(dashboard.Threshold(value=alarming_from, color="red"))
    return (
        stat.Panel()
        .title(words.title)
        .description(words.description)
        .datasource(SOURCE)
        .unit("short")
        .decimals(0)
        .no_value("0")
        .thresholds(ThresholdsConfig().mode(dashboard.ThresholdsMode.ABSOLUTE).steps(steps))
        .reduce_options(ReduceDataOptions().calcs(["lastNotNull"]))
        .with_target(_target(query, 0))
        .height(5)
        .span(6)
    )


def _curve(words: Words, queries: tuple[Query, ...], unit: str, span: int) -> timeseries.Panel:
    legend = (
        VizLegendOptions()
        .display_mode(common.LegendDisplayMode.LIST)
        .placement(common.LegendPlacement.BOTTOM)
        .show_legend(True)
    )
    panel = (
        timeseries.Panel()
        .title(words.title)
        .description(words.description)
        .datasource(SOURCE)
        .unit(unit)
        .min(0)
        .fill_opacity(8)
        .line_width(2)
        .legend(legend)
        .height(8)
        .span(span)
    )
    for number, query in enumerate(queries):
        panel = panel.with_target(_target(query, number))
    return panel


def _ranking(words: Words, query: Query, span: int) -> table.Panel:
    return (
        table.Panel()
        .title(words.title)
        .description(words.description)
        .datasource(SOURCE)
        .with_target(_target(query, 0).format(PromQueryFormat.TABLE))
        .height(8)
        .span(span)
    )


def _target(query: Query, number: int) -> Dataquery:
    target = Dataquery().ref_id(_REFERENCES[number]).datasource(SOURCE).expr(query.expression)
    target = target.legend_format(query.legend or "__auto")
    return target.instant() if query.instant else target.range()
