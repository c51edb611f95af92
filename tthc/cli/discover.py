"""`tthc discover`: from a log to the draft of a procedure."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shared.kernel import Counting
from tthc.cli.groups import Commands
from tthc.cli.log_options import LogForm, PathArgument
from tthc.cli.option_groups import with_options
from tthc.cli.options import JsonOption, LanguageOption, UrlOption
from tthc.language import translated

if TYPE_CHECKING:
    from tthc.mining.discovery.options import DiscoverOptions

commands = Commands()

_EXAMPLE = "tthc discover examples/permit-receipt-log.csv.gz --calendar NL"
_PROPOSAL = translated("Đề xuất", "The proposal")


class LimitCounting(StrEnum):
    """How proposed limits are counted."""

    WORKING_HOURS = Counting.WORKING_HOURS.value
    WORKING_DAYS = Counting.WORKING_DAYS.value


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalForm:
    """What is proposed, and what becomes of the proposal."""

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
    ] = 90
    counting: Annotated[
        LimitCounting,
        typer.Option(
            help=translated("Thời hạn tính theo giờ hay ngày làm việc.", "Limits in working hours or days."),
            rich_help_panel=_PROPOSAL,
        ),
    ] = LimitCounting.WORKING_HOURS
    procedure: Annotated[
        str | None,
        typer.Option(
            help=translated(
                "Mã thủ tục; mặc định theo tên tệp.", "Its code; by default from the file's name."
            ),
            rich_help_panel=_PROPOSAL,
        ),
    ] = None
    procedure_name: Annotated[
        str | None, typer.Option(help=translated("Tên thủ tục.", "Its name."), rich_help_panel=_PROPOSAL)
    ] = None
    output: Annotated[
        Path | None,
        typer.Option(
            help=translated(
                "Ghi thủ tục đề xuất (JSON) vào tệp.", "Write the proposed procedure (JSON) to a file."
            ),
            rich_help_panel=_PROPOSAL,
        ),
    ] = None
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
    ] = None
    with_units: Annotated[
        bool,
        typer.Option(
            "--with-units",
            help=translated(
                "Thêm các phòng ban mà cơ quan còn thiếu.", "Add the divisions that the agency lacks."
            ),
            rich_help_panel=_PROPOSAL,
        ),
    ] = False
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
    ] = False

    def discover_options(self, path: Path, log: LogForm) -> "DiscoverOptions":
        """The discovery from this log that the options ask for."""
        from tthc.mining.discovery.options import DiscoverOptions

        return DiscoverOptions(
            path=path,
            read=log.read_options(),
            calendar=log.calendar,
            code=self.procedure,
            name=self.procedure_name,
            meets=self.meets,
            counting=Counting(self.counting.value),
        )


@commands.command(
    "discover",
    help=translated(
        "Từ nhật ký xử lý hồ sơ (CSV hoặc XES), đề xuất dự thảo thủ tục: các bước theo trình tự thường gặp, "
        "ai làm, mất bao lâu, thời hạn nên đặt, việc làm lại và chuyển giao giữa các phòng ban.\n\n"
        f"Ví dụ: {_EXAMPLE}",
        "From a log of cases (CSV or XES), propose the draft of a procedure: steps in their usual order, who "
        "does them, how long they take, sensible limits, variants, rework, and hand-offs between units.\n\n"
        f"Example: {_EXAMPLE}",
    ),
)
@with_options
def discover(
    path: PathArgument,
    proposal: ProposalForm,
    log: LogForm,
    url: UrlOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Read the options, and discover."""
    from tthc.commands.discover import run_discover
    from tthc.commands.drafting import DraftOptions
    from tthc.commands.terminal import Terminal

    draft = None
    if proposal.draft_for is not None:
        draft = DraftOptions(proposal.draft_for, with_units=proposal.with_units, empty=proposal.empty)
    options = proposal.discover_options(path, log)
    run_discover(Terminal(json=json, language=language), options, proposal.output, draft, url or ())
