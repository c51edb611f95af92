"""`tthc import-log`: a log of administration through all four services."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import typer

from shared.contracts.topics import Service
from shared.settings import Settings
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
from tthc.cli.summary_table import show_summary
from tthc.cli.terminal import ExitCode, JsonOption, LanguageOption, Terminal
from tthc.connection import connected
from tthc.mining.log.driving import drive
from tthc.mining.log.driving_options import DEFAULT_AGENCY, Decision, ImportOptions
from tthc.mining.log.driving_plan import ImportPlan, plan_import
from tthc.summary import Summary, summarise

commands = typer.Typer()

_EXAMPLE = "tthc import-log examples/permit-receipt-log.csv.gz --calendar NL"
UrlOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar=translated("DỊCH-VỤ=ĐỊA-CHỈ", "SERVICE=ADDRESS"),
        help=translated("Dịch vụ đang chạy ở nơi khác.", "A service that runs elsewhere."),
    ),
]
_PROCEDURE_PANEL = translated("Thủ tục được suy ra", "The derived procedure")


@commands.command(
    "import-log",
    help=translated(
        "Nhập nhật ký xử lý hồ sơ (CSV hoặc XES, có thể nén gzip) qua cả bốn dịch vụ.\n\n"
        "Nhật ký được kiểm tra toàn bộ trước khi nhập; nhập lại cùng tệp không tạo thêm gì.\n\n"
        f"Ví dụ: {_EXAMPLE}",
        "Import a log of cases (CSV or XES, also gzipped) through all four services.\n\n"
        "All of the log is checked before anything is imported; the same file again adds nothing.\n\n"
        f"Example: {_EXAMPLE}",
    ),
)
@with_log_form
def import_log(
    path: PathArgument,
    calendar: CalendarOption = "VN",
    time_zone: TimeZoneOption = None,
    agency: Annotated[
        str, typer.Option(help=translated("Mã cơ quan xử lý hồ sơ.", "Code of the agency that worked."))
    ] = DEFAULT_AGENCY,
    agency_name: Annotated[
        str | None,
        typer.Option(
            help=translated("Tên cơ quan, nếu phải đăng ký.", "Its name, if it has to be registered.")
        ),
    ] = None,
    procedure: Annotated[
        str | None,
        typer.Option(
            help=translated(
                "Mã thủ tục; mặc định theo tên tệp.", "Its code; by default from the file's name."
            ),
            rich_help_panel=_PROCEDURE_PANEL,
        ),
    ] = None,
    procedure_name: Annotated[
        str | None,
        typer.Option(help=translated("Tên thủ tục.", "Its name."), rich_help_panel=_PROCEDURE_PANEL),
    ] = None,
    decision_number: Annotated[
        str | None,
        typer.Option(
            help=translated("Số quyết định ban hành.", "Number of the decision that issues it."),
            rich_help_panel=_PROCEDURE_PANEL,
        ),
    ] = None,
    decision_date: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help=translated(
                "Ngày quyết định; mặc định ngày của hồ sơ đầu tiên.", "By default the first case's day."
            ),
            rich_help_panel=_PROCEDURE_PANEL,
        ),
    ] = None,
    signed_by: Annotated[
        str,
        typer.Option(help=translated("Người ký.", "Who signed it."), rich_help_panel=_PROCEDURE_PANEL),
    ] = Decision().signed_by,
    form: LogForm = BY_OPTIONS,
    url: UrlOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Read the options, and import."""
    terminal = Terminal(json=json, language=language)
    options = ImportOptions(
        path=path,
        read=form.read_options(time_zone, calendar),
        calendar=calendar,
        agency=agency,
        agency_names=(agency_name, agency_name) if agency_name else None,
        procedure=procedure,
        procedure_name=procedure_name,
        decision=Decision(
            number=decision_number, dated=decision_date.date() if decision_date else None, signed_by=signed_by
        ),
    )
    urls = service_urls(url or ())
    settings = terminal.settings()
    plan = plan_with_progress(terminal, options)
    summary = terminal.run(_import(terminal, settings, plan, urls))
    show_summary(terminal, summary)
    if summary.disagreements:
        raise typer.Exit(ExitCode.REFUSED)


def plan_with_progress(terminal: Terminal, options: ImportOptions) -> ImportPlan:
    """Look the log over, showing how far that is; ends the command where the log can't be imported."""
    with (
        terminal.refusals(ExitCode.USAGE),
        ProgressBar(terminal, "Kiểm tra nhật ký", "Checking the log") as bar,
    ):
        return plan_import(options, lambda at: bar.at(at.bytes_read, at.bytes_total))


async def _import(
    terminal: Terminal, settings: Settings, plan: ImportPlan, urls: dict[Service, str]
) -> Summary:
    async with connected(settings, terminal.language, urls) as services:
        with ProgressBar(terminal, "Nhập hồ sơ", "Importing cases", len(plan.survey.cases)) as bar:
            imported = await drive(services, plan, bar.add)
        return await summarise(services, imported)


def service_urls(stated: Iterable[str]) -> dict[Service, str]:
    """The addresses that `--url` states. Ends the command at one that can't be one."""
    urls = {}
    for text in stated:
        name, _, address = text.partition("=")
        if name not in set(Service) or not address.startswith(("http://", "https://")):
            raise typer.BadParameter(
                translated("ví dụ cases=http://127.0.0.1:8102", "such as cases=http://127.0.0.1:8102"),
                param_hint="--url",
            )
        urls[Service(name)] = address
    return urls
