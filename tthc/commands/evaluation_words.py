"""An evaluation in sentences: what counts, what is excused, and each sum, with its article."""

from collections.abc import Iterator

from services.sla.queries.evaluations_shown import EvaluationShown
from shared.contracts.evaluation import EvaluationLine, ExplainedMark
from shared.errors import Language, Text
from shared.vietnam_time import written
from tthc.commands.terminal import Terminal

_OURS = Text("quy ước của hệ thống", "ours")
_MARKS = {
    "delay": Text(
        "chậm, trừ 25 % điểm tiến độ (Điều 14 khoản 2 điểm c)", "a delay: 25 % of progress (Art. 14(2)c)"
    ),
    "others": Text(
        f"chậm do chờ cơ quan khác, không tính ({_OURS.vi})", f"late through others: not counted ({_OURS.en})"
    ),
    "absence": Text(
        f"chậm do nghỉ có ghi nhận, không ai được ủy quyền, không tính ({_OURS.vi})",
        f"late through recorded leave with nobody delegated: not counted ({_OURS.en})",
    ),
    "exempt": Text(
        "chậm, nguyên nhân khách quan đã được xác nhận, không tính (Điều 14 khoản 2)",
        "late, an objective cause was confirmed: not counted (Art. 14(2))",
    ),
    "return": Text(
        "bị trả lại về nội dung, trừ 25 % điểm chất lượng (Điều 14 khoản 2 điểm b)",
        "sent back for its content: 25 % of quality (Art. 14(2)b)",
    ),
    "cleared": Text(
        "bị trả lại, lãnh đạo xác nhận không tính (Điều 14 khoản 2)",
        "sent back, cleared by a leader: not counted (Art. 14(2))",
    ),
}
_GRADES = {
    "excellent": Text("hoàn thành xuất sắc", "excellent"),
    "good": Text("hoàn thành tốt", "good"),
    "completed": Text("hoàn thành", "completed"),
    "not_completed": Text("không hoàn thành", "not completed"),
}
_GAPS = {
    "no_assigned_products": Text(
        "không có sản phẩm được giao nên không có điểm", "nothing was assigned, so there is no score"
    ),
    "general_not_entered": Text("chưa có điểm tiêu chí chung", "the general points aren't entered"),
    "fewer_than_least_months": Text("chưa đủ số tháng để xếp loại", "too few months to be rated"),
}
_QUARTERS = ("I", "II", "III", "IV")


def period_named(terminal: Terminal, shown: EvaluationShown) -> str:
    """Whose evaluation it is, of when, by what."""
    year, _, part = shown.period.partition("-")
    quarter = _QUARTERS[int(part[1]) - 1] if part.startswith("Q") else ""
    vi = f"quý {quarter}/{year}" if quarter else f"tháng {part}/{year}" if part else f"năm {year}"
    tried = (" (thử, không có hiệu lực)", " (tried, not in force)") if shown.simulated else ("", "")
    return terminal.translated(
        f"Đánh giá {shown.official}, {vi}, theo chính sách {shown.policy}{tried[0]}",
        f"Evaluation of {shown.official}, {shown.period}, by the policy {shown.policy}{tried[1]}",
    )


def decimal(terminal: Terminal, text: str | None) -> str:
    """Points or a share as the reader writes them: `52,5` in Vietnamese; a dash for none."""
    return "–" if text is None else terminal.translated(text.replace(".", ","), text)


def grade_named(terminal: Terminal, grade: str | None, why_none: str | None) -> str:
    """A grade in words, or why there is none."""
    found = _GRADES.get(grade or "") or _GAPS.get(why_none or "")
    return found.told(terminal.language) if found is not None else grade or "–"


def explained(terminal: Terminal, shown: EvaluationShown) -> Iterator[str]:
    """A sentence for each visit and return that is marked, and for open ones that aren't done."""
    for line in shown.lines:
        for one in line.explain:
            if one.mark is not None or (one.used is not None and one.at is None):
                yield _sentence(terminal, line, one)


