"""Limits and degrees of urgency as a reader says them."""

from services.catalog.domain.procedure.conditions import Urgency
from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from shared.kernel import Counting

_URGENCIES = {
    Urgency.NORMAL: ("thường", "normal"),
    Urgency.URGENT: ("khẩn", "urgent"),
    Urgency.VERY_URGENT: ("thượng khẩn", "very urgent"),
    Urgency.IMMEDIATE: ("hoả tốc", "immediate"),
}


def in_words(limit: TimeLimit, language: Language) -> str:
    """The limit as a reader says it: `16 giờ 30 phút làm việc`, `3 ngày làm việc`, `5 calendar days`."""
    vietnamese = language is Language.VI
    match Counting(limit.counting):
        case Counting.WORKING_DAYS:
            return f"{limit.amount} " + ("ngày làm việc" if vietnamese else "working days")
        case Counting.CALENDAR_DAYS:
            return f"{limit.amount} " + ("ngày" if vietnamese else "calendar days")
        case Counting.WORKING_HOURS:
            hours, minutes = divmod(limit.amount, 60)
            parts = [f"{hours} giờ" if vietnamese else f"{hours} h"] if hours else []
            parts += [f"{minutes} phút" if vietnamese else f"{minutes} min"] if minutes else []
            return " ".join(parts) + (" làm việc" if vietnamese else " of working time")


def limits_in_words(**limits: TimeLimit) -> dict[str, str]:
    """Each limit in both languages: `stated` becomes `stated_vi` and `stated_en`."""
    return {
        f"{name}_{language.value}": in_words(limit, language)
        for name, limit in limits.items()
        for language in Language
    }


def urgency_in_words(urgency: Urgency) -> dict[str, str]:
    """The degree in both languages, as `urgency_vi` and `urgency_en`."""
    vietnamese, english = _URGENCIES[urgency]
    return {"urgency_vi": vietnamese, "urgency_en": english}
