"""The demo's answer to "who is late, by how much, and why"."""

from collections.abc import Sequence
from typing import Any

from rich.markup import escape

from shared.errors import Language
from shared.vietnam_time import written
from tthc.commands.terminal import Terminal
from tthc.language import translated
from tthc.living.late import LateStep, Why

_DAY = 8 * 60  #: working minutes
_WHY = {
    Why.RETURNED: (
        "bị trả lại, chưa làm lại xong ({reason})",
        "it was returned, and isn't done again ({reason})",
    ),
    Why.NOT_RECEIVED: (
        "được chuyển đến mà chưa ai tiếp nhận",
        "it was handed on, and nobody has received it",
    ),
    Why.NOT_COMPLETED: ("đã tiếp nhận mà chưa hoàn thành", "it was received, and isn't completed"),
}


def show_late(terminal: Terminal, late: Sequence[LateStep]) -> None:
    """Print the answer on stdout, the latest first."""
    vi = f"Ai đang trễ hạn, bao lâu, vì sao ({len(late)}):"
    en = f"Who is late, by how much, and why ({len(late)}):"
    terminal.out.print(f"[bold]{escape(terminal.translated(vi, en))}[/]", soft_wrap=True)
    for one in late:
        terminal.out.print(escape("\n".join(late_lines(one, terminal.language))), soft_wrap=True)


def told(one: LateStep) -> dict[str, Any]:
    """As JSON."""
    return {
        "case_number": one.case_number,
        "subject": one.subject,
        "procedure": one.procedure,
        "step": one.step,
        "division": one.division,
        "official": one.official,
        "since": one.since.isoformat(),
        "due_at": one.due_at.isoformat(),
        "overdue_working_minutes": one.overdue_minutes,
        "why": one.why.value,
        "reason": one.reason,
    }


def late_lines(one: LateStep, language: Language) -> list[str]:
    """Who and by how much; what; since when and why."""
    vietnamese = language is Language.VI
    by = in_words(one.overdue_minutes, language)
    since, due = (written(at, vietnamese=vietnamese) for at in (one.since, one.due_at))
    who = f"{one.official}, {one.division}" if one.official else one.division
    why_vi, why_en = (text.format(reason=one.reason) for text in _WHY[one.why])
    sentences = (
        (f"  {who}: quá hạn {by}", f"  {who}: overdue by {by}"),
        (
            f"    Hồ sơ {one.case_number}, “{one.subject}”: bước “{one.step}” của thủ tục “{one.procedure}”.",
            f"    Case {one.case_number}, “{one.subject}”: step “{one.step}” of “{one.procedure}”.",
        ),
        (
            f"    Giữ từ {since}, hạn {due}. Vì sao: {why_vi}.",
            f"    Held since {since}, due {due}. Why: {why_en}.",
        ),
    )
    return [translated(vi, en, language) for vi, en in sentences]


def in_words(minutes: int, language: Language) -> str:
    """Working time as people say it: 3 ngày 2 giờ làm việc."""
    days, rest = divmod(minutes, _DAY)
    hours, left = divmod(rest, 60)
    amounts = ((days, "ngày", "d"), (hours, "giờ", "h"), (left, "phút", "min"))
    parts = [f"{count} {translated(vi, en, language)}" for count, vi, en in amounts if count]
    return " ".join(parts or [translated("0 phút", "0 min", language)]) + translated(
        " làm việc", " of working time", language
    )
