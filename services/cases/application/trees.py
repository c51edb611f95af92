"""Reads the events that a tree is made of: from a case up to the root, and down again."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.cases.domain.case import CASE
from services.cases.domain.directory import DIRECTORY, RETRY_AFTER
from services.cases.domain.known import KnownNow
from services.cases.domain.tree.recorded import CaseRecord
from services.cases.domain.tree.story import Names, StoryLine, story_of
from services.cases.domain.tree.tree import Tree, tree_of
from services.cases.domain.working_calendar import CALENDAR
from services.cases.errors.known import CalendarNotKnownYet
from services.cases.errors.tree import TreeTooLarge
from shared.contracts.cases.coordination import CoordinationEvent, CoordinationReceived
from shared.contracts.cases.course import AnsweredCoordination, CaseOpened
from shared.contracts.source import event_id
from shared.contracts.topics import Service
from shared.eventstore.application import Application
from shared.eventstore.records import RecordedEvent
from shared.public_holidays import further_days

#: Events that are read at once.
_ROWS = 1_000
#: What a tree may have: far more than a save could write at once.
MOST_CASES = 2_000


@dataclass(frozen=True, slots=True)
class RecordedTree:
    """All events of a tree, and the calendars that it counts by."""

    root: str
    lead_agency: str
    records: Sequence[CaseRecord]
    known: KnownNow
    names: Names

    def at(self, case_number: str, as_of: datetime) -> Tree | None:
        """The tree of one of its cases as it was then; None: that hadn't begun."""
        return tree_of(case_number, self.records, as_of, self.known)

    def story(
        self, case_number: str, as_of: datetime, own: Callable[[str], bool] = lambda _agency: True
    ) -> list[StoryLine]:
        """What had happened by then in the case, and in those that answer what it asked for.

        `own`: whether the reader sees an agency's cases in full.
        """
        return story_of(case_number, self.records, as_of, self.names, own)

    @property
    def agencies(self) -> frozenset[str]:
        """Whose cases they are, or were, and who was asked."""
        return frozenset(_agencies(self.records))

    def agency_of(self, case_number: str) -> str:
        """Who has one of its cases now."""
        return str([one.event.agency for one in self.records if one.case_number == case_number][-1])

    @property
    def last(self) -> datetime:
        """When its last event took effect."""
        return max(one.at for one in self.records)


async def read_tree(application: Application, case_number: str) -> RecordedTree | None:
    """The whole tree that a case belongs to; None: there is no such case.

    Raises `TreeTooLarge`, and `CalendarNotKnownYet`.
    """
    read: dict[str, list[CaseRecord]] = {}
    root = await _root_of(application, case_number, read)
    if root is None:
        return None
    waiting = [root]
    while waiting:
        number = waiting.pop()
        records = await _records(application, number, read)
        if len(read) > MOST_CASES:
            raise TreeTooLarge(case_number=case_number, most=MOST_CASES)
        waiting += [child for child in _children(records) if child not in read]
    whole = [one for records in read.values() for one in records]
    opened = [one.event for one in whole if isinstance(one.event, CaseOpened)]
    return RecordedTree(
        root,
        next(one.agency for one in opened if one.case_number == root),
        whole,
        await _calendars(application, opened),
        await _names(application, _agencies(whole)),
    )


async def read_case(application: Application, case_number: str) -> list[CaseRecord]:
    """What happened to one case; nothing where there is none."""
    return await _records(application, case_number, {})


async def _root_of(application: Application, number: str, read: dict[str, list[CaseRecord]]) -> str | None:
    """The topmost case that is there: of one whose asking case is missing, itself."""
    root = None
    while records := await _records(application, number, read):
        answers = _answers(records)
        root = number
        if answers is None or answers.case_number in read:
            break
        number = answers.case_number
    return root


def _answers(records: Sequence[CaseRecord]) -> AnsweredCoordination | None:
    opened = records[0].event
    return opened.answers if isinstance(opened, CaseOpened) else None


def _children(records: Iterable[CaseRecord]) -> list[str]:
    received = (one.event for one in records if isinstance(one.event, CoordinationReceived))
    return [event.child_case for event in received if event.child_case is not None]


async def _records(
    application: Application, number: str, read: dict[str, list[CaseRecord]]
) -> list[CaseRecord]:
    if number not in read:
        found = [record_of(one) async for one in _events(application, CASE.stream(number))]
        if not found:
            return []
        read[number] = found
    return read[number]


async def _events(application: Application, stream: str) -> AsyncIterator[RecordedEvent]:
    after = 0
    while page := await application.read(application.store.events, stream, after, _ROWS):
        for one in page:
            yield one
        after = page[-1].version


def record_of(recorded: RecordedEvent) -> CaseRecord:
    """A recorded event of a case as its tree has it."""
    return CaseRecord(
        case_number=recorded.key,
        version=recorded.version,
        id=event_id(Service.CASES.value, recorded.stream, recorded.version),
        causation_id=recorded.causation_id,
        command_id=recorded.command_id,
        recorded_at=recorded.recorded_at,
        event=recorded.event,
    )


async def _calendars(application: Application, opened: Iterable[CaseOpened]) -> KnownNow:
    known = KnownNow()
    for code in sorted({one.working_calendar for one in opened}):
        replicated, _ = await application.state(CALENDAR, code)
        calendar = replicated.working(further_days)
        if calendar is None:
            raise CalendarNotKnownYet(calendar=code, retry_after=RETRY_AFTER)
        known.calendars[code] = calendar
    return known


def _agencies(records: Iterable[CaseRecord]) -> set[str]:
    """Whose people act in the tree."""
    events = [one.event for one in records]
    asked = {one.asked_agency for one in events if isinstance(one, CoordinationEvent)}
    return asked | {one.agency for one in events}


async def _names(application: Application, agencies: Iterable[str]) -> Names:
    found = {agency: (await application.state(DIRECTORY, agency))[0] for agency in sorted(agencies)}
    return Names(directories=found)
