"""What `tthc province` does: of running services, or straight from the stores.

It asks as an auditor, who sees all: operators and importers see no figures.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from rich.box import SIMPLE_HEAD
from rich.markup import escape

from services.sla.queries.province import ProvinceAsked, last_days
from services.sla.queries.province_rows import COUNTED, Province
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from shared.eventstore.records import utc_now
from tthc.commands.asking import answer_of, instant, written_day
from tthc.commands.summary_table import number
from tthc.commands.tables import headed, keep_first
from tthc.commands.terminal import Terminal
from tthc.operations.read_only import writable
from tthc.operations.record import running_deployment
from tthc.operations.stored_scorecards import stored_province

#: The most that an agency's code is kept on one line for.
_UNIT_WIDTH = 20
_COLUMNS = (
    "cases_open",
    "steps_open",
    "steps_due_soon",
    "steps_overdue",
    "escalations_open",
    "coordinations_waiting",
    "coordinations_open",
    "buck_passing",
)
_HEADS = (
    "Cơ quan|Hồ sơ|Bước|Sắp hạn|Quá hạn|Cảnh báo|Chờ|Nợ|Đùn đẩy|Đúng hạn",
    "Agency|Cases|Steps|Due soon|Overdue|Raised|Waits|Owes|Passed|In time",
)


def run_province(
    terminal: Terminal, agency: str | None, wave: int | None, days: int, *, all_rows: bool
) -> None:
    """A row for each wave, below it one for each of its agencies in which there is anything."""
    told = _told(terminal, agency, wave, days)
    if terminal.json:
        terminal.result(told)
        return
    if not told["agencies"]:
        terminal.note("Không có cơ quan nào.", "There is no agency.")
        return
    shown = [row for row in told["agencies"] if all_rows or agency is not None or any(_counts(row))]
    terminal.out.print(_table(terminal, told, shown))
    _explain(terminal, told)
    if left := len(told["agencies"]) - len(shown):
        terminal.note(
            f"Không kể {left} cơ quan chưa có gì; thêm --all để xem cả.",
            f"Left out, as there is nothing in them: {left} (--all shows them).",
        )


def _table(terminal: Terminal, told: Mapping[str, Any], shown: Sequence[Mapping[str, Any]]) -> Any:
    heads = terminal.translated(*_HEADS)
    table = headed(heads)
    table.box, table.padding = SIMPLE_HEAD, (0, 0)
    widths = (len(row["agency"]) + 2 for row in told["agencies"])
    for column in table.columns[1:]:
        column.justify = "right"
    for wave in told["waves"]:
        table.add_row(_wave(terminal, wave), *_cells(terminal, wave), style="bold")
        for row in shown:
            if row["wave"] == wave["wave"]:
                table.add_row(f"  {escape(row['agency'])}", *_cells(terminal, row))
    total = terminal.translated("Tất cả", "All")
    table.add_row(f"{total} · {len(told['agencies'])}", *_cells(terminal, told["total"]), style="bold")
    keep_first(table, terminal.out, min(max(13, *widths), _UNIT_WIDTH))
    return table


def _counts(row: Mapping[str, Any]) -> Iterator[int]:
    return (row[name] for name in COUNTED)


def _explain(terminal: Terminal, told: Mapping[str, Any]) -> None:
    at = instant(terminal, told["as_of"])
    first, last = written_day(terminal, told["first_day"]), written_day(terminal, told["last_day"])
    terminal.note(
        f"Lúc {at}. Trong ngoặc: hồ sơ quá hạn; bước quá hạn đang chờ cơ quan khác; câu trả lời còn nợ đã "
        f"quá hạn. Đùn đẩy và tỷ lệ đúng hạn: từ {first} đến {last}.",
        f"At {at}. In brackets: overdue cases; overdue steps that wait for others; answers owed that are "
        f"overdue. Passed without progress, share in time: from {first} to {last}.",
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


def _cells(terminal: Terminal, row: Mapping[str, Any]) -> list[str]:
    beside = {
        "cases_open": "cases_overdue",
        "steps_overdue": "steps_overdue_waiting",
        "coordinations_open": "coordinations_overdue",
    }
    cells = []
    for name in _COLUMNS:
        more = row[beside[name]] if name in beside else 0
        of_them = f" ({number(terminal, more)})" if more else ""
        cells.append(f"{number(terminal, row[name])}{of_them}")
    return [*cells, _share(terminal, row)]


def _share(terminal: Terminal, row: Mapping[str, Any]) -> str:
    percent = row["on_time_percent"]
    if percent is None:
        return "–"
    return f"{number(terminal, percent)}%"


def _wave(terminal: Terminal, row: Mapping[str, Any]) -> str:
    """The wave, and how many agencies are in it."""
    none = terminal.translated("chưa xếp", "no wave")
    name = none if row["wave"] is None else terminal.translated(f"Đợt {row['wave']}", f"Wave {row['wave']}")
    return f"{name} · {row['agencies']}"