def _sentence(terminal: Terminal, line: EvaluationLine, one: ExplainedMark) -> str:
    place = terminal.translated(
        f"{line.case} {line.step} lượt {one.visit}", f"{line.case} {line.step} visit {one.visit}"
    )
    told = [place]
    if one.used is not None:
        told.append(
            terminal.translated(
                f"dùng {one.used} phút, chờ {one.waiting}, vắng {one.absent}, hạn {one.limit}",
                f"used {one.used} minutes, {one.waiting} waiting, {one.absent} absent, limit {one.limit}",
            )
        )
    elif one.at is not None:
        told.append(written(one.at, vietnamese=terminal.language is Language.VI))
    told.append(_verdict(line, one).told(terminal.language))
    if one.decided_by is not None:
        told.append(terminal.translated(f"quyết định: {one.decided_by}", f"decided by {one.decided_by}"))
    return "; ".join(told)


def _verdict(line: EvaluationLine, one: ExplainedMark) -> Text:
    if one.mark is not None:
        return _MARKS[one.mark]
    if line.state == "not_done":
        return Text(
            f"chưa xong và đã quá hạn, tính là giao mà chưa xong ({_OURS.vi})",
            f"open and overdue: assigned and not done ({_OURS.en})",
        )
    return Text(f"còn hạn, chuyển kỳ sau ({_OURS.vi})", f"open and in time: carried over ({_OURS.en})")


def summed_up(terminal: Terminal, shown: EvaluationShown) -> Iterator[str]:
    """The sums, the points and the grade, with the articles."""
    if shown.quantity_percent is not None:
        names = (
            ("a, số lượng", "a, quantity", shown.done, shown.quantity_percent),
            ("b, chất lượng", "b, quality", shown.of_quality, shown.quality_percent),
            ("c, tiến độ", "c, progress", shown.of_progress, shown.progress_percent),
        )
        for vi, en, part, percent in names:
            name = terminal.translated(f"{vi} (Điều 14)", f"{en} (Art. 14)")
            amounts = (decimal(terminal, one) for one in (part, shown.assigned, percent))
            yield "{}: {} / {} = {} %".format(name, *amounts)
    yield from _points(terminal, shown)
    if shown.lines and not shown.entered:
        yield terminal.translated(
            "Chưa nhập sản phẩm nào ngoài hồ sơ: điểm chỉ tính việc trên hệ thống.",
            "No product outside of cases was entered: the score covers the system's work alone.",
        )
    yield from _closing(terminal, shown)


def _points(terminal: Terminal, shown: EvaluationShown) -> Iterator[str]:
    if shown.results is not None:
        formula = "(a+b+c)/3" if shown.leadership is None else "(a+b+c+d+đ+e)/6"
        results = decimal(terminal, shown.results)
        yield terminal.translated(
            f"Kết quả thực hiện nhiệm vụ = 70 × {formula} = {results} (Điều 16)",
            f"Results = 70 × {formula} = {results} (Art. 16)",
        )
    if shown.general is not None:
        general = decimal(terminal, shown.general)
        yield terminal.translated(
            f"Tiêu chí chung: {general} (Điều 12)", f"General criteria: {general} (Art. 12)"
        )
    grade = grade_named(terminal, shown.grade, shown.why_none)
    if shown.total is None:
        yield terminal.translated(f"Chưa xếp mức: {grade}.", f"No grade: {grade}.")
    else:
        total = decimal(terminal, shown.total)
        yield terminal.translated(
            f"Tổng: {total}, mức {grade} (Điều 20)", f"Total: {total}, {grade} (Art. 20)"
        )


def _closing(terminal: Terminal, shown: EvaluationShown) -> Iterator[str]:
    if shown.closed is not None:
        day = written(shown.closed.decision_date, vietnamese=terminal.language is Language.VI)
        number, signed = shown.closed.decision_number, shown.closed.signed_by
        yield terminal.translated(
            f"Đã chốt theo quyết định {number} ngày {day}, {signed} ký.",
            f"Closed by decision {number} of {day}, signed by {signed}.",
        )
    for one in shown.corrections:
        was, becomes = (decimal(terminal, told.total or told.results) for told in (one.was, one.becomes))
        lines = ", ".join(one.changed)
        yield terminal.translated(
            f"Điều chỉnh sau khi chốt: {was} thành {becomes} ({lines}).",
            f"Corrected after closing: {was} becomes {becomes} ({lines}).",
        )
