"""Refusals about absences and delegations."""

from shared.errors import Forbidden, NotFound, Refusal


class MayNotDelegate(Forbidden):
    code = "may-not-delegate"
    vi = (
        "Chỉ {official}, lãnh đạo {agency} hoặc người vận hành mới được ghi nhận việc vắng mặt và "
        "ủy quyền này."
    )
    en = "Only {official}, the head of {agency} or an operator may record this absence or delegation."


class DaysReversed(Refusal):
    code = "days-reversed"
    status = 422
    vi = "Từ {first_day} đến {last_day} không phải là khoảng từ 1 đến {most} ngày."
    en = "{first_day} to {last_day} is not a time of 1 to {most} days."


class AbsencesOverlap(Refusal):
    code = "absences-overlap"
    vi = "Đã ghi nhận vắng mặt từ {first_day} đến {last_day}; hãy hủy ghi nhận đó trước."
    en = "An absence from {first_day} to {last_day} is recorded already; withdraw that first."


class AbsenceNotFound(NotFound):
    code = "absence-not-found"
    vi = "{official} không có lần vắng mặt nào bắt đầu từ {first_day}."
    en = "{official} has no absence that begins on {first_day}."


class StandsInForAnother(Refusal):
    code = "stands-in-for-another"
    vi = "{delegate} đang được {official} ủy quyền trong thời gian này; hãy thu hồi ủy quyền đó trước."
    en = "{delegate} acts for {official} in that time; revoke that delegation first."


class DelegateUnfit(Refusal):
    code = "delegate-unfit"
    status = 422
    vi = "{delegate} không thể tự ủy quyền cho chính mình."
    en = "{delegate} cannot delegate to themselves."


class DelegateAbsent(Refusal):
    code = "delegate-absent"
    vi = "{delegate} vắng mặt từ {first_day} đến {last_day}; hãy chọn người khác."
    en = "{delegate} is away from {first_day} to {last_day}; choose somebody else."


class DelegationsOverlap(Refusal):
    code = "delegations-overlap"
    vi = "{official} đã ủy quyền từ {first_day} đến {last_day}; hãy thu hồi ủy quyền đó trước."
    en = "{official} has delegated from {first_day} to {last_day} already; revoke that first."


class DelegationsChained(Refusal):
    code = "delegations-chained"
    vi = "Không ủy quyền lại: {official} đã ủy quyền cho {delegate} trong thời gian này."
    en = "No delegation is passed on: {official} has delegated to {delegate} in that time."


class NotTheirsToDelegate(Refusal):
    code = "not-theirs-to-delegate"
    status = 422
    vi = "{official} không có {beyond} để ủy quyền."
    en = "{official} doesn't have {beyond} to delegate."


class DelegationNotFound(NotFound):
    code = "delegation-not-found"
    vi = "{official} không có ủy quyền nào bắt đầu từ {first_day}."
    en = "{official} has no delegation that begins on {first_day}."
