"""`tthc discover`: from a log to the draft of a procedure."""

import json as json_text
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shared.contracts.topics import Service
from shared.kernel import Counting
from shared.settings import Settings
from tthc.cli.discover_tables import show_discovery, show_drafted
from tthc.cli.import_log import UrlOption, service_urls
from tthc.cli.language import translated
from tthc.cli.log_options import (
    BY_OPTIONS,
    CalendarOption,
    LogForm,
    PathArgument,
    TimeZoneOption,
    with_log_form,
)
from tthc.cli.progress_bar import ProgressBar
from tthc.cli.terminal import ExitCode, JsonOption, LanguageOption, Terminal
from tthc.connection import connected
from tthc.mining.discovery.discover import DiscoverOptions, discover
from tthc.mining.discovery.drafting import Drafted, draft
from tthc.mining.discovery.found import Discovery
from tthc.mining.discovery.proposal import draft_of
from tthc.mining.discovery.told import told

commands = typer.Typer()

_EXAMPLE = "tthc discover examples/permit-receipt-log.csv.gz --calendar NL"
_PROPOSAL = translated("Đề xuất", "The proposal")


class LimitCounting(StrEnum):
    """How proposed limits are counted."""

    WORKING_HOURS = Counting.WORKING_HOURS.value
    WORKING_DAYS = Counting.WORKING_DAYS.value


@commands.command(
    "discover",
    help=translated(
        "Từ nhật ký xử lý hồ sơ (CSV hoặc XES), đề xuất dự thảo thủ tục: các bước theo trình tự thường gặp, "
        "ai làm, mất bao lâu, thời hạn nên đặt, việc làm lại và chuyển giao giữa các bộ phận.\n\n"
        f"Ví dụ: {_EXAMPLE}",
        "From a log of cases (CSV or XES), propose the draft of a procedure: steps in their usual order, who "
        "does them, how long they take, sensible limits, variants, rework, and hand-offs between units.\n\n"
        f"Example: {_EXAMPLE}",
    ),
)
@with_log_form
def discover_command(
    path: PathArgument,
    calendar: CalendarOption = "VN",
    time_zone: TimeZoneOption = None,
    meets: Annotated[
        int,
        typer.Option(
            min=1,
            max=100,
            help=translated(
                "Phần trăm số lượt xử lý đã qua mà mỗi thời hạn đề xuất phải đáp ứng.",
                "Per cent of past visits that each proposed limit would have met.",
            ),
            rich_help_panel=_PROPOSAL,
        ),
    ] = 90,
    counting: Annotated[
        LimitCounting,
        typer.Option(
            help=translated("Thời hạn tính theo giờ hay ngày làm việc.", "Limits in working hours or days."),
            rich_help_panel=_PROPOSAL,
        ),
    ] = LimitCounting.WORKING_HOURS,
    procedure: Annotated[
        str | None,
        typer.Option(
            help=translated(
                "Mã thủ tục; mặc định theo tên tệp.", "Its code; by default from the file's name."
            ),
            rich_help_panel=_PROPOSAL,
        ),
    ] = None,
    procedure_name: Annotated[
        str | None,
        typer.Option(help=translated("Tên thủ tục.", "Its name."), rich_help_panel=_PROPOSAL),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            help=translated(
                "Ghi thủ tục đề xuất (JSON) vào tệp.", "Write the proposed procedure (JSON) to a file."
            ),
            rich_help_panel=_PROPOSAL,
        ),
    ] = None,
    draft_for: Annotated[
        str | None,
        typer.Option(
            "--draft",
            metavar=translated("CƠ-QUAN", "AGENCY"),
            help=translated(
                "Lập dự thảo danh mục của cơ quan này với thủ tục đề xuất.",
                "Draft an edition of this agency's catalogue with the procedure.",
            ),
            rich_help_panel=_PROPOSAL,
        ),
    ] = None,
    with_units: Annotated[
        bool,
        typer.Option(
            "--with-units",
            help=translated(
                "Thêm các bộ phận mà cơ quan còn thiếu.", "Add the divisions that the agency lacks."
            ),
            rich_help_panel=_PROPOSAL,
        ),
    ] = False,
    empty: Annotated[
        bool,
        typer.Option(
            "--empty",
            help=translated(
                "Dự thảo chỉ có thủ tục đề xuất, không bắt đầu từ lần ban hành trước.",
                "The draft holds the proposed procedure alone, and doesn't start from the last edition.",
            ),
            rich_help_panel=_PROPOSAL,
        ),
    ] = False,
    form: LogForm = BY_OPTIONS,
    url: UrlOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Read the options, and discover."""
    terminal = Terminal(json=json, language=language)
    options = DiscoverOptions(
        path=path,
        read=form.read_options(time_zone, calendar),
        calendar=calendar,
        code=procedure,
        name=procedure_name,
        meets=meets,
        counting=Counting(counting.value),
    )
    urls = service_urls(url or ())
    with (
        terminal.refusals(ExitCode.USAGE),
        ProgressBar(terminal, "Phân tích nhật ký", "Reading the log") as bar,
    ):
        found = discover(options, bar.at)
    if output is not None:
        _write(terminal, output, found)
    drafted = None
    if draft_for is not None:
        settings = terminal.settings()
        drafted = terminal.run(
            _draft(terminal, settings, found, draft_for, urls, with_units=with_units, empty=empty)
        )
    _show(terminal, found, drafted)


async def _draft(
    terminal: Terminal,
    settings: Settings,
    found: Discovery,
    agency: str,
    urls: dict[Service, str],
    *,
    with_units: bool,
    empty: bool,
) -> Drafted:
    async with connected(settings, terminal.language, urls) as services:
        return await draft(services, found, agency, with_units=with_units, empty=empty)


def _show(terminal: Terminal, found: Discovery, drafted: Drafted | None) -> None:
    if terminal.json:
        further = {} if drafted is None else {"draft": drafted.told()}
        terminal.result({**told(found, terminal.language), **further})
        return
    show_discovery(terminal, found)
    if drafted is not None:
        show_drafted(terminal, drafted)


def _write(terminal: Terminal, output: Path, found: Discovery) -> None:
    text = json_text.dumps(draft_of(found), ensure_ascii=False, indent=2) + "\n"
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        terminal.error(f"{output}: {error.strerror}")
        raise typer.Exit(ExitCode.USAGE) from error
    terminal.note(f"Đã ghi thủ tục đề xuất vào {output}.", f"Wrote the proposed procedure to {output}.")
