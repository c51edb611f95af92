"""What `tthc reports` does: lists reports that are kept, and the editions of one."""

from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from rich.markup import escape

from services.sla.reporting.periods import ReportPeriod
from services.sla.reporting.wording import CHANGES, FIGURES
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from tthc.commands.asking import answer_of, instant
from tthc.commands.summary_table import number
from tthc.commands.tables import headed
from tthc.commands.terminal import Terminal
from tthc.connection import connected

#: So many reports are listed.
_MOST = 200


def run_reports(terminal: Terminal, agency: str | None) -> None:
    """The reports that were issued, the latest periods first."""
    told = answer_of(terminal, Service.SLA, "/reports", as_=AUDITOR, agency=agency, limit=_MOST)
    if terminal.json:
        terminal.result(told)
        return
    if not told["reports"]:
        terminal.out.print(terminal.translated("Chưa có báo cáo nào.", "There are no reports yet."))
        return
    table = headed(terminal.translated("Của|Kỳ|Bản|Lập lúc|Bản cuối", "Of|Period|Editions|Issued|Newest"))
    table.columns[1].no_wrap, table.columns[2].justify = True, "right"
    for one in told["reports"]:
        moments = (instant(terminal, one[name]) for name in ("issued_at", "newest_at"))
        whose, period = _scope(terminal, one["scope"]), _period(terminal, one["period"])
        table.add_row(*map(escape, (whose, period, str(one["editions"]), *moments)))
    terminal.out.print(table)


def run_editions(terminal: Terminal, agency: str | None, period: str, *, again: bool) -> None:
    """A report's editions; `again`: it is counted once more before."""
    path = f"/reports/{quote(period, safe='')}"
    if again:
        told = terminal.run(_count_again(terminal, path, agency))
    else:
        told = answer_of(terminal, Service.SLA, path, as_=AUDITOR, agency=agency)
    if terminal.json:
        terminal.result(told)
        return
    scope = _scope(terminal, told["scope"])
    if not told["editions"]:
        text = terminal.translated(
            f"Chưa có báo cáo {_period(terminal, told['period']).lower()} của {scope}.",
            f"There is no report on {_period(terminal, told['period'])} of {scope} yet.",
        )
        terminal.out.print(text, markup=False)
    for one in told["editions"]:
        _print_edition(terminal, one)


def _print_edition(terminal: Terminal, one: dict[str, Any]) -> None:
    at, edition, position = instant(terminal, one["as_of"]), one["edition"], one["position"]
    text = terminal.translated(
        f"Bản {edition}: số liệu lúc {at}, vị trí {position}, quy tắc bản {one['rules']}",
        f"Edition {edition}: as of {at}, position {position}, version {one['rules']} of the rules",
    )
    terminal.out.print(text, soft_wrap=True, markup=False)
    for figure in one["figures"]:
        was, becomes = (_amount(terminal, figure[name]) for name in ("was", "becomes"))
        name = FIGURES[figure["figure"]].told(terminal.language)
        line = f"  {figure['unit']}, {name}: {was} → {becomes}"
        terminal.out.print(line, soft_wrap=True, markup=False)
    for row in one["rows"]:
        change = CHANGES[row["change"]].told(terminal.language)
        visit = terminal.translated(f"lần {row['visit']}", f"visit {row['visit']}")
        line = f"  {row['case']} {row['step']} {visit}: {change}"
        terminal.out.print(line, soft_wrap=True, markup=False)


def _amount(terminal: Terminal, value: int | None) -> str:
    return "–" if value is None else number(terminal, value)


def _period(terminal: Terminal, name: str) -> str:
    return ReportPeriod.parse(name).title.told(terminal.language)


def _scope(terminal: Terminal, scope: str) -> str:
    return terminal.translated("toàn tỉnh", "the province") if scope == "province" else scope


async def _count_again(terminal: Terminal, path: str, agency: str | None) -> Any:
    whose = f"?{urlencode({'agency': agency})}" if agency is not None else ""
    async with connected(terminal.settings(), terminal.language) as services:
        asked = f"{path}/ReissueReport{whose}"
        return await services.post(Service.SLA, asked, key=str(uuid4()), as_=AUDITOR, json={})
