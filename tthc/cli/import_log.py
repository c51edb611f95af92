"""`tthc import-log`: a log of administration through all four services."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tthc.cli.groups import Commands
from tthc.cli.log_options import LogForm, PathArgument
from tthc.cli.option_groups import with_options
from tthc.cli.options import JsonOption, LanguageOption, UrlOption
from tthc.language import reader_language, translated
from tthc.mining.log import defaults

if TYPE_CHECKING:
    from tthc.mining.log.driving_options import ImportOptions

commands = Commands()

_EXAMPLE = "tthc import-log examples/permit-receipt-log.csv.gz --calendar NL"
_PROCEDURE = translated("Thủ tục được suy ra", "The derived procedure")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureForm:
    """Where a log goes: the agency, and the procedure that is derived from it."""

    agency: Annotated[
        str, typer.Option(help=translated("Mã cơ quan xử lý hồ sơ.", "Code of the agency that worked."))
    ] = defaults.AGENCY
    agency_name: Annotated[
        str | None,
        typer.Option(
            help=translated("Tên cơ quan, nếu phải đăng ký.", "Its name, if it has to be registered.")
        ),
    ] = None
    procedure: Annotated[
        str | None,
        typer.Option(
            help=translated(
                "Mã thủ tục; mặc định theo tên tệp.", "Its code; by default from the file's name."
            ),
            rich_help_panel=_PROCEDURE,
        ),
    ] = None
    procedure_name: Annotated[
        str | None, typer.Option(help=translated("Tên thủ tục.", "Its name."), rich_help_panel=_PROCEDURE)
    ] = None
    decision_number: Annotated[
        str | None,
        typer.Option(
            help=translated(
                "Số và ký hiệu của quyết định ban hành, ví dụ 05/QĐ-SNV.",
                "Number of the decision that issues it, with its symbol, such as 05/QĐ-SNV.",
            ),
            rich_help_panel=_PROCEDURE,
        ),
    ] = None
    decision_date: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help=translated(
                "Ngày quyết định; mặc định ngày của hồ sơ đầu tiên.", "By default the first case's day."
            ),
            rich_help_panel=_PROCEDURE,
        ),
    ] = None
    signed_by: Annotated[
        str, typer.Option(help=translated("Người ký.", "Who signed it."), rich_help_panel=_PROCEDURE)
    ] = defaults.SIGNED_BY

    def import_options(self, path: Path, log: LogForm) -> "ImportOptions":
        """The import of this log that the options ask for."""
        from tthc.mining.log.driving_options import Decision, ImportOptions

        self._check_number()
        return ImportOptions(
            path=path,
            read=log.read_options(),
            calendar=log.calendar,
            agency=self.agency,
            agency_names=(self.agency_name, self.agency_name) if self.agency_name else None,
            procedure=self.procedure,
            procedure_name=self.procedure_name,
            decision=Decision(number=self.decision_number, dated=self._dated(), signed_by=self.signed_by),
        )

    def _dated(self) -> date | None:
        """Ends the command where the day lies in a year that no calendar is laid out for."""
        from shared.kernel import FIRST_YEAR, LAST_YEAR

        if self.decision_date is None:
            return None
        if not FIRST_YEAR <= self.decision_date.year <= LAST_YEAR:
            vi = f"hãy nêu ngày trong các năm {FIRST_YEAR}–{LAST_YEAR}."
            en = f"name a day of the years {FIRST_YEAR} to {LAST_YEAR}."
            raise typer.BadParameter(translated(vi, en), param_hint="--decision-date")
        return self.decision_date.date()

    def _check_number(self) -> None:
        """Refuse the number of a decision that the catalog wouldn't take, before anything is made."""
        if self.decision_number is None:
            return
        from services.catalog.domain.decision_number import check_decision_number
        from shared.errors import Refusal

        try:
            check_decision_number(self.decision_number, "decision_number", f"QĐ-{self.agency}")
        except Refusal as refusal:
            told = refusal.message(reader_language())
            raise typer.BadParameter(told, param_hint="'--decision-number'") from None


@commands.command(
    "import-log",
    help=translated(
        "Nhập nhật ký xử lý hồ sơ (CSV hoặc XES, có thể nén gzip) qua cả bốn dịch vụ.\n\n"
        "Nhật ký được kiểm tra toàn bộ trước khi nhập; nhập lại cùng tệp không tạo thêm gì. Thủ tục của "
        "nhật ký được thêm bên cạnh những thủ tục đang có hiệu lực của cơ quan.\n\n"
        f"Ví dụ: {_EXAMPLE}",
        "Import a log of cases (CSV or XES, also gzipped) through all four services.\n\n"
        "All of the log is checked before anything is imported; the same file again adds nothing. The log's "
        "procedure comes beside those that the agency has in force.\n\n"
        f"Example: {_EXAMPLE}",
    ),
)
@with_options
def import_log(
    path: PathArgument,
    procedure: ProcedureForm,
    log: LogForm,
    url: UrlOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Read the options, and import."""
    from tthc.commands.import_log import run_import
    from tthc.commands.terminal import Terminal

    run_import(Terminal(json=json, language=language), procedure.import_options(path, log), url or ())
