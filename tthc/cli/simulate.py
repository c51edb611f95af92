"""`tthc simulate`: how many past cases would have been late under other limits."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from shared.contracts.topics import Service
from shared.contracts.vocabulary import TimeLimit
from shared.settings import Settings
from tthc.cli.discover_tables import amount, make_room, percent
from tthc.cli.language import says
from tthc.cli.log_options import (
    BY_OPTIONS,
    CalendarOption,
    LogForm,
    TimeZoneOption,
    with_log_form,
)
from tthc.cli.meter import Meter
from tthc.cli.summary_table import number
from tthc.cli.terminal import ExitCode, JsonOption, LanguageOption, Terminal
from tthc.operations.backup import readable
from tthc.operations.opening import opened
from tthc.whatif.limits import read_limits
from tthc.whatif.of_log import LogQuestion, simulate_log
from tthc.whatif.of_store import StoreQuestion, simulate_stores
from tthc.whatif.outcome import Late, Outcome
from tthc.whatif.period import EVER, Period

commands = typer.Typer()

_EXAMPLE = "tthc simulate examples/permit-receipt-log.csv.gz --calendar NL --limits draft.json"
_STORE = says("Từ kho sự kiện", "From the event stores")
_FILE = says("tệp JSON của thủ tục, hoặc CSV (step, limit)", "a procedure's JSON, or a CSV (step, limit)")


@commands.command(
    "simulate",
    help=says(
        "Nếu đặt thời hạn khác thì bao nhiêu hồ sơ đã qua bị quá hạn: theo bước, bộ phận, trước và sau.\n\n"
        "Hồ sơ lấy từ một tệp nhật ký, hoặc (--from-store) từ kho sự kiện (cả khi đang chạy).\n\n"
        f"Ví dụ: {_EXAMPLE}",
        "How many past cases would have been late under other limits: by step, by unit, before, after.\n\n"
        "The cases are those of a log, or (--from-store) of the event stores, in use or not.\n\n"
        f"Example: {_EXAMPLE}",
    ),
)
@with_log_form
def simulate(
    limits: Annotated[Path, typer.Option(help=says(f"Thời hạn mới: {_FILE}.", f"The new limits: {_FILE}."))],
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help=says("Tệp nhật ký.", "The log's file."))
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(help=says("Thời hạn để so sánh (trước).", "Limits to compare with (before).")),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            metavar="FROM..TO",
            help=says(
                "Chỉ các hồ sơ mở trong khoảng này, ví dụ 2011-01..2011-12.",
                "Only cases opened in it, such as 2011-01..2011-12.",
            ),
        ),
    ] = None,
    procedure: Annotated[
        str | None,
        typer.Option(help=says("Mã thủ tục.", "The procedure's code."), rich_help_panel=_STORE),
    ] = None,
    from_store: Annotated[
        bool,
        typer.Option(
            "--from-store",
            help=says("Dùng hồ sơ trong kho sự kiện.", "Take the cases in the event stores."),
            rich_help_panel=_STORE,
        ),
    ] = False,
    agency: Annotated[
        str | None, typer.Option(help=says("Mã cơ quan.", "The agency's code."), rich_help_panel=_STORE)
    ] = None,
    calendar: CalendarOption = "VN",
    time_zone: TimeZoneOption = None,
    form: LogForm = BY_OPTIONS,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Read the options, and count."""
    terminal = Terminal(json=json, language=language)
    _check_sources(path, compare, agency, procedure, from_store=from_store)
    read = form.read_options(time_zone, calendar)
    with terminal.refusals(ExitCode.USAGE):
        given = read_limits(limits, procedure)
        compared = read_limits(compare, procedure) if compare is not None else None
        within = EVER if period is None else Period.parse(period)
    if path is not None:
        log_question = LogQuestion(
            path=path,
            limits=given,
            limits_path=limits,
            compared=compared,
            read=read,
            calendar=calendar,
            period=within,
        )
        with terminal.refusals(ExitCode.USAGE), Meter(terminal, "Đọc hồ sơ", "Reading the cases") as meter:
            outcome = simulate_log(log_question, meter.at)
    else:
        question = StoreQuestion(
            agency=agency or "", procedure=procedure or "", limits=given, limits_path=limits, period=within
        )
        outcome = terminal.run(_of_stores(terminal.settings(), question))
    if json:
        terminal.result({"source": "log" if path else "store", **outcome.told()})
    else:
        _show(terminal, outcome)


