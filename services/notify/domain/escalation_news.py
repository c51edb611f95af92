"""What is told of escalations, and to whom: not of what is over, and never of old news."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from services.notify.domain.delegates import with_delegates_in
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import Directory
from services.notify.domain.known_people import KnownPeople
from services.notify.domain.leader_news import LeaderNews
from services.notify.domain.leaders import holders_in
from services.notify.domain.recipients import recipients
from shared.contracts.escalations import EscalationRaised
from shared.kernel import Role


class Level(StrEnum):
    """The levels that are known here; of a further one nobody is told."""

    OFFICIAL = "official"
    DIVISION_HEAD = "division_head"
    AGENCY_HEAD = "agency_head"
    PROVINCE = "province"


def escalation_news(event: EscalationRaised) -> LeaderNews | None:
    """None where nobody is told."""
    if not is_told(event):
        return None
    asked = event.coordination is not None
    content = {
        "kind": kind_of_escalation(event),
        "division": event.division,
        "case_number": event.case_number,
        "step": None if asked else event.step,
        "visit": None if asked else event.visit,
        "step_name": None if asked else event.step_name,
        "coordination": event.coordination,
        "counterpart": event.asked_agency or event.agency,
        "due_at": event.due_at,
    }
    return LeaderNews(content, lambda known, on: _told_to(event, known, on))


def is_told(event: EscalationRaised) -> bool:
    """Whether anybody is: not of what is over or old, nor what the entry on the overdue itself has said."""
    said_already = event.level == Level.OFFICIAL and event.raised_at == event.due_at
    return not (event.over or event.old_news or said_already)


def kind_of_escalation(event: EscalationRaised) -> NotificationKind:
    """What is told of it."""
    if event.coordination is not None:
        return NotificationKind.COORDINATION_ESCALATED
    return NotificationKind.CASE_ESCALATED if event.step is None else NotificationKind.STEP_ESCALATED


def told_of_escalation(event: EscalationRaised, directories: Mapping[str, Directory]) -> tuple[str, ...]:
    """Who is told: the people of the level in that agency; of the highest the province's leaders as well."""
    agency = event.told_agency
    directory = directories.get(agency) if agency is not None else None
    if event.level == Level.PROVINCE:
        above = {agency: directory} if agency is not None and directory is not None else {}
        found = {*holders_in(above, Role.AGENCY_HEAD), *holders_in(directories, Role.PROVINCE_LEADER)}
        return tuple(sorted(found))
    if agency is None or directory is None:
        return ()
    if event.level == Level.OFFICIAL:
        return recipients(directory, agency, event.division, event.official)
    if event.level == Level.DIVISION_HEAD:
        return recipients(directory, agency, event.division, None)
    return recipients(directory, agency, None, None) if event.level == Level.AGENCY_HEAD else ()


def _told_to(event: EscalationRaised, known: KnownPeople, on: date | None) -> Mapping[str, str]:
    """With those who act for them."""
    leading = known.leading if event.level == Level.PROVINCE else ()
    directories = known.directories([*leading, event.told_agency])
    people = with_delegates_in(told_of_escalation(event, directories), directories, on)
    return dict.fromkeys(people, event.told_agency or event.agency)
