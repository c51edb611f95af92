"""How a command that only asks finds its service: one that runs, or one in this process for the question."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from shared.client.tokens import OPERATOR
from shared.contracts.topics import Service
from shared.errors import Language
from shared.vietnam_time import written
from tthc.commands.terminal import Terminal
from tthc.connection import connected


def answer_of(terminal: Terminal, service: Service, path: str, *, as_: str = OPERATOR, **params: Any) -> Any:
    """The JSON answer to a question; parameters that are None aren't asked. A refusal ends the command."""
    settings = terminal.settings()
    asked: Mapping[str, Any] = {name: value for name, value in params.items() if value is not None}

    async def ask() -> Any:
        async with connected(settings, terminal.language) as services:
            return await services.get(service, path, as_=as_, params=asked)

    return terminal.run(ask())


def instant(terminal: Terminal, text: str | None) -> str:
    """An instant of an answer as people write it; a dash for none."""
    if text is None:
        return "–"
    return written(datetime.fromisoformat(text), vietnamese=terminal.language is Language.VI)


def written_day(terminal: Terminal, text: str) -> str:
    """A day of an answer as people write it."""
    return written(date.fromisoformat(text), vietnamese=terminal.language is Language.VI)
