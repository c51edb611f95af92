"""Every entry of leaders' inboxes against its event, and each such event against its entries."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from services.notify.checks.dropped import DroppedCauses
from services.notify.checks.people_then import PeopleThen
from services.notify.domain.delivery import NotificationKind, delivery_key
from services.notify.domain.leader_news import LeaderNews
from shared.contracts.notify import NotificationAdded
from shared.contracts.source import event_id
from shared.eventstore.records import RecordedEvent
from shared.kernel import day_of
from shared.runtime.checking import Check, Followed
from shared.runtime.findings import Area, Findings, differing

#: What an entry says that no later version says otherwise: names are added in time.
_COMPARED = (
    "kind",
    "case_number",
    "step",
    "visit",
    "coordination",
    "between",
    "owner",
    "period",
    "edition",
    "address",
    "due_at",
)


class _Caused(NamedTuple):
    news: LeaderNews
    followed: Followed


class LeaderCheck(Check):
    """Follows people and entries while the log of the notify store goes by."""

    kinds: ClassVar[frozenset[NotificationKind]]  #: the entries that it compares
    counted: ClassVar[str]  #: what the events are called among what was checked

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._people = PeopleThen()
        self._dropped = DroppedCauses()
        self._caused: dict[str, _Caused] = {}
        self._expected: dict[str, Mapping[str, str]] = {}
        self._told: dict[str, set[str]] = defaultdict(set)

    @abstractmethod
    def news(self, followed: Followed) -> LeaderNews | None:
        """What leaders are told of the event; None: it is another one, or nobody is."""

    def follow(self, followed: Followed) -> None:
        """See the next event of a service that is followed."""
        news = self.news(followed)
        if news is not None:
            recorded = followed.recorded
            cause = event_id(followed.service, recorded.stream, recorded.version)
            self._caused[cause] = _Caused(news, followed)

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event of the notify store."""
        self._people.take(recorded)
        self._dropped.take(recorded)
        event = recorded.event
        if isinstance(event, NotificationAdded) and event.kind in self.kinds:
            self._compare(recorded, event)

    async def finish(self, now: datetime, *, running: bool) -> None:  # noqa: ARG002 - nothing falls due here
        """Tell who wasn't told."""
        for cause, (news, followed) in self._caused.items():
            self._findings.checked[self.counted] += 1
            if not followed.settled:
                continue
            expected = self._expected.get(cause)
            if expected is None:
                expected = news.told_to(self._people.before(followed.recorded.recorded_at), None)
            missing = [one for one in expected if one not in self._told[cause]]
            if missing and cause in self._dropped:
                text = f"{_about(news.content)} was dropped as a dead letter"
                self._findings.note(Area.NOTIFICATION, cause, text)
                continue
            for leader in missing:
                self._disagree(delivery_key(cause, leader), f"an entry: {_about(news.content)}", "none")

    def _compare(self, recorded: RecordedEvent, event: NotificationAdded) -> None:
        self._told[event.cause].add(event.recipient)
        caused = self._caused.get(event.cause)
        if caused is None:
            self._disagree(recorded.key, "a cause that the stores have", f"none with the id {event.cause}")
            return
        if event.cause not in self._expected:
            on = day_of(recorded.recorded_at)
            self._expected[event.cause] = caused.news.told_to(self._people.now(), on)
        expected = self._expected[event.cause]
        if event.recipient not in expected:
            told = ", ".join(expected) or "nobody"
            self._disagree(recorded.key, f"an entry of {told}", f"one of {event.recipient}")
        said = {name: getattr(event, name) for name in (*_COMPARED, "agency")}
        to_say = _as_entry(caused.news.content, expected.get(event.recipient, event.agency))
        if said != to_say:
            self._disagree(recorded.key, *differing(to_say, said))

    def _disagree(self, key: str, expected: str, found: str) -> None:
        self._findings.disagree(Area.NOTIFICATION, f"delivery-{key}", expected, found)


def _as_entry(content: Mapping[str, Any], agency: str) -> dict[str, Any]:
    bare = {"between": ()}
    return {**{name: content.get(name, bare.get(name)) for name in _COMPARED}, "agency": agency}


def _about(content: Mapping[str, Any]) -> str:
    """The kind of entry, and of what."""
    of = content.get("case_number") or f"{content['period']}, edition {content['edition']}"
    return f"{content['kind'].value} of {of}"
