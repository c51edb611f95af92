"""What is told of reports that were made by themselves, or corrected: to who heads what they are on."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from services.notify.domain.delegates import with_delegates_in
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.known_people import KnownPeople
from services.notify.domain.leader_news import LeaderNews
from services.notify.domain.leaders import holders_in
from services.notify.domain.recipients import recipients
from shared.contracts.reports import ReportIssued
from shared.kernel import Role


def report_news(event: ReportIssued) -> LeaderNews | None:
    """Of the schedule's reports, and of further editions; who asked for a report has it (None)."""
    first = event.edition == 1
    if first and not event.scheduled:
        return None
    content = {
        "kind": NotificationKind.REPORT_ISSUED if first else NotificationKind.REPORT_CORRECTED,
        "owner": event.agency,
        "period": event.period,
        "edition": event.edition,
        "address": _address(event),
        "due_at": event.issued_at,
    }
    return LeaderNews(content, lambda known, on: _told_to(event.agency, known, on))


def _told_to(agency: str | None, known: KnownPeople, on: date | None) -> Mapping[str, str]:
    """The agency's heads; of the province its leaders, each by the first agency that lists them."""
    if agency is not None:
        directories = known.directories([agency])
        heads = recipients(directories[agency], agency, None, None)
        return dict.fromkeys(with_delegates_in(heads, directories, on), agency)
    told: dict[str, str] = {}
    for one, directory in known.directories(known.leading).items():
        listed = {one: directory}
        for leader in with_delegates_in(holders_in(listed, Role.PROVINCE_LEADER), listed, on):
            told.setdefault(leader, one)
    return told


def _address(event: ReportIssued) -> str:
    of = {"agency": event.agency} if event.agency is not None else {}
    return f"/reports/{event.period}.pdf?{urlencode({**of, 'edition': event.edition})}"
