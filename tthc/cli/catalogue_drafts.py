"""`tthc catalogue recall` and `discard`: the two ways to take a draft back."""

from typing import Annotated, Any
from urllib.parse import quote
from uuid import uuid4

import typer

from shared.contracts.topics import Service
from shared.settings import Settings
from tthc.cli.language import translated
from tthc.cli.terminal import JsonOption, LanguageOption, Terminal
from tthc.connection import connected

commands = typer.Typer()

AgencyArgument = Annotated[str, typer.Argument(help=translated("Mã cơ quan.", "The agency's code."))]
EditionOption = Annotated[int, typer.Option(min=1, max=9999, help=translated("Lần ban hành.", "Its number."))]
ReasonOption = Annotated[str, typer.Option(help=translated("Lý do, được lưu lại.", "Why; it is kept."))]


@commands.command(
    "recall",
    help=translated(
        "Rút dự thảo danh mục đang lấy ý kiến về để sửa tiếp. Góp ý đã có vẫn phải được trả lời; vòng lấy ý "
        "kiến này không được tính.\n\nVí dụ: "
        'tthc catalogue recall SNV --edition 2 --reason "Còn thiếu thủ tục"',
        "Take a draft back from the agency that comments, to work on it again. Comments that were made are "
        "still to be answered; the round counts for nothing.\n\nExample: "
        'tthc catalogue recall SNV --edition 2 --reason "A procedure is missing"',
    ),
)
def recall(
    agency: AgencyArgument,
    edition: EditionOption,
    reason: ReasonOption,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """End the open round of comments."""
    terminal = Terminal(json=json, language=language)
    _carry_out(terminal, agency, f"{edition}/review/recall", reason)
    terminal.note(
        f"Đã rút dự thảo danh mục lần {edition} của {agency}.",
        f"The draft of edition {edition} of {agency} is recalled.",
    )


@commands.command(
    "discard",
    help=translated(
        "Hủy bỏ hẳn một dự thảo danh mục. Nội dung vẫn đọc được; số lần ban hành không dùng lại. Danh mục đã "
        "ban hành thì không hủy bỏ được, chỉ bãi bỏ bằng quyết định.\n\nVí dụ: "
        'tthc catalogue discard SNV --edition 2 --reason "Chưa cần ban hành"',
        "Give a draft up for good. Its content stays readable, and its number isn't used again. What is "
        "issued can't be discarded; it is withdrawn by a decision.\n\nExample: "
        'tthc catalogue discard SNV --edition 2 --reason "Not needed yet"',
    ),
)
def discard(
    agency: AgencyArgument,
    edition: EditionOption,
    reason: ReasonOption,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Give the draft up."""
    terminal = Terminal(json=json, language=language)
    _carry_out(terminal, agency, f"{edition}/discard", reason)
    terminal.note(
        f"Đã hủy bỏ dự thảo danh mục lần {edition} của {agency}.",
        f"The draft of edition {edition} of {agency} is discarded.",
    )


def _carry_out(terminal: Terminal, agency: str, path: str, reason: str) -> None:
    told = terminal.run(_order(terminal, terminal.settings(), agency, path, reason))
    if terminal.json:
        terminal.result(told)


async def _order(
    terminal: Terminal, settings: Settings, agency: str, path: str, reason: str
) -> dict[str, Any]:
    async with connected(settings, terminal.language) as services:
        told: dict[str, Any] = await services.post(
            Service.CATALOG,
            f"/agencies/{quote(agency, safe='')}/editions/{path}",
            key=uuid4().hex,
            json={"reason": reason},
        )
        return told
