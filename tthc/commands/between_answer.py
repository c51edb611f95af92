"""The demo's answer to "who sits on what agencies ask each other for"."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from services.cases.domain.tree.sentences import kind_in_words
from shared.errors import Language, Text
from shared.vietnam_time import written
from tthc.commands.case_tree import show_tree
from tthc.commands.late_answer import show_heading, show_lines
from tthc.commands.terminal import Terminal
from tthc.commands.working_words import in_words
from tthc.living.between import AskedPart, BetweenAgencies, PassedOn
from tthc.living.names import Names

_ANSWERED = Text("đã trả lời: {answer}", "answered: {answer}")
_SILENT = Text(
    "im lặng đến hết hạn, coi là đồng ý, tính là trễ",
    "said nothing until it was due: taken as agreement, counted as late",
)
_OUTSIDE = Text("{agency} (ngoài hệ thống)", "{agency} (outside of the system)")
_ACCEPTED = Text("; đã được chấp nhận", "; accepted")
_WITHDRAWN = Text("đề nghị đã rút", "no longer asked")
_DECLINED = Text("từ chối: “{reason}”", "declined: “{reason}”")
_BELONGS = Text("; cho là việc của {agency}", "; names {agency} instead")


def show_between(terminal: Terminal, between: BetweenAgencies, names: Names) -> None:
    """Print on stdout who owes what, what became of the rest, and the tree of the case that waits longest."""
    owed = sum(one.owed for one in between.asked)
    show_heading(
        terminal,
        f"Ai đang giữ việc phối hợp: {owed} đề nghị chưa được trả lời, trong {len(between.asked)} đề nghị",
        f"Who sits on a coordination: {owed} requests not answered, of {len(between.asked)}",
    )
    for one in between.asked:
        show_lines(terminal, asked_lines(one, terminal.language, names))
    for passed in between.passed_on:
        show_lines(terminal, [_passed_line(passed, terminal.language, names)])
    if between.tree is not None:
        show_heading(
            terminal,
            "Hồ sơ chờ lâu nhất, qua các cơ quan",
            "The case that has waited longest, over all agencies",
        )
        show_tree(terminal, between.tree)


def between_told(between: BetweenAgencies) -> dict[str, Any]:
    """As JSON."""
    return {
        "coordinations": [_plain(asdict(one)) for one in between.asked],
        "buck_passing": [_plain(asdict(one)) for one in between.passed_on],
        "tree": between.tree,
    }


def asked_lines(one: AskedPart, language: Language, names: Names) -> list[str]:
    """Who was asked and what came of it; then of which case, since when, and who has it now."""
    asked, asking = names.agency(one.asked, language), names.agency(one.asking, language)
    since, due = (written(at, vietnamese=language is Language.VI) for at in (one.since, one.due_at))
    first = Text("  {asked}: {said}", "  {asked}: {said}")
    second = Text(
        "    {asking} đề nghị từ {since}, hạn {due}; hồ sơ {case}, “{subject}”, bước “{step}”.{held}",
        "    {asking} asked at {since}, due {due}; case {case}, “{subject}”, step “{step}”.{held}",
    )
    words = {
        "asked": _OUTSIDE.told(language).format(agency=asked) if one.outside else asked,
        "said": _said(one, language, names, asking),
        "asking": asking,
        "since": since,
        "due": due,
        "case": one.case_number,
        "subject": one.subject,
        "step": one.step,
        "held": _held(one, language, names) if one.owed else "",
    }
    return [text.told(language).format(**words) for text in (first, second)]


def _said(one: AskedPart, language: Language, names: Names, asking: str) -> str:
    if one.owed:
        late = in_words(one.overdue_minutes, language)
        open_still = Text(f"chưa trả lời {asking}", f"owes {asking} an answer")
        overdue = Text(f", quá hạn {late}", f", overdue by {late}") if one.overdue_minutes else Text("", "")
        return open_still.told(language) + overdue.told(language)
    if one.by_silence:
        return _SILENT.told(language)
    if one.state == "declined":
        said = _DECLINED.told(language).format(reason=one.reason)
        if one.belongs_to is not None:
            said += _BELONGS.told(language).format(agency=names.agency(one.belongs_to, language))
        return said
    if one.answer is None:
        return _WITHDRAWN.told(language)
    said = _ANSWERED.told(language).format(answer=kind_in_words(one.answer, language))
    return said + (_ACCEPTED.told(language) if one.state == "accepted" else "")


def _held(one: AskedPart, language: Language, names: Names) -> str:
    if one.own_case is None:
        nobody = Text(" Chưa ai tiếp nhận.", " Nobody has taken it up.")
        taken = Text(" Đã tiếp nhận, chưa trả lời.", " It was taken up.")
        return (nobody if one.state == "requested" else taken).told(language)
    has_it = Text(
        " Đang ở {held_by} (hồ sơ {own_case}){waits}.", " {held_by} has it (case {own_case}){waits}."
    )
    waits = Text(", chờ {agencies} trả lời", ", and waits for another agency ({agencies})").told(language)
    agencies = names.several(one.waits_for, language)
    return has_it.told(language).format(
        held_by=one.held_by,
        own_case=one.own_case,
        waits=waits.format(agencies=agencies) if one.waits_for else "",
    )


def _passed_line(one: PassedOn, language: Language, names: Names) -> str:
    words = {
        "units": names.several(dict.fromkeys(one.between), language),
        "kind": kind_in_words(one.kind, language),
        "case": one.case_number,
    }
    line = Text(
        "  Đùn đẩy trách nhiệm giữa {units}: {kind} (hồ sơ {case})",
        "  Buck-passing between {units}: {kind} (case {case})",
    )
    return line.told(language).format(**words)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: one.isoformat() if isinstance(one, datetime) else one for name, one in row.items()}
