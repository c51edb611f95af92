"""`tthc simulate`: how many past cases would have been late under other limits."""

from pathlib import Path
from typing import Annotated

import typer

from tthc.cli.groups import Commands
from tthc.cli.log_options import LogForm
from tthc.cli.option_groups import with_options
from tthc.cli.options import JsonOption, LanguageOption
from tthc.cli.what_if_options import QuestionForm
from tthc.language import translated

commands = Commands()

_EXAMPLE = "tthc simulate examples/permit-receipt-log.csv.gz --calendar NL --limits draft.json"


@commands.command(
    "simulate",
    help=translated(
        "Nếu đặt thời hạn khác thì bao nhiêu hồ sơ đã qua bị quá hạn: theo bước, phòng ban, trước và sau.\n\n"
        "Hồ sơ lấy từ một tệp nhật ký, hoặc (--from-store) từ kho sự kiện (cả khi đang chạy).\n\n"
        f"Ví dụ: {_EXAMPLE}",
        "How many past cases would have been late under other limits: by step, by unit, before, after.\n\n"
        "The cases are those of a log, or (--from-store) of the event stores, in use or not.\n\n"
        f"Example: {_EXAMPLE}",
    ),
)
@with_options
def simulate(
    question: QuestionForm,
    log: LogForm,
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help=translated("Tệp nhật ký.", "The log's file."))
    ] = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Read the options, and count."""
    from tthc.commands.simulate import run_simulate
    from tthc.commands.terminal import ExitCode, Terminal

    terminal = Terminal(json=json, language=language)
    question.check_sources(path)
    with terminal.refusals(ExitCode.USAGE):
        asked = question.of_stores() if path is None else question.of_log(path, log)
    run_simulate(terminal, asked)
