"""What `tthc case readers` does: who looked at a case, or at what somebody looked, as auditors are told."""

from typing import Any

from rich.markup import escape

from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from tthc.commands.asking import answer_of, instant
from tthc.commands.tables import headed
from tthc.commands.terminal import Terminal

#: Whose pages show cases one by one.
_LOGGING = (Service.CASES, Service.SLA)


def run_readers(terminal: Terminal, limit: int, **asked: Any) -> None:
    """The newest first, of all services together."""
    found: list[dict[str, Any]] = []
    more, kept_days = False, 0
    for service in _LOGGING:
        told = answer_of(terminal, service, "/accesses", as_=AUDITOR, limit=limit, **asked)
        found += [{"service": service.value, **one} for one in told["accesses"]]
        more, kept_days = more or told["cursor"] is not None, told["kept_days"]
    found.sort(key=lambda one: str(one["at"]), reverse=True)
    shown = found[:limit]
    before = shown[-1]["at"] if more or len(found) > limit else None
    if terminal.json:
        terminal.result({"accesses": shown, "kept_days": kept_days, "before": before})
        return
    _show(terminal, shown)
    if before:
        terminal.note(f"Còn nữa: thêm --before {before}", f"There are more: --before {before}")


def _show(terminal: Terminal, shown: list[dict[str, Any]]) -> None:
    heads = terminal.translated("Lúc|Ai|Vai trò|Xem gì|Hồ sơ", "When|Who|As|Looked at|Case")
    table = headed(heads)
    for one in shown:
        table.add_row(*map(escape, _cells(terminal, one)))
    none = terminal.translated("Chưa có ai xem.", "Nobody has looked.")
    terminal.out.print(table if shown else none)


def _cells(terminal: Terminal, one: dict[str, Any]) -> tuple[str, ...]:
    who, official = one["name"] or one["who"], one["acting_for"]
    for_whom = terminal.translated(f" (thay {official})", f" (for {official})") if official else ""
    coordination = f"/{one['coordination']}" if one["coordination"] is not None else ""
    case = one["case_number"] or one["asked"] or "–"
    return (
        instant(terminal, one["at"]),
        f"{who}{for_whom}",
        ", ".join(map(_role, one["roles"])) or one["client"] or "–",
        one["what"],
        f"{case}{coordination}",
    )


def _role(held: dict[str, Any]) -> str:
    return " ".join(filter(None, (held["role"], "/".join(filter(None, (held["agency"], held["division"]))))))
