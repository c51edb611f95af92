"""What the clocks concluded and what happened to cases and coordinations, and who is to be told of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from services.notify.domain.contesting_news import CONTESTED, contesting_news
from services.notify.domain.coordination_news import TOLD, CoordinationNews, news_of
from services.notify.domain.delegates import with_delegates
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import Directory
from services.notify.domain.receipt_texts import kind_of_receipt, to_receive
from services.notify.domain.recipients import kind_of, recipients, told_of_step
from shared.contracts.cases.course import CaseMoved, CaseOpened, HistoryEnded, HistoryResumed
from shared.contracts.receipts import ReceiptOverdue
from shared.contracts.sla import CaseOverdue, StepDueSoon, StepGiven, StepOverdue, SuspensionEnded
from shared.contracts.source import event_id
from shared.kernel import day_of
from shared.runtime.checking import Followed

_KINDS: dict[type, NotificationKind] = {
    StepDueSoon: NotificationKind.STEP_DUE_SOON,
    StepOverdue: NotificationKind.STEP_OVERDUE,
    CaseOverdue: NotificationKind.CASE_OVERDUE,
    SuspensionEnded: NotificationKind.SUSPENSION_ENDED,
    CaseMoved: NotificationKind.CASE_LEFT_TO_HEAD,
}


Holders: TypeAlias = tuple[tuple[str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What people are to be told, and who holds the work."""

    kind: NotificationKind
    agency: str
    case_number: str
    step: str | None
    visit: int | None
    due_at: datetime
    holders: Holders  #: division and official
    told: Callable[[Directory], Iterable[str]]  #: who is, by a directory of the agency
    recorded_at: datetime
    settled: bool  #: it could be told by now
    coordination: int | None = None  #: that it is about; None: none

    def told_to(self, directory: Directory, at: datetime | None = None) -> tuple[str, ...]:
        """Who is told of it, by a directory of the agency; with those who act for them at that moment."""
        found = list(self.told(directory))
        if at is None:
            return tuple(dict.fromkeys(found))
        return with_delegates(found, directory.delegations, day_of(at))


class Conclusions:
    """The same by the id under which it was told, as the logs of the sla and the cases store go by."""

    def __init__(self) -> None:
        self.by_cause: dict[str, Conclusion] = {}
        self._taken_in: set[str] = set()  #: cases of which the history is told: nobody is told of it

    def take(self, followed: Followed) -> None:
        """See the next event."""
        event, recorded = followed.event, followed.recorded
        cause = event_id(followed.service, recorded.stream, recorded.version)
        self._note_history(event)
        if isinstance(event, (*TOLD, *CONTESTED)):
            self._take_news(cause, event, followed)
            return
        if isinstance(event, CaseMoved) and (not event.left_to_head or event.case_number in self._taken_in):
            return
        if isinstance(event, ReceiptOverdue):
            self._take_receipt(cause, event, followed)
            return
        kind = kind_of(event) if isinstance(event, StepGiven) else _KINDS.get(type(event))
        if kind is None or getattr(event, "old_news", False):
            return
        holders = _holders(event)
        self.by_cause[cause] = Conclusion(
            kind,
            event.agency,
            event.case_number,
            getattr(event, "step", None),
            getattr(event, "visit", None),
            event.moved_at if isinstance(event, CaseMoved) else event.due_at,
            holders,
            told_of_step(event) if isinstance(event, StepGiven) else _who_holds(event.agency, holders),
            recorded.recorded_at,
            followed.settled,
        )

    def _take_receipt(self, cause: str, event: ReceiptOverdue, followed: Followed) -> None:
        if event.old_news or event.over:
            return
        agency, *holder = to_receive(event)
        asked, holders = event.coordination is not None, ((holder[0], holder[1]),)
        self.by_cause[cause] = Conclusion(
            kind_of_receipt(event),
            agency,
            event.case_number,
            None if asked else event.step,
            None if asked else event.visit,
            event.due_at,
            holders,
            _who_holds(agency, holders),
            followed.recorded.recorded_at,
            followed.settled,
            event.coordination,
        )

    def _note_history(self, event: Any) -> None:
        if isinstance(event, HistoryResumed) or (isinstance(event, CaseOpened) and event.runs_on):
            self._taken_in.add(event.case_number)
        elif isinstance(event, HistoryEnded):
            self._taken_in.discard(event.case_number)

    def _take_news(self, cause: str, event: Any, followed: Followed) -> None:
        if event.case_number in self._taken_in:
            return
        news = contesting_news(event) if isinstance(event, CONTESTED) else news_of(event)
        if news is None:
            return
        self.by_cause[cause] = Conclusion(
            news.kind,
            news.agency,
            news.case_number,
            news.step,
            news.visit,
            news.due_at,
            ((news.division, news.official),),
            news.told_to,
            followed.recorded.recorded_at,
            followed.settled,
            news.coordination if isinstance(news, CoordinationNews) else None,
        )


def _who_holds(agency: str, holders: Holders) -> Callable[[Directory], Iterable[str]]:
    return lambda known: [one for holder in holders for one in recipients(known, agency, *holder)]


def _holders(
    event: StepGiven | StepDueSoon | StepOverdue | CaseOverdue | SuspensionEnded | CaseMoved,
) -> Holders:
    if isinstance(event, SuspensionEnded | CaseMoved):
        return ((None, None),)
    if isinstance(event, CaseOverdue):
        return tuple((one.division, one.official) for one in event.open_steps) or ((None, None),)
    return ((event.division, event.official),)
