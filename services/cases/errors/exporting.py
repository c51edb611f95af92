"""Logs for process mining, when one is asked for."""

from shared.errors import Refusal


class PeriodBackwards(Refusal):
    code = "period-backwards"
    status = 422
    vi = "Khoảng thời gian từ {first_day} đến {last_day} bị ngược; ngày đầu không thể sau ngày cuối."
    en = "The time from {first_day} to {last_day} is the wrong way round; its first day is after its last."
