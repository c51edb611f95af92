"""What a report's figures are called."""

from collections.abc import Iterator
from datetime import datetime

from services.sla.queries.scorecard_rows import ScorecardUnit
from services.sla.reporting.report import RULES, Report
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
PROVINCE = Text("Toàn tỉnh", "The province")


def heading(report: Report, language: Language) -> Iterator[str]:
    """The lines above the figures: what it is, of whom, over which days, and what it stands on."""
    vi = language is Language.VI
    first, last = (written(one, vietnamese=vi) for one in (report.period.days.first, report.period.days.last))
    at = written(datetime.fromisoformat(report.as_of), vietnamese=vi)
    yield TITLE.told(language)
    whose = report.agency or PROVINCE.told(language)
    yield f"{whose} · {report.period.title.told(language)} ({first} – {last})"
    yield Text(
        f"Số liệu lúc {at}, vị trí {report.position} của nhật ký, quy tắc bản {RULES}.",
        f"As of {at}, at position {report.position} of the log, by version {RULES} of the rules.",
    ).told(language)
