"""The options of a what-if."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tthc.cli.log_options import LogForm
from tthc.language import translated

if TYPE_CHECKING:
    from tthc.mining.whatif.of_log import LogQuestion
    from tthc.mining.whatif.period import Period
    from tthc.operations.simulate_stores import StoreQuestion

_STORE = translated("Từ kho sự kiện", "From the event stores")
_FILE = translated(
    "tệp JSON của thủ tục, hoặc CSV (step, limit)", "a procedure's JSON, or a CSV (step, limit)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionForm:
    """What is asked: under which limits, and of which cases."""

    limits: Annotated[
        Path, typer.Option(help=translated(f"Thời hạn mới: {_FILE}.", f"The new limits: {_FILE}."))
    ]
    compare: Annotated[
        Path | None,
        typer.Option(help=translated("Thời hạn để so sánh (trước).", "Limits to compare with (before).")),
    ] = None
    period: Annotated[
        str | None,
        typer.Option(
            metavar="FROM..TO",
            help=translated(
                "Chỉ các hồ sơ mở trong khoảng này, ví dụ 2011-01..2011-12.",
                "Only cases opened in it, such as 2011-01..2011-12.",
            ),
        ),
    ] = None
    procedure: Annotated[
        str | None,
        typer.Option(help=translated("Mã thủ tục.", "The procedure's code."), rich_help_panel=_STORE),
    ] = None
    from_store: Annotated[
        bool,
        typer.Option(
            "--from-store",
            help=translated("Dùng hồ sơ trong kho sự kiện.", "Take the cases in the event stores."),
            rich_help_panel=_STORE,
        ),
    ] = False
    agency: Annotated[
        str | None, typer.Option(help=translated("Mã cơ quan.", "The agency's code."), rich_help_panel=_STORE)
    ] = None

    def check_sources(self, path: Path | None) -> None:
        """End the command where it isn't said whether a log or the stores are meant, or both are."""
        if (path is None) is not self.from_store:
            vi, en = "hãy nêu tệp nhật ký, hoặc --from-store.", "name a log, or --from-store."
            raise typer.BadParameter(translated(vi, en), param_hint="PATH")
        if self.from_store and not (self.agency and self.procedure):
            vi, en = "cần --agency và --procedure.", "it needs --agency and --procedure."
            raise typer.BadParameter(translated(vi, en), param_hint="--from-store")
        if self.from_store and self.compare is not None:
            vi = "kho đã có thời hạn được ban hành để so sánh."
            raise typer.BadParameter(
                translated(vi, "the store has the issued limits to compare."), param_hint="--compare"
            )

    def _opened_in(self) -> "Period":
        from tthc.mining.whatif.period import EVER, Period

        return EVER if self.period is None else Period.parse(self.period)

    def of_log(self, path: Path, log: LogForm) -> "LogQuestion":
        """What is asked of a log. Raises a refusal of a file or of the period."""
        from tthc.mining.whatif.limits import read_limits
        from tthc.mining.whatif.of_log import LogQuestion

        return LogQuestion(
            path=path,
            limits=read_limits(self.limits, self.procedure),
            limits_path=self.limits,
            compared=read_limits(self.compare, self.procedure) if self.compare is not None else None,
            read=log.read_options(),
            calendar=log.calendar,
            period=self._opened_in(),
        )

    def of_stores(self) -> "StoreQuestion":
        """What is asked of the event stores. Raises a refusal of a file or of the period."""
        from tthc.mining.whatif.limits import read_limits
        from tthc.operations.simulate_stores import StoreQuestion

        return StoreQuestion(
            agency=self.agency or "",
            procedure=self.procedure or "",
            limits=read_limits(self.limits, self.procedure),
            limits_path=self.limits,
            period=self._opened_in(),
        )
