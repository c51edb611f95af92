"""The demo's answer to "who is late, by how much, and why"."""

from typing import Any

from rich.markup import escape

from shared.errors import Language
from shared.vietnam_time import written
from tthc.commands.terminal import Terminal
from tthc.commands.working_words import in_words
from tthc.language import translated
from tthc.living.late import LateStep, LateSteps, Why
from tthc.living.names import Names

_WHY = {
    Why.OTHER_AGENCY: ("chờ {waits_for} trả lời", "another agency's answer is missing ({waits_for})"),
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


def show_late(terminal: Terminal, late: LateSteps, names: Names) -> None:
    """Print the answer on stdout: the two figures, then each step."""
    vi = (
        f"Ai đang trễ hạn, bao lâu, vì sao: {late.overdue} bước quá hạn;"
        f" {late.waiting} bước quá hạn, đang chờ cơ quan khác"
    )
    en = (
        f"Who is late, by how much, and why: {late.overdue} steps overdue;"
        f" {late.waiting} overdue, waiting for another agency"
    )
    show_heading(terminal, vi, en)
    for one in late.steps:
        show_lines(terminal, late_lines(one, terminal.language, names))


def show_heading(terminal: Terminal, vi: str, en: str) -> None:
    """What the lines below are about."""
    terminal.out.print(f"[bold]{escape(terminal.translated(vi, en))}[/]", soft_wrap=True)


def show_lines(terminal: Terminal, lines: list[str]) -> None:
    """One thing, its first line first."""
    terminal.out.print(escape("\n".join(lines)), soft_wrap=True)


def told(one: LateStep) -> dict[str, Any]:
    """As JSON."""
    return {
        "agency": one.agency,
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
        "waits_for": list(one.waits_for),
    }


def late_lines(one: LateStep, language: Language, names: Names) -> list[str]:
    """Who and by how much; what; since when and why."""
    vietnamese = language is Language.VI
    by = in_words(one.overdue_minutes, language)
    since, due = (written(at, vietnamese=vietnamese) for at in (one.since, one.due_at))
    place = f"{one.division}, {names.agency(one.agency, language)}"
    who = f"{one.official}, {place}" if one.official else place
    waits_for = names.several(one.waits_for, language)
    why_vi, why_en = (text.format(reason=one.reason, waits_for=waits_for) for text in _WHY[one.why])
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
