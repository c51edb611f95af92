"""What questions to a calendar are refused."""

from shared.errors import Refusal


class UnitMissing(Refusal):
    """A limit in days, of which nobody says which days."""

    code = "unit-missing"
    status = 422
    vi = "Thời hạn {limit} tính theo ngày nào? Nêu --unit working-days (ngày làm việc) hoặc calendar-days."
    en = "Which days does the limit {limit} count? Say --unit working-days or --unit calendar-days."


class EndBeforeStart(Refusal):
    code = "end-before-start"
    status = 422
    vi = "Thời điểm kết thúc ({end}) trước thời điểm bắt đầu ({start})."
    en = "The end ({end}) is before the start ({start})."
