"""What stands still of the time for an answer that one agency owes another.

The limit counts the working time of the asked agency from the request (`due_after`). It stands still while
the asking case is suspended, and from an answer until that is sent back; what the asked agency suspends
doesn't stop it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import Stay
from shared.working_time.dues import Pause
from shared.working_time.pauses import merged


def calendar_of_asked(
    calendar: WorkingCalendar, agency: str, stays: Sequence[Stay], stopped_at: datetime | None = None
) -> WorkingCalendar:
    """As those who were asked work, one after the other; who is asked after it stopped changes nothing.

    `stays`: those that were asked before the agency, and ended.
    """
    if stopped_at is not None:
        day = calendar.local_day(stopped_at)
        for number, stay in enumerate(stays):
            if stay.until > day:
                return calendar.of(stay.agency, stays[:number])
    return calendar.of(agency, stays)


def stood_still(
    suspensions: Iterable[Pause], between_answers: Iterable[Pause], stopped_at: datetime | None = None
) -> list[Pause]:
    """What it stood still and went on after, each instant once.

    `suspensions`: those that had ended when it stopped, by the order of what is recorded. `stopped_at`: when
    it was answered, declined or withdrawn, perhaps before one of them ended; None: an answer is owed.
    """
    ended = (one for one in suspensions if stopped_at is None or one.end <= stopped_at)
    return merged([*ended, *between_answers])


def ran_until(stopped_at: datetime, pauses: Iterable[Pause]) -> datetime:
    """The last instant up to which its time ran, of one that stopped then, perhaps within a pause."""
    return next((one.start for one in merged(pauses) if one.start < stopped_at <= one.end), stopped_at)
