"""What can't be counted."""

from shared.errors import Refusal


class LimitBeyondCalendar(Refusal):
    """A limit so long that no calendar reaches its end."""

    code = "limit-beyond-calendar"
    status = 422
    vi = "Thời hạn {limit} dài quá mức lịch làm việc {calendar} có thể tính."
    en = "The limit {limit} is longer than calendar {calendar} can count."
