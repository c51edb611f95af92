"""What a report's figures are called."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from services.sla.domain.reports.comparing import FigureChange, VisitChange
from services.sla.queries.scorecard_rows import ScorecardUnit
from services.sla.reporting.report import Report
from shared.errors import Language, Text
from shared.vietnam_time import written

FIGURES: dict[str, Text] = {
    "received": Text("Nhận", "Received"),
    "done": Text("Xong", "Done"),
    "done_on_time": Text("Đúng hạn", "On time"),
    "done_late": Text("Trễ", "Late"),
    "late_through_others": Text("Trễ do chờ cơ quan khác", "Late through others"),
    "late_through_suspension": Text("Trễ do tạm dừng", "Late through a suspension"),
    "late_by_objective_cause": Text("Trễ khách quan", "Late by objective cause"),
    "open": Text("Đang mở", "Open"),
    "open_overdue": Text("Quá hạn", "Overdue"),
    "open_overdue_waiting": Text("Quá hạn, đang chờ", "Overdue, waiting"),
    "used_minutes": Text("Phút đã dùng", "Minutes used"),
    "waiting_minutes": Text("Phút chờ", "Minutes waited"),
    "receipt_minutes_median": Text("Phút tới tiếp nhận (trung vị)", "Minutes to receipt (median)"),
    "returns": Text("Trả lại", "Returns"),
    "refusals": Text("Từ chối", "Refusals"),
    "buck_passing": Text("Đùn đẩy", "Buck-passing"),
}
UNITS: dict[ScorecardUnit, Text] = {
    ScorecardUnit.AGENCY: Text("Cơ quan", "Agencies"),
    ScorecardUnit.DIVISION: Text("Phòng", "Divisions"),
    ScorecardUnit.OFFICIAL: Text("Công chức", "Officials"),
    ScorecardUnit.PROCEDURE: Text("Thủ tục", "Procedures"),
}
NAMES: dict[str, Text] = {
    "agency": Text("Cơ quan", "Agency"),
    "division": Text("Phòng", "Division"),
    "official": Text("Công chức", "Official"),
    "procedure": Text("Thủ tục", "Procedure"),
}
TITLE = Text(
    "Báo cáo tình hình giải quyết thủ tục hành chính nội bộ",
    "Report on internal administrative procedures",
)
VISITS = Text("Lượt xử lý", "Visits")
OPEN_VISITS = Text("Đang mở", "Open visits")
VISIT_COLUMNS: dict[str, Text] = {
    "case": Text("Hồ sơ", "Case"),
    "step": Text("Bước", "Step"),
    "visit": Text("Lần", "Visit"),
    **NAMES,
    "opened_at": Text("Mở lúc", "Opened"),
    "ended_at": Text("Xong lúc", "Ended"),
    "due_at": Text("Hạn", "Due"),
    "used": Text("Phút đã dùng", "Minutes used"),
    "waiting": Text("Trong đó chờ", "Of them waiting"),
    "limit": Text("Thời hạn (phút)", "Limit (minutes)"),
    "late": Text("Trễ", "Late"),
    "late_through_others": Text("Do chờ cơ quan khác", "Through others"),
}
OPEN_COLUMNS: dict[str, Text] = {
    "case_number": VISIT_COLUMNS["case"],
    "step": VISIT_COLUMNS["step"],
    "visit": VISIT_COLUMNS["visit"],
    **NAMES,
    "started_at": VISIT_COLUMNS["opened_at"],
    "due_at": VISIT_COLUMNS["due_at"],
    "waiting": Text("Đang chờ cơ quan khác", "Waits for another agency"),
}
CHARTS = Text("Biểu đồ", "Charts")
OVER_TIME = Text("Tỷ lệ đúng hạn theo thời gian", "Share on time over the period")
BY_DIVISION = Text(
    "Tỷ lệ đúng hạn theo phòng, thấp nhất trước", "Share on time by division, the lowest first"
)
OVERDUE_UNITS = Text("Đang quá hạn theo đơn vị, nhiều nhất trước", "Overdue now by unit, the most first")
PART, SHARE = Text("Thời gian", "When"), Text("Tỷ lệ đúng hạn", "Share on time")
NOTHING_OVERDUE = Text("Không có việc quá hạn.", "Nothing is overdue.")
CHANGED_FIGURES = Text("Số liệu khác bản trước", "Figures changed")
FIGURE_COLUMNS: dict[str, Text] = {
    "by": Text("Loại", "Kind"),
    "unit": Text("Đơn vị", "Unit"),
    "figure": Text("Số liệu", "Figure"),
    "was": Text("Bản trước", "Before"),
    "becomes": Text("Bản này", "Now"),
}
CHANGED_VISITS = Text("Lượt khác bản trước", "Visits changed")
CHANGE_COLUMNS: dict[str, Text] = {
    "case": VISIT_COLUMNS["case"],
    "step": VISIT_COLUMNS["step"],
    "visit": VISIT_COLUMNS["visit"],
    "change": Text("Thay đổi", "Change"),
}
CHANGES: dict[str, Text] = {
    "added": Text("thêm", "added"),
    "removed": Text("bớt", "removed"),
    "changed": Text("sửa", "changed"),
}
PROVINCE = Text("Toàn tỉnh", "The province")


def changed_figures(report: Report, language: Language) -> list[FigureChange]:
    """The figures that are otherwise, in words."""
    return [
        replace(
            one,
            by=UNITS[ScorecardUnit(one.by)].told(language),
            figure=FIGURES[one.figure].told(language),
        )
        for one in report.changes.figures
    ]


def changed_visits(report: Report, language: Language) -> list[VisitChange]:
    """The rows that are otherwise, in words."""
    return [replace(one, change=CHANGES[one.change].told(language)) for one in report.changes.visits]


def heading(report: Report, language: Language) -> Iterator[str]:
    """The lines above the figures: what it is, of whom, over which days, and what it stands on."""
    vi = language is Language.VI
    first, last = (written(one, vietnamese=vi) for one in (report.period.days.first, report.period.days.last))
    at = written(datetime.fromisoformat(report.as_of), vietnamese=vi)
    yield TITLE.told(language)
    whose = report.agency or PROVINCE.told(language)
    yield f"{whose} · {report.period.title.told(language)} ({first} – {last})"
    yield Text(
        f"Số liệu lúc {at}, vị trí {report.position} của nhật ký, quy tắc bản {report.rules}.",
        f"As of {at}, at position {report.position} of the log, by version {report.rules} of the rules.",
    ).told(language)
    yield _edition(report).told(language)


def _edition(report: Report) -> Text:
    """Whether it is kept, and what is otherwise than in the edition before."""
    if report.edition is None:
        return Text(
            "Số liệu tạm tính: kỳ báo cáo chưa kết thúc, báo cáo này không được lưu.",
            "To date: the period isn't over, and this report isn't kept.",
        )
    if report.edition == 1:
        return Text("Bản 1: bản đã lập và lưu.", "Edition 1: as it was issued, and is kept.")
    before, figures, visits = report.edition - 1, len(report.changes.figures), len(report.changes.visits)
    return Text(
        f"Bản {report.edition}: khác bản {before} ở {figures} số liệu và {visits} lượt xử lý.",
        f"Edition {report.edition}: {figures} figures and {visits} visits are otherwise than in edition "
        f"{before}.",
    )
