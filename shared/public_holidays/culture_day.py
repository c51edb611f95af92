"""24 November, Vietnam's Culture Day: a day off from 2026 that is announced, but of which no law was seen.

Resolution 80-NQ/TW names the day; the Labour Code, whose Art. 112 lists the days off, doesn't have it yet.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from shared.working_time.days import Holiday, laid_out

CULTURE_DAY = (11, 24)  #: month and day
CULTURE_DAY_NAME = "Ngày Văn hóa Việt Nam"
CULTURE_DAY_SOURCE = "Nghị quyết số 80-NQ/TW của Bộ Chính trị; chưa thấy văn bản luật hóa"
CULTURE_DAY_SINCE = 2026


class CultureDay(StrEnum):
    """What 24 November is."""

    PROVISIONAL = "provisional"  #: off, and marked as not certain
    ENACTED = "enacted"  #: off like every other public holiday
    WORKED = "worked"  #: a working day


def is_culture_day(holiday: Holiday) -> bool:
    """Whether the day off is the one that is in question, or its substitute."""
    day = holiday.day
    is_it = (day.month, day.day) == CULTURE_DAY or holiday.name.startswith(CULTURE_DAY_NAME)
    return is_it and day.year >= CULTURE_DAY_SINCE


def as_chosen(holidays: Iterable[Holiday], chosen: CultureDay) -> Iterator[Holiday]:
    """The same days, with 24 November as it was chosen."""
    for one in holidays:
        if not is_culture_day(one):
            yield one
        elif chosen is not CultureDay.WORKED:
            yield replace(one, provisional=chosen is CultureDay.PROVISIONAL)


def chosen_in(noted: Iterable[Holiday]) -> CultureDay:
    """What 24 November is beyond the years that a calendar was laid out for: as in the last one of them."""
    days = tuple(noted)
    years = laid_out(days)
    if years is None or years[-1] < CULTURE_DAY_SINCE:
        return CultureDay.PROVISIONAL
    has_it = any(is_culture_day(one) and one.day.year == years[-1] for one in days)
    return CultureDay.PROVISIONAL if has_it else CultureDay.WORKED
