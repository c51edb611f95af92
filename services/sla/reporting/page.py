"""A report as printed pages with the margins and the heading of Decree 30/2020/NĐ-CP: tables, and bars."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from services.sla.queries.scorecard_rows import ScorecardRow, ScorecardUnit
from services.sla.reporting.report import Report
from services.sla.reporting.shares import (
    OnTimeShare,
    overdue_units,
    shares_of_divisions,
    shares_over_time,
    unit_name,
)
from services.sla.reporting.wording import (
    BY_DIVISION,
    FIGURES,
    NOTHING_OVERDUE,
    OVER_TIME,
    OVERDUE_UNITS,
    PROVINCE,
    UNITS,
    heading,
)
from shared.errors import Language
from shared.printing.layout import DECREE_30_2020
from shared.printing.typesetting import Setting, typeset
from shared.vietnam_time import VIETNAM

_PRINTED = (
    "received",
    "done",
    "done_on_time",
    "done_late",
    "late_through_others",
    "open",
    "open_overdue",
    "open_overdue_waiting",
    "returns",
)
_TEMPLATE = r"""
#let content = json(bytes(sys.inputs.content))
#let layout = content.layout
#let margins = layout.margins
#set document(title: content.heading.at(0), author: content.issuer, date: auto)
#set text(font: content.font, size: layout.sizes.table * 1pt, lang: content.language, hyphenate: false)
#set page(
  width: layout.paper.at(0) * 1mm,
  height: layout.paper.at(1) * 1mm,
  margin: (
    top: margins.top * 1mm,
    bottom: margins.bottom * 1mm,
    left: margins.left * 1mm,
    right: margins.right * 1mm,
  ),
  numbering: "1",
  number-align: top + center,
)
#let bar-line(bar) = grid(
  columns: (34mm, 1fr),
  column-gutter: 2mm,
  align: horizon,
  bar.name,
  stack(
    dir: ltr,
    box(rect(width: bar.good * 0.7mm, height: 3mm, fill: rgb("#2E7D32"), stroke: none)),
    box(rect(width: bar.bad * 0.7mm, height: 3mm, fill: rgb("#EF6C00"), stroke: none)),
    box(rect(width: bar.rest * 0.7mm, height: 3mm, fill: luma(88%), stroke: none)),
    h(2mm),
    text(size: 0.85em, bar.said),
  ),
)
#grid(
  columns: (2fr, 3fr),
  align: center,
  text(weight: "bold", content.issuer),
  [
    #text(weight: "bold", content.national.at(0)) \
    #text(weight: "bold", content.national.at(1))
  ],
)
#v(6mm)
#align(center, text(size: layout.sizes.title * 1pt, weight: "bold", upper(content.heading.at(0))))
#align(center, content.heading.at(1))
#align(center, text(style: "italic", content.heading.at(2)))
#align(center, text(style: "italic", content.heading.at(3)))
#for chart in content.charts [
  #v(4mm)
  #block(breakable: false)[
    #text(weight: "bold", chart.title)
    #if chart.bars.len() == 0 [ \ #chart.none ]
    #for bar in chart.bars [#bar-line(bar)]
  ]
]
#for table-of in content.tables [
  #v(4mm)
  #block(sticky: true, text(weight: "bold", table-of.title))
  #table(
    columns: (2.2fr,) + (1fr,) * (table-of.columns.len() - 1),
    stroke: 0.4pt,
    inset: 1.2mm,
    align: (at, _) => if at == 0 { left } else { right },
    table.header(..table-of.columns.map(one => text(weight: "bold", one))),
    ..table-of.rows.flatten(),
  )
  #for bar in table-of.bars [#bar-line(bar)]
]
"""


def report_pdf(report: Report, language: Language, setting: Setting) -> bytes:
    """The bytes of the file; the same for the same report and fonts."""
    content = {
        "layout": asdict(DECREE_30_2020),
        "language": language.value,
        "issuer": report.agency or PROVINCE.told(language),
        "national": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        "heading": list(heading(report, language)),
        "charts": list(_charts(report, language)),
        "tables": [_table(unit, report.units[unit], language) for unit in UNITS if report.units[unit]],
    }
    dated = datetime.fromisoformat(report.as_of).astimezone(VIETNAM).date()
    return typeset(_TEMPLATE, content, setting, dated)


def _table(unit: ScorecardUnit, rows: list[ScorecardRow], language: Language) -> dict[str, Any]:
    most = max((row.done for row in rows), default=0) or 1
    return {
        "title": UNITS[unit].told(language),
        "columns": [UNITS[unit].told(language), *(FIGURES[one].told(language) for one in _PRINTED)],
        "rows": [[unit_name(row), *(str(getattr(row, one)) for one in _PRINTED)] for row in rows],
        "bars": [_bar(row, most, language) for row in rows],
    }


def _bar(row: ScorecardRow, most: int, language: Language) -> dict[str, Any]:
    """What was done on time and late, of the most that any row did; said beside it, not by colour alone."""
    on_time, late = (FIGURES[one].told(language).lower() for one in ("done_on_time", "done_late"))
    return {
        "name": unit_name(row),
        "good": 100 * row.done_on_time // most,
        "bad": 100 * row.done_late // most,
        "rest": 0,
        "said": f"{row.done_on_time} {on_time}, {row.done_late} {late}",
    }


def _charts(report: Report, language: Language) -> Iterator[dict[str, Any]]:
    """Shares on time, and what is overdue; each bar says its figures beside it."""
    none = NOTHING_OVERDUE.told(language)
    for title, shares in (
        (OVER_TIME, shares_over_time(report)),
        (BY_DIVISION, shares_of_divisions(report)),
    ):
        if shares:
            bars = [_share_bar(one, language) for one in shares]
            yield {"title": title.told(language), "bars": bars, "none": none}
    units = overdue_units(report)
    most = max((one.overdue + one.waiting for one in units), default=1)
    overdue, waiting = (
        FIGURES[one].told(language).lower() for one in ("open_overdue", "open_overdue_waiting")
    )
    yield {
        "title": OVERDUE_UNITS.told(language),
        "none": none,
        "bars": [
            {
                "name": one.name,
                "good": 0,
                "bad": 100 * one.overdue // most,
                "rest": 100 * one.waiting // most,
                "said": f"{one.overdue} {overdue}; {one.waiting} {waiting}",
            }
            for one in units
        ],
    }


def _share_bar(share: OnTimeShare, language: Language) -> dict[str, Any]:
    on_time = FIGURES["done_on_time"].told(language).lower()
    return {
        "name": share.name,
        "good": share.percent,
        "bad": 100 - share.percent,
        "rest": 0,
        "said": f"{share.percent} % ({share.on_time}/{share.done} {on_time})",
    }
