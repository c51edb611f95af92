"""The parts that the dashboards are built of: a panel is a title in both languages, queries, a unit.

A row is a table of panels; a panel may name the page of the runbook that says what to do. Each is built when
the dashboard is, as the library's builders change in place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from grafana_foundation_sdk.builders import stat, table, timeseries
from grafana_foundation_sdk.builders.common import ReduceDataOptions, VizLegendOptions
from grafana_foundation_sdk.builders.dashboard import DashboardLink, ThresholdsConfig
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


def figure(
    words: Words, query: Query, *, alarming_from: float | None = None, span: int = 6, page: str | None = None
) -> Panel:
    """One number, red from `alarming_from` on."""
    return partial(_linked, partial(_figure, words, query, alarming_from, span), page)


def share(words: Words, query: Query, *, span: int = 6, page: str | None = None) -> Panel:
    """One share in percent, of which more is better."""
    return partial(_linked, partial(_share, words, query, span), page)


def curve(
    words: Words, *queries: Query, unit: str = "short", span: int = 12, page: str | None = None
) -> Panel:
    """Curves over time."""
    return partial(_linked, partial(_curve, words, queries, unit, span), page)


def named_curve(words: Words, query: Query, names: Mapping[str, str], *, page: str | None = None) -> Panel:
    """Curves over time whose legend is a code, and how people read each code."""
    return partial(_linked, partial(_named_curve, words, query, names), page)


def ranking(words: Words, query: Query, *, span: int = 12, page: str | None = None) -> Panel:
    """A table of the present values."""
    return partial(_linked, partial(_ranking, words, query, span), page)


def runbook_link(page: str, title: str = "Sổ tay vận hành · Runbook") -> DashboardLink:
    """The way to a page of the runbook, wherever that is read."""
    return (
        DashboardLink(title)
        .type(dashboard.DashboardLinkType.LINK)
        .url("${runbook}/" + f"{page}.md")
        .icon("doc")
        .target_blank(True)
    )


def _linked(build: Panel, page: str | None) -> Any:
    panel = build()
    return panel if page is None else panel.links([runbook_link(page)])


def _share(words: Words, query: Query, span: int) -> stat.Panel:
    return _figure(words, query, None, span).unit("percentunit").decimals(1).no_value("–")


def _figure(words: Words, query: Query, alarming_from: float | None, span: int) -> stat.Panel:
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
        .span(span)
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


def _named_curve(words: Words, query: Query, names: Mapping[str, str]) -> timeseries.Panel:
    panel = _curve(words, (query,), "short", 12)
    for code, name in names.items():
        shown = dashboard.DynamicConfigValue(id_val="displayName", value=name)
        panel = panel.override_by_name(code, [shown])
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
