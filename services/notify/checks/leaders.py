"""Every entry of leaders' inboxes against its event, and each such event against its entries."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from services.notify.checks.inbox import InboxCheck
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.leader_news import LeaderNews
from shared.contracts.notify import NotificationAdded
from shared.contracts.source import event_id
from shared.eventstore.records import RecordedEvent
from shared.kernel import day_of
from shared.runtime.checking import Followed
from shared.runtime.findings import Findings, differing

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


class LeaderCheck(InboxCheck):
    """Compares with what leaders are told of an event, and whom that concerns."""

    kinds: ClassVar[frozenset[NotificationKind]]  #: the entries that it compares
    counted: ClassVar[str]  #: what the events are called among what was checked

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings)
        self._caused: dict[str, _Caused] = {}
        self._expected: dict[str, Mapping[str, str]] = {}

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

    async def finish(self, now: datetime, *, running: bool) -> None:  # noqa: ARG002 - nothing falls due here
        """Tell who wasn't told."""
        for cause, (news, followed) in self._caused.items():
            self._findings.checked[self.counted] += 1
            if not followed.settled:
                continue
            expected = self._expected.get(cause)
            if expected is None:
                expected = news.told_to(self._people.before(followed.recorded.recorded_at), None)
            self._tell_missing(cause, expected, _about(news.content), "an entry")

    def _take_entry(self, recorded: RecordedEvent, event: NotificationAdded) -> None:
        if event.kind not in self.kinds:
            return
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


def _as_entry(content: Mapping[str, Any], agency: str) -> dict[str, Any]:
    bare = {"between": ()}
    return {**{name: content.get(name, bare.get(name)) for name in _COMPARED}, "agency": agency}


def _about(content: Mapping[str, Any]) -> str:
    """The kind of entry, and of what."""
    of = content.get("case_number") or f"{content['period']}, edition {content['edition']}"
    return f"{content['kind'].value} of {of}"
