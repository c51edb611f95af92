"""What `tthc case tree` and `tthc case story` do: a case over agencies, of running services or the stores.

They ask as an auditor, who sees all: operators and importers read no cases.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from rich.markup import escape
from rich.tree import Tree

from services.cases.domain.tree.sentences import kind_in_words
from shared.access_log.access import Looked
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from shared.eventstore.records import utc_now
from tthc.commands.asking import answer_of, instant
from tthc.commands.tables import headed
from tthc.commands.terminal import Terminal
from tthc.commands.working_words import in_words
from tthc.operations.read_only import writable
from tthc.operations.record import running_deployment
from tthc.operations.stored_trees import StoredTree, stored_tree

_INDENT = "    "


def run_tree(terminal: Terminal, case: str, as_of: datetime | None) -> None:
    """The case with all that it asked for, at an instant."""
    at = as_of or utc_now()
    told = _told(terminal, case, "tree", at, lambda tree: tree.tree(at, terminal.language))
    if terminal.json:
        terminal.result(told)
        return
    show_tree(terminal, told)
    terminal.out.print(_times(terminal, told["time"]))
    for passed in told["buck_passing"]:
        terminal.out.print(escape(_passed(terminal, passed)), soft_wrap=True)
    for link in told["links"]:
        terminal.out.print(escape(f"! {link['what']}"), style="red", soft_wrap=True)


def show_tree(terminal: Terminal, told: Mapping[str, Any]) -> None:
    """The case with what it asked for and the cases that answer that, each below what it builds on."""
    shown = Tree(_case_line(terminal, told["case"]))
    _add(terminal, shown, told["case"])
    terminal.out.print(shown)


def run_story(terminal: Terminal, case: str, as_of: datetime | None) -> None:
    """What happened to the case, and, indented, to what it asked for."""
    at = as_of or utc_now()
    told = _told(terminal, case, "story", at, lambda tree: tree.story(at, terminal.language))
    if terminal.json:
        terminal.result(told)
        return
    for line in told["lines"]:
        number = f"[bold]{escape(line['case_number'])}[/]"
        text = f"{instant(terminal, line['at'])}{_recorded(terminal, line)} {number} {escape(line['text'])}"
        terminal.out.print(_INDENT * line["depth"] + text, soft_wrap=True)


def _told(
    terminal: Terminal, case: str, what: str, as_of: datetime, stored: Callable[[StoredTree], dict[str, Any]]
) -> dict[str, Any]:
    settings = terminal.settings()
    if settings.distributed or running_deployment(settings.data_dir) is not None:
        path = f"/cases/{quote(case, safe='')}/{what}"
        told: dict[str, Any] = answer_of(terminal, Service.CASES, path, as_=AUDITOR, as_of=as_of.isoformat())
        return told

    async def read() -> dict[str, Any]:
        with writable(settings, lambda _copy: None) as here:
            async with stored_tree(here, case) as tree:
                told = stored(tree)
                if here is settings:
                    await tree.note(Looked(what), as_of)
                else:
                    terminal.note(
                        "Thư mục dữ liệu chỉ đọc: lần xem này không được ghi nhật ký.",
                        "The data directory can't be written: that this was looked at isn't logged.",
                    )
                return told

    return terminal.run(read())


def _recorded(terminal: Terminal, line: dict[str, Any]) -> str:
    """When it was recorded, where people would write that otherwise."""
    at, recorded = instant(terminal, line["at"]), instant(terminal, line["recorded_at"])
    if at == recorded:
        return ""
    return terminal.translated(f" (ghi nhận {recorded})", f" (recorded {recorded})")


def _add(terminal: Terminal, to: Tree, case: dict[str, Any]) -> None:
    for step in case["open_steps"] or ():
        to.add(_step_line(terminal, step))
    for asked in case["coordinations"]:
        branch = to.add(_asked_line(terminal, asked))
        if asked["case"] is not None:
            own = branch.add(_case_line(terminal, asked["case"]))
            _add(terminal, own, asked["case"])


def _case_line(terminal: Terminal, case: dict[str, Any]) -> str:
    due = instant(terminal, case["due_at"])
    said = [
        f"{case['agency']} · {case['procedure'] or '–'} · {_state(terminal, case['state'])}",
        terminal.translated(f"hạn {due}", f"due {due}"),
        *_late(terminal, case),
    ]
    reference = f" ({case['external_reference']})" if case["external_reference"] else ""
    return f"[bold]{escape(case['case_number'] + reference)}[/] {escape(' · '.join(said))}"


def _step_line(terminal: Terminal, step: dict[str, Any]) -> str:
    who = ", ".join(filter(None, (step["official"], step["division"])))
    since = instant(terminal, step["since"])
    text = terminal.translated(f"{step['step']}: {who}, từ {since}", f"{step['step']}: {who}, since {since}")
    return escape(text)


def _asked_line(terminal: Terminal, asked: dict[str, Any]) -> str:
    due = instant(terminal, asked["due_at"])
    kind = f" ({kind_in_words(asked['answer'], terminal.language)})" if asked["answer"] else ""
    said = [
        terminal.translated(
            f"{asked['step']} đề nghị {asked['agency']}", f"{asked['step']} asks {asked['agency']}"
        ),
        *([terminal.translated("ngoài hệ thống", "outside of the system")] if asked["outside"] else ()),
        _state(terminal, asked["state"]) + kind,
        terminal.translated(f"hạn {due}", f"due {due}"),
        *_late(terminal, asked),
    ]
    return f"[bold]{escape(asked['name'])}[/] {escape(' · '.join(said))}"


def _late(terminal: Terminal, what: dict[str, Any]) -> Iterator[str]:
    if what["late"]:
        by = in_words(what["late_minutes"] or 0, terminal.language)
        yield terminal.translated(f"trễ {by}", f"late by {by}")


_STATES = {
    "running": ("đang giải quyết", "running"),
    "suspended": ("tạm dừng", "suspended"),
    "completed": ("hoàn thành", "completed"),
    "cancelled": ("đã hủy", "cancelled"),
    "requested": ("chờ tiếp nhận", "requested"),
    "taken": ("đã tiếp nhận", "taken up"),
    "answered": ("đã trả lời", "answered"),
    "returned": ("trả lời bị trả lại", "answer sent back"),
    "accepted": ("đã chấp nhận", "accepted"),
    "declined": ("từ chối", "declined"),
    "withdrawn": ("đã rút", "withdrawn"),
}


def _state(terminal: Terminal, state: str) -> str:
    return terminal.translated(*_STATES.get(state, (state, state)))


def _passed(terminal: Terminal, passed: dict[str, Any]) -> str:
    words = kind_in_words(passed["kind"], terminal.language)
    between, at = ", ".join(passed["between"]), instant(terminal, passed["detected_at"])
    return terminal.translated(
        f"Đùn đẩy ở {passed['case_number']}: {words}, giữa {between}, {at}",
        f"Buck-passing in {passed['case_number']}: {words}, between {between}, {at}",
    )


def _times(terminal: Terminal, times: dict[str, dict[str, int]]) -> Any:
    heads = terminal.translated(
        "Cơ quan|Giữ (phút làm việc)|Chờ|Tạm dừng", "Agency|Held (working minutes)|Waiting|Paused"
    )
    table = headed(heads)
    for agency, time in times.items():
        table.add_row(agency, *(str(time[one]) for one in ("held", "waiting", "paused")))
    return table
