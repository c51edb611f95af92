"""What `tthc evaluate` does: of running services, or straight from the stores.

It asks as an auditor, who sees all: operators and importers read no evaluations.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from urllib.parse import quote

from pydantic import TypeAdapter
from rich.box import SIMPLE_HEAD
from rich.markup import escape

from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.queries.evaluations import Evaluations
from services.sla.queries.evaluations_shown import EvaluationShown, UnitEvaluations
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from tthc.commands.asking import answer_of
from tthc.commands.evaluation_words import decimal, explained, grade_named, period_named, summed_up
from tthc.commands.tables import headed, keep_first
from tthc.commands.terminal import Terminal
from tthc.operations.read_only import writable
from tthc.operations.record import running_deployment
from tthc.operations.stored_evaluations import stored_evaluations

T = TypeVar("T")
#: The most that a case's number is kept on one line for.
_CASE_WIDTH = 24
_GROUPS = {"leaders": ("lãnh đạo, quản lý", "leaders"), "officials": ("công chức", "officials")}


def run_evaluate(terminal: Terminal, official: str, period: str, policy: str | None) -> None:
    """One official's, explained."""

    async def ask(evaluations: Evaluations) -> EvaluationShown:
        found = await evaluations.of(official, EvaluationPeriod.parse(period), policy)
        return EvaluationShown.of(found)

    path = f"/evaluations/{quote(official, safe='')}/{quote(period, safe='')}"
    told = _told(terminal, EvaluationShown, ask, path, policy=policy)
    if terminal.json:
        terminal.result(told)
        return
    shown = TypeAdapter(EvaluationShown).validate_python(told)
    heads = terminal.translated(
        "Hồ sơ|Bước|Trạng thái|SP chuẩn|Trả lại|Chậm|Chất lượng|Tiến độ",
        "Case|Step|State|Products|Returns|Delays|Quality|Progress",
    )
    terminal.out.print(escape(period_named(terminal, shown)), soft_wrap=True)
    table = headed(heads)
    table.box, table.padding = SIMPLE_HEAD, (0, 0)
    for column in table.columns[3:]:
        column.justify = "right"
    for line in shown.lines:
        state = terminal.translated(*_STATES[line.state])
        counted = (decimal(terminal, line.standard_products), str(line.returns), str(line.delays))
        percents = (decimal(terminal, one) for one in (line.quality_percent, line.progress_percent))
        name = (line.case or line.entered or "", line.step or "")
        table.add_row(*map(escape, (*name, state, *counted, *percents)))
    if shown.lines:
        longest = max(len(line.case or line.entered or "") for line in shown.lines)
        keep_first(table, terminal.out, min(longest, _CASE_WIDTH))
        terminal.out.print(table)
    for sentence in (*explained(terminal, shown), *summed_up(terminal, shown)):
        terminal.out.print(escape(sentence), soft_wrap=True)


_STATES = {
    "done": ("xong", "done"),
    "not_done": ("chưa xong", "not done"),
    "carried_over": ("chuyển kỳ sau", "carried over"),
}


def run_evaluate_unit(
    terminal: Terminal, unit: tuple[str, str | None], period: str, policy: str | None, *, excelled: bool
) -> None:
    """Those of an agency or a division, and a warning where too many are excellent."""
    agency, division = unit

    async def ask(evaluations: Evaluations) -> UnitEvaluations:
        wanted = EvaluationPeriod.parse(period)
        found = await evaluations.of_unit(unit, wanted, policy)
        return UnitEvaluations.of(unit, wanted.code, found, extended=excelled)

    params = {"agency": agency, "division": division, "period": period, "policy": policy}
    told = _told(terminal, UnitEvaluations, ask, "/evaluations", excelled=excelled, **params)
    if terminal.json:
        terminal.result(told)
        return
    shown = TypeAdapter(UnitEvaluations).validate_python(told)
    table = headed(
        terminal.translated(
            "Công chức|Giao|Kết quả|Chung|Tổng|Mức", "Official|Assigned|Results|General|Total|Grade"
        )
    )
    for column in table.columns[1:5]:
        column.justify = "right"
    for row in shown.rows:
        points = (decimal(terminal, one) for one in (row.assigned, row.results, row.general, row.total))
        table.add_row(escape(row.official), *points, grade_named(terminal, row.grade, row.why_none))
    terminal.out.print(table)
    for share in shown.shares:
        if share.exceeded:
            vi, en = _GROUPS[share.group]
            terminal.note(
                f"Cảnh báo, nhóm {vi}: {share.excellent} xuất sắc, được nhiều nhất {share.at_most} "
                f"(20 % hoặc 25 % của {share.good} người hoàn thành tốt, Điều 20 khoản 5).",
                f"Warning, {en}: {share.excellent} excellent, there may be {share.at_most} "
                f"(20 % or 25 % of the {share.good} rated good, Art. 20(5)).",
            )


def _told(
    terminal: Terminal,
    kind: type[T],
    ask: Callable[[Evaluations], Awaitable[T]],
    path: str,
    **params: Any,
) -> dict[str, Any]:
    settings = terminal.settings()
    if settings.distributed or running_deployment(settings.data_dir) is not None:
        answer: dict[str, Any] = answer_of(terminal, Service.SLA, path, as_=AUDITOR, **params)
        return answer

    async def read() -> dict[str, Any]:
        with writable(settings, lambda _copy: None) as here:
            found = await stored_evaluations(here, ask)
        plain: dict[str, Any] = TypeAdapter(kind).dump_python(found, mode="json")
        return plain

    return terminal.run(read())
