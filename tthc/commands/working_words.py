"""Working time as people say it."""

from shared.errors import Language
from tthc.language import translated

_DAY = 8 * 60  #: working minutes


def in_words(minutes: int, language: Language) -> str:
    """So many working minutes: `3 ngày 2 giờ làm việc`; a day has eight hours."""
    days, rest = divmod(minutes, _DAY)
    hours, left = divmod(rest, 60)
    amounts = ((days, "ngày", "d"), (hours, "giờ", "h"), (left, "phút", "min"))
    parts = [f"{count} {translated(vi, en, language)}" for count, vi, en in amounts if count]
    return " ".join(parts or [translated("0 phút", "0 min", language)]) + translated(
        " làm việc", " of working time", language
    )
