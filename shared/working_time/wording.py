"""Limits as a reader says them."""

from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from shared.kernel import Counting


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
