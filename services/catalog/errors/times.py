"""Refusals about when an act took effect."""

from shared.errors import Refusal


class EffectiveInFuture(Refusal):
    code = "effective-in-future"
    status = 422
    vi = "Thời điểm có hiệu lực {at} chưa đến (thời điểm ghi nhận là {recorded_at})."
    en = "The effective time {at} has not come yet (recorded at {recorded_at})."


class RecordedTooLate(Refusal):
    code = "recorded-too-late"
    status = 422
    vi = "Việc có hiệu lực lúc {at} được ghi nhận muộn hơn {days} ngày cho phép."
    en = "What took effect at {at} is recorded later than the {days} days that are allowed."
