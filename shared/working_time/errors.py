"""What can't be counted."""

from shared.errors import Refusal


class CalendarEnds(Refusal):
    """What lies outside of the years whose days off the calendar knows."""

    code = "calendar-ends"
    status = 422
    vi = "Lịch làm việc {calendar} mới có ngày nghỉ từ {first} đến {last}."
    en = "Calendar {calendar} has its days off from {first} to {last} only."


class LimitBeyondCalendar(Refusal):
    """A limit so long that no calendar reaches its end."""

    code = "limit-beyond-calendar"
    status = 422
    vi = "Thời hạn {limit} dài quá mức lịch làm việc {calendar} có thể tính."
    en = "The limit {limit} is longer than calendar {calendar} can count."
