"""What `tthc dlq …` does: show dead letters, and decide on them."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.markup import escape

from shared.messaging.dead_letter_status import DeadLetterStatus
from tthc.commands.done import show_done
from tthc.commands.terminal import Terminal
from tthc.operations import dead_letters, orders
from tthc.operations.access import Operator, reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The dead letters that an order is for: named ones, or all that wait."""

    keys: Sequence[str]
    services: Sequence[str]
    everything: bool
    reason: str | None


def run_list(
    terminal: Terminal, services: Sequence[str], status: DeadLetterStatus, reason: str | None, limit: int
) -> None:
    """Dead letters, the newest first."""

    async def ask(operator: Operator) -> list[dict[str, Any]]:
        return await dead_letters.letters(operator, orders.services_named(services), status, reason, limit)

    found = _with_operator(terminal, ask)
    if terminal.json:
        terminal.result({"count": len(found), "letters": found})
        return
    for letter in found:
        _print_short(terminal, letter)
    if not found:
        terminal.out.print(
            terminal.translated("Không có thông điệp nào như vậy.", "There are no dead letters.")
        )


def _print_short(terminal: Terminal, letter: Mapping[str, Any]) -> None:
    """A letter by its whole key, to be copied; of one that was decided on, by whom, when and why."""
    terminal.out.print(f"[bold]{escape(letter['key'])}[/]", soft_wrap=True)
    told = [letter["reason"], letter["added_at"], letter["detail"]]
    if letter["settled_at"]:
        decided = terminal.translated("quyết định bởi", "decided by")
        told += [f"{decided} {letter['settled_by']}", letter["settled_at"], letter["because"]]
    terminal.out.print("    " + escape(" · ".join(str(one) for one in told if one)), soft_wrap=True)


def readable(letter: Mapping[str, Any]) -> dict[str, Any]:
    """The letter with its record's key, value and headers as text, where they are text."""
    headers = {name: _text(value) for name, value in letter["headers"]}
    texts = {name: _text(letter[name]) for name in ("event_key", "value")}
    return {**letter, **texts, "headers": headers}


def _text(encoded: str | None) -> str | None:
    if encoded is None:
        return None
    try:
        return base64.b64decode(encoded).decode("utf-8")
    except UnicodeDecodeError:
        return f"base64 {encoded}"


def run_show(terminal: Terminal, key: str) -> None:
    """One dead letter, all of it."""

    async def ask(operator: Operator) -> dict[str, Any]:
        path = f"/dead-letters/{key}"
        found: dict[str, Any] = await operator.ask(dead_letters.service_of_letter(key), "GET", path)
        return found

    letter = _with_operator(terminal, ask)
    if terminal.json:
        terminal.result(letter)
        return
    for name, value in readable(letter).items():
        terminal.out.print(f"[bold]{name}[/]: {escape(str(value))}", soft_wrap=True)


def run_decide(terminal: Terminal, chosen: Chosen, what: str, order: dict[str, Any] | None = None) -> None:
    """Have the chosen ones processed again (`retry`) or dropped (`drop`)."""

    async def carry_out(operator: Operator) -> list[orders.Done]:
        named = orders.services_named(chosen.services)
        keys = await dead_letters.chosen(
            operator, chosen.keys, named, everything=chosen.everything, reason=chosen.reason
        )
        return await dead_letters.decide(operator, keys, what, order)

    show_done(terminal, _with_operator(terminal, carry_out))


def _with_operator(terminal: Terminal, work: Any) -> Any:
    """Do what asks running services."""
    settings = terminal.settings()

    async def run() -> Any:
        async with reached(settings) as operator:
            return await work(operator)

    return terminal.run(run())
