"""What `tthc case …` does: shows cases, and what happened to one.

It asks as an auditor, who sees all: operators and importers read no cases.
"""

from typing import Any
from urllib.parse import quote

from rich.markup import escape

from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from tthc.commands.asking import answer_of, instant
from tthc.commands.tables import headed
from tthc.commands.terminal import Terminal


def run_list(terminal: Terminal, **asked: Any) -> None:
    """Cases as a table."""
    told = answer_of(terminal, Service.CASES, "/cases", as_=AUDITOR, **asked)
    if terminal.json:
        terminal.result(told)
        return
    heads = terminal.translated("Hồ sơ|Thủ tục|Trạng thái|Hạn", "Case|Procedure|State|Due")
    table = headed(heads)
    table.columns[0].no_wrap = True
    for case in told["cases"]:
        late = terminal.translated(" (trễ)", " (late)") if case["late"] else ""
        name = case["procedure_name"] or case["procedure"]
        cells = (case["case_number"], name, case["status"], instant(terminal, case["due_at"]) + late)
        table.add_row(*map(escape, cells))
    none = terminal.translated("Không có hồ sơ nào như vậy.", "There are no such cases.")
    terminal.out.print(table if told["cases"] else none)
    _note_more(terminal, told["cursor"])


def run_show(terminal: Terminal, number: str) -> None:
    """One case: where it is, and who holds it."""
    case = answer_of(terminal, Service.CASES, _path(number), as_=AUDITOR)
    if terminal.json:
        terminal.result(case)
        return
    number, subject = escape(case["case_number"]), escape(case["subject"] or "")
    terminal.out.print(f"[bold]{number}[/] {subject}", soft_wrap=True)
    due, opened = instant(terminal, case["due_at"]), instant(terminal, case["opened_at"])
    what = f"  {case['procedure_name'] or case['procedure']} · {case['status']}"
    when = terminal.translated(f"mở {opened} · hạn {due}", f"opened {opened} · due {due}")
    terminal.out.print(escape(f"{what} · {when}"), soft_wrap=True)
    for step in case["steps"]:
        _print_step(terminal, step)


def run_events(terminal: Terminal, number: str, limit: int, cursor: str | None) -> None:
    """What happened to a case, in the order in which it was recorded."""
    path = _path(number, "/events")
    told = answer_of(terminal, Service.CASES, path, as_=AUDITOR, limit=limit, cursor=cursor)
    if terminal.json:
        terminal.result(told)
        return
    for event in told["events"]:
        fields = event["event"] if isinstance(event["event"], dict) else {}
        said = ", ".join(f"{name}={value}" for name, value in fields.items() if isinstance(value, str))
        line = f"{event['version']:>4} {instant(terminal, event['recorded_at'])} [bold]{event['type']}[/]"
        terminal.out.print(f"{line} {escape(said)}", soft_wrap=True)
    _note_more(terminal, told["cursor"])


def _note_more(terminal: Terminal, cursor: str | None) -> None:
    if cursor:
        terminal.note(f"Còn nữa: thêm --cursor {cursor}", f"There are more: --cursor {cursor}")


def _print_step(terminal: Terminal, step: dict[str, Any]) -> None:
    """A step that is held now, and by whom since when."""
    name, who = step["step_name"] or step["step"], step["official_name"] or step["official"]
    holder = ", ".join(one for one in (who, step["division_name"] or step["division"]) if one)
    since = instant(terminal, step["since"])
    text = terminal.translated(f"  {name}: {holder}, từ {since}", f"  {name}: {holder}, since {since}")
    terminal.out.print(escape(text), soft_wrap=True)


def _path(number: str, what: str = "") -> str:
    return f"/cases/{quote(number, safe='')}{what}"
