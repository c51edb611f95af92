"""What is told of buck-passing: to the leader who stands above all that had a part in it."""

from collections.abc import Mapping
from datetime import date, datetime

from services.notify.domain.delegates import with_delegates_in
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.known_people import KnownPeople
from services.notify.domain.leader_news import LeaderNews
from services.notify.domain.leaders import leaders_above
from shared.contracts.cases.passing import BuckPassingDetected
from shared.kernel import RECORDING_BOUND


def passing_news(event: BuckPassingDetected, recorded_at: datetime) -> LeaderNews | None:
    """None of what was long past when it was recorded: a history was taken in."""
    if recorded_at - event.detected_at > RECORDING_BOUND:
        return None
    content = {
        "kind": NotificationKind.BUCK_PASSING,
        "case_number": event.case_number,
        "step": event.step,
        "between": tuple(unit.division or unit.agency for unit in event.between),
        "due_at": event.detected_at,
    }
    return LeaderNews(content, lambda known, on: _told_to(event, known, on))


def _told_to(event: BuckPassingDetected, known: KnownPeople, on: date | None) -> Mapping[str, str]:
    directories = known.directories([*known.leading, event.above])
    leaders = leaders_above(event.above, {unit.agency for unit in event.between}, directories)
    return dict.fromkeys(with_delegates_in(leaders, directories, on), event.agency)