async def _of_stores(settings: Settings, question: StoreQuestion) -> Outcome:
    async with readable(settings) as found, opened(found, (Service.CASES, Service.SLA)) as services:
        return await simulate_stores(services, question, datetime.now(UTC))


def _check_sources(
    path: Path | None, compare: Path | None, agency: str | None, procedure: str | None, *, from_store: bool
) -> None:
    if (path is None) is not from_store:
        raise typer.BadParameter(
            says("hãy nêu tệp nhật ký, hoặc --from-store.", "name a log, or --from-store."), param_hint="PATH"
        )
    if from_store and not (agency and procedure):
        raise typer.BadParameter(
            says("cần --agency và --procedure.", "it needs --agency and --procedure."),
            param_hint="--from-store",
        )
    if from_store and compare is not None:
        raise typer.BadParameter(
            says(
                "kho đã có thời hạn được ban hành để so sánh.", "the store has the issued limits to compare."
            ),
            param_hint="--compare",
        )


def _show(terminal: Terminal, outcome: Outcome) -> None:
    make_room(terminal)
    totals = Table(title=terminal.says("Hồ sơ", "Cases"))
    for heading in terminal.says(
        "Hồ sơ|Quá hạn trước|%|Quá hạn sau|%", "Cases|Late before|%|Late after|%"
    ).split("|"):
        totals.add_column(heading, justify="right")
    totals.add_row(*_counts(terminal, outcome, outcome.cases, after=outcome.cases_counted))
    if outcome.late_by_deadline is not None:
        late = number(terminal, outcome.late_by_deadline)
        totals.caption = terminal.says(
            f"Quá hạn theo thời hạn ghi trong nhật ký: {late}", f"Late by the log's own deadlines: {late}"
        )
    terminal.out.print(totals)
    terminal.out.print(_steps(terminal, outcome))
    terminal.out.print(_units(terminal, outcome))
    if outcome.unnamed:
        names = ", ".join(outcome.unnamed)
        terminal.note(f"Tệp không nêu thời hạn mới của: {names}", f"The file states no new limit of: {names}")
    if outcome.unvisited:
        names = ", ".join(outcome.unvisited)
        terminal.note(f"Không hồ sơ nào đến bước: {names}", f"No case came to: {names}")


def _steps(terminal: Terminal, outcome: Outcome) -> Table:
    table = Table(title=terminal.says("Theo bước", "By step"))
    vi = "Mã|Bước|Lượt|Quá hạn trước|%|Quá hạn sau|%|Hạn trước|Hạn sau"
    en = "Code|Step|Visits|Late before|%|Late after|%|Limit before|Limit after"
    for index, heading in enumerate(terminal.says(vi, en).split("|")):
        table.add_column(heading, justify="right" if index > 1 else "left")
    for step, late in outcome.steps.items():
        table.add_row(
            escape(step),
            escape(outcome.names.get(step, "")),
            *_counts(terminal, outcome, late, after=step in outcome.limits_after),
            _limit(outcome.limits_before.get(step)),
            _limit(outcome.limits_after.get(step)),
        )
    return table


def _units(terminal: Terminal, outcome: Outcome) -> Table:
    table = Table(title=terminal.says("Theo bộ phận", "By unit"))
    vi, en = "Bộ phận|Lượt|Quá hạn trước|%|Quá hạn sau|%", "Unit|Visits|Late before|%|Late after|%"
    for index, heading in enumerate(terminal.says(vi, en).split("|")):
        table.add_column(heading, justify="right" if index else "left")
    for division, late in sorted(outcome.units.items(), key=lambda one: (-one[1].count, one[0])):
        table.add_row(escape(division), *_counts(terminal, outcome, late))
    return table


def _counts(terminal: Terminal, outcome: Outcome, late: Late, *, after: bool = True) -> tuple[str, ...]:
    """Five cells: how many, late before with its share, late after with its share."""
    cells = [number(terminal, late.count)]
    for counted, value in ((outcome.has_before, late.before), (after, late.after)):
        cells += [number(terminal, value), percent(terminal, value, late.count)] if counted else ["–", "–"]
    return tuple(cells)


def _limit(limit: TimeLimit | None) -> str:
    return "–" if limit is None else amount(limit)
