"""What `tthc calendar add-day-off`, `clear-day` and `confirm-day` do: show what would move, then do it."""

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from rich.markup import escape

from shared.client.services import Services
from shared.client.tokens import OPERATOR
from shared.contracts.topics import Service
from tthc.commands.asking import instant
from tthc.commands.tables import headed
from tthc.commands.terminal import Terminal
from tthc.connection import connected

_SHOWN = 200  #: moves, of all that are counted


def run_add_day_off(
    terminal: Terminal,
    code: str,
    day: date,
    *,
    name: str,
    source: str,
    worked: date | None,
    agency: str | None,
    provisional: bool,
    dry_run: bool,
) -> None:
    """A day isn't worked: nobody's, with another worked for it, or one agency's."""
    order: dict[str, Any]
    if agency is not None:
        order = {"command": "AddLocalDifference", "agency": agency, "hours": [], "name": name}
        order |= {"first_day": str(day), "last_day": str(day)}
    elif worked is not None:
        order = {"command": "SwapDays", "day_off": str(day), "worked": str(worked)}
    else:
        order = {"command": "AddHoliday", "day": str(day), "name": name}
    order |= {"source": source} | ({"provisional": True} if provisional else {})
    _change(terminal, code, order, dry_run=dry_run)


def run_clear_day(terminal: Terminal, code: str, day: date, reason: str, *, dry_run: bool) -> None:
    """A day off, or one that is made up on, turned out to be none."""
    _change(terminal, code, {"command": "ClearDay", "day": str(day), "reason": reason}, dry_run=dry_run)


def run_confirm_day(terminal: Terminal, code: str, day: date, source: str) -> None:
    """A provisional day is certain: nothing moves."""
    _change(terminal, code, {"command": "ConfirmDay", "day": str(day), "source": source}, dry_run=False)


def _change(terminal: Terminal, code: str, order: dict[str, Any], *, dry_run: bool) -> None:
    """Show what the change would move; without `dry_run`, make it."""
    settings = terminal.settings()
    path = f"/calendars/{quote(code, safe='')}/changes"

    async def carry_out() -> tuple[Any, Any]:
        async with connected(settings, terminal.language) as services:
            seen = await _preview(terminal, services, f"{path}/preview", order)
            if not dry_run and not terminal.json:
                _print(terminal, seen)  # before it is done
            return seen, None if dry_run else await _post(services, path, order)

    seen, done = terminal.run(carry_out())
    if terminal.json:
        terminal.result({**seen, "dry_run": dry_run, "version": done and done["version"]})
        return
    if done is None:
        _print(terminal, seen)
        terminal.note("Chỉ xem trước: lịch chưa thay đổi.", "A preview: the calendar is as it was.")
        return
    version = done["version"]
    told = terminal.translated(
        f"Đã ghi vào lịch {escape(code)}, phiên bản {version}",
        f"Written into calendar {escape(code)}, version {version}",
    )
    if seen["dues"]:
        told += terminal.translated(
            "; các hạn trên được tính lại ngay sau đây", "; those due times are counted anew within seconds"
        )
    terminal.out.print(f"{told}.", soft_wrap=True)


async def _preview(terminal: Terminal, services: Services, path: str, order: dict[str, Any]) -> Any:
    """What would move, of all open cases: of many the service tells part after part."""
    seen = await _post(services, path, order)
    while seen["cursor"] is not None:
        counted = seen["open_cases"]
        terminal.note(f"Đã xét {counted} hồ sơ đang mở …", f"{counted} open cases counted …")
        part = await _post(services, f"{path}?cursor={quote(seen['cursor'], safe='')}", order)
        for name in ("open_cases", "cases", "dues", "no_longer_overdue"):
            part[name] += seen[name]
        part["moved"] = [*seen["moved"], *part["moved"]][:_SHOWN]
        seen = {**part, "more": part["dues"] > len(part["moved"])}
    return seen


async def _post(services: Services, path: str, order: dict[str, Any]) -> Any:
    return await services.post(Service.SLA, path, key=str(uuid4()), as_=OPERATOR, json=order)


def _print(terminal: Terminal, seen: dict[str, Any]) -> None:
    """How many due times of how many cases, and the first of them from when to when."""
    dues, cases, back = seen["dues"], seen["cases"], seen["no_longer_overdue"]
    if not dues:
        terminal.out.print(
            terminal.translated("Không dời hạn của hồ sơ nào.", "No open case is due at another time by it.")
        )
        return
    told = terminal.translated(
        f"Dời {dues} hạn của {cases} hồ sơ đang mở", f"Moves {dues} due times of {cases} open cases"
    )
    if back:
        told += terminal.translated(f"; {back} hạn không còn quá hạn", f"; {back} are no longer overdue")
    terminal.out.print(f"{told}:")
    table = headed(terminal.translated("Hồ sơ|Cơ quan|Hạn của|Từ|Đến", "Case|Agency|Of|From|To"))
    table.columns[0].no_wrap = True
    for one in seen["moved"]:
        due, to = instant(terminal, one["due_at"]), instant(terminal, one["moved_to"])
        table.add_row(*map(escape, (one["case_number"], one["agency"], _whose(terminal, one), due, to)))
    terminal.out.print(table)
    if seen["more"]:
        left = dues - len(seen["moved"])
        terminal.out.print(terminal.translated(f"… và {left} hạn nữa.", f"… and {left} more."))


def _whose(terminal: Terminal, one: dict[str, Any]) -> str:
    if one["coordination"] is not None:
        return terminal.translated(f"phối hợp {one['coordination']}", f"coordination {one['coordination']}")
    if one["step"] is not None:
        return terminal.translated(f"bước {one['step']}", f"step {one['step']}")
    return terminal.translated("cả hồ sơ", "the case")
