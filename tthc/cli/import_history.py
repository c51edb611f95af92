"""`tthc import-history`: cases that began elsewhere, from a file of what people did."""

from pathlib import Path
from typing import Annotated

import typer

from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption, UrlOption
from tthc.language import translated

commands = Commands()

_EXAMPLE = "tthc import-history examples/cases-to-take-over.jsonl"
_PATH_HELP = translated(
    "Tệp JSON Lines theo tthc-history/1; mỗi dòng một việc.",
    "A file of JSON Lines, as tthc-history/1 has them: an act a line.",
)


@commands.command(
    "import-history",
    help=translated(
        "Tiếp quản hồ sơ đã bắt đầu ở hệ thống khác, từ tệp ghi các việc đã làm (tthc-history/1).\n\n"
        "Toàn bộ tệp được kiểm tra trước khi ghi; nhập lại cùng tệp không tạo thêm gì, tệp dài hơn chỉ thêm "
        "việc mới. Hồ sơ đang chạy trở thành hồ sơ bình thường. Lần nhập bị ngắt thì chạy lại để nhập "
        "tiếp.\n\n"
        "Nhập qua các dịch vụ đang chạy (--url nếu ở nơi khác); nếu không có thì vào dữ liệu trong "
        "TTHC_DATA_DIR.\n\n"
        f"Ví dụ: {_EXAMPLE}",
        "Take over cases that began elsewhere, from a file of what people did (tthc-history/1).\n\n"
        "All of the file is judged before anything is written; the same file again adds nothing, a longer "
        "one what is new. Cases that still run become ordinary ones. One that was interrupted goes on when "
        "it is started again.\n\n"
        "Through the services that run (elsewhere: --url); without any, into the stores in TTHC_DATA_DIR.\n\n"
        f"Example: {_EXAMPLE}",
    ),
)
def import_history(
    path: Annotated[Path, typer.Argument(metavar="FILE", help=_PATH_HELP)],
    url: UrlOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Take the file in."""
    from tthc.commands.import_history import run_import
    from tthc.commands.terminal import Terminal

    run_import(Terminal(json=json, language=language), path, url or ())
