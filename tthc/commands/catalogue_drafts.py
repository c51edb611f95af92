"""What `tthc catalogue recall` and `discard` do: take a draft back, in one of two ways."""

from typing import Any
from urllib.parse import quote
from uuid import uuid4

from shared.contracts.topics import Service
from shared.settings import Settings
from tthc.commands.terminal import Terminal
from tthc.connection import connected


def run_recall(terminal: Terminal, agency: str, edition: int, reason: str) -> None:
    """End the open round of comments."""
    _carry_out(terminal, agency, f"{edition}/review/recall", reason)
    terminal.note(
        f"Đã rút dự thảo danh mục lần {edition} của {agency}.",
        f"The draft of edition {edition} of {agency} is recalled.",
    )


def run_discard(terminal: Terminal, agency: str, edition: int, reason: str) -> None:
    """Give the draft up."""
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
