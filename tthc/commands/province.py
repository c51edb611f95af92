"""What `tthc province` does: of running services, or straight from the stores.

It asks as an auditor, who sees all: operators and importers see no figures.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from rich.markup import escape

from services.sla.queries.province import ProvinceAsked, last_days
from services.sla.queries.province_rows import Province
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from shared.eventstore.records import utc_now
from tthc.commands.asking import answer_of, instant
from tthc.commands.summary_table import number
from tthc.commands.tables import headed
from tthc.commands.terminal import Terminal
from tthc.operations.read_only import writable
from tthc.operations.record import running_deployment
from tthc.operations.stored_scorecards import stored_province

#: In the order of the columns; between them stand overdue steps, and last the share in time.
_BEFORE = ("steps_open", "steps_due_soon")
_AFTER = ("cases_open", "cases_overdue", "escalations_open", "coordinations_waiting")
_HEADS = (
    "Đang xử lý|Sắp đến hạn|Quá hạn|Hồ sơ|Hồ sơ quá hạn|Cảnh báo|Chờ phối hợp|Nợ trả lời|Đùn đẩy|Đúng hạn",
    "Open|Due soon|Overdue|Cases|Overdue cases|Escala-tions|Waits for|Owes answers|Buck-passing|In time",
)


def run_province(terminal: Terminal, agency: str | None, wave: int | None, days: int) -> None:
    """A row for each wave, then one for each agency."""
    told = _told(terminal, agency, wave, days)
    if terminal.json:
        terminal.result(told)
        return
    if not told["agencies"]:
        terminal.note("Không có cơ quan nào.", "There is no agency.")
        return
    heads = terminal.translated(*_HEADS)
    waves = [(_wave(terminal, row), row) for row in told["waves"]]
    every = (terminal.translated("Tất cả", "All"), told["total"])
    first = terminal.translated("Đợt|Cơ quan", "Wave|Agencies")
    counts = [number(terminal, row["agencies"]) for _, row in waves]
    whole = number(terminal, len(told["agencies"]))
    rows = [(unit, count, row) for (unit, row), count in zip(waves, counts, strict=True)]
    terminal.out.print(_table(terminal, f"{first}|{heads}", [*rows, (every[0], whole, every[1])]))
    first = terminal.translated("Cơ quan|Đợt", "Agency|Wave")
    units = [(row["agency"], _wave(terminal, row), row) for row in told["agencies"]]
    terminal.out.print(_table(terminal, f"{first}|{heads}", units))
    _explain(terminal, told)


def _explain(terminal: Terminal, told: Mapping[str, Any]) -> None:
    at = instant(terminal, told["as_of"])
    first, last = _day(terminal, told["first_day"]), _day(terminal, told["last_day"])
    terminal.note(
        f"Lúc {at}. Đúng hạn và đùn đẩy: từ {first} đến {last}. "
        "Quá hạn (+n): n bước nữa đang chờ cơ quan khác.",
        f"At {at}. In time, buck-passing: from {first} to {last}. "
        "Overdue (+n): n more steps wait for another agency.",
    )


def _told(terminal: Terminal, agency: str | None, wave: int | None, days: int) -> dict[str, Any]:
    settings = terminal.settings()
    if settings.distributed or running_deployment(settings.data_dir) is not None:
        asked = {"agency": agency, "wave": wave, "days": days}
        told: dict[str, Any] = answer_of(terminal, Service.SLA, "/province", as_=AUDITOR, **asked)
        return told

    async def read() -> dict[str, Any]:
        agencies = None if agency is None else [agency]
        wanted = ProvinceAsked(days=last_days(utc_now(), days), agencies=agencies, wave=wave)
        with writable(settings, lambda _copy: None) as here:
            found = await stored_province(here, wanted)
        plain: dict[str, Any] = TypeAdapter(Province).dump_python(found, mode="json")
        return plain

    return terminal.run(read())


def _table(terminal: Terminal, heads: str, rows: Sequence[tuple[str, str, Mapping[str, Any]]]) -> Any:
    table = headed(heads)
    for column in table.columns[1:]:
        column.justify = "right"
    for unit, beside, row in rows:
        table.add_row(escape(unit), beside, *_cells(terminal, row))
    return table


def _cells(terminal: Terminal, row: Mapping[str, Any]) -> list[str]:
    held, waiting = number(terminal, row["steps_overdue"]), row["steps_overdue_waiting"]
    overdue = f"{held} (+{number(terminal, waiting)})" if waiting else held
    before = [number(terminal, row[name]) for name in _BEFORE]
    after = [number(terminal, row[name]) for name in _AFTER]
    return [
        *before,
        overdue,
        *after,
        _owed(terminal, row),
        number(terminal, row["buck_passing"]),
        _share(terminal, row),
    ]


def _owed(terminal: Terminal, row: Mapping[str, Any]) -> str:
    """Answers owed, and how many of them are past their due instant."""
    owed, late = number(terminal, row["coordinations_open"]), row["coordinations_overdue"]
    of_them = terminal.translated("trễ", "late")
    return f"{owed} ({number(terminal, late)} {of_them})" if late else owed


def _share(terminal: Terminal, row: Mapping[str, Any]) -> str:
    percent = row["on_time_percent"]
    if percent is None:
        return "–"
    return f"{number(terminal, percent)}%"


def _wave(terminal: Terminal, row: Mapping[str, Any]) -> str:
    return terminal.translated("chưa xếp", "none") if row["wave"] is None else str(row["wave"])


def _day(terminal: Terminal, text: str) -> str:
    """As people write it."""
    year, month, day = text.split("-")
    return terminal.translated(f"{day}/{month}/{year}", text)
