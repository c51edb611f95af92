"""Reads the cases of a store one after the other, as they were at one position of its log.

It blocks: what reads is called from the store's readers, what counts from another thread.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from services.cases.application.trees import record_of
from services.cases.domain.case import CASE
from services.cases.domain.known import KnownNow
from services.cases.domain.process.exported import ExportedCase, exported
from services.cases.domain.tree.recorded import CaseRecord
from services.cases.domain.working_calendar import CALENDAR
from services.cases.exporting.selecting import CaseSelection
from shared.contracts.cases.course import AnsweredCoordination, CaseOpened
from shared.eventstore.store import EventStore
from shared.public_holidays import further_days

#: Events that are read, and made into a part of the file, in one go.
ROWS = 500


class CaseLog:
    """The cases of a selection, in the order of their numbers."""

    def __init__(self, store: EventStore, selection: CaseSelection, as_of: datetime) -> None:
        self.selection, self.as_of = selection, as_of
        self.position = store.last_notification_id()
        self.events = store.count_of(CASE, self.position)  #: of all cases
        self.read = 0  #: events, also of cases that aren't selected
        self.cases = 0  #: that were selected
        self._store = store
        self._after = ("", 0)
        self._begun: list[CaseRecord] = []  #: of the case whose events may go on
        self.known = KnownNow()  #: the calendars of the cases so far

    def next_cases(self) -> list[list[CaseRecord]] | None:
        """The selected cases that the next events complete, each its events; None: there are no more."""
        rows = self._store.by_stream(CASE, self._after, self.position, ROWS)
        if not rows:
            last, self._begun = self._begun, []
            return list(self._selected(last)) if last else None
        self._after = rows[-1].stream, rows[-1].version
        self.read += len(rows)
        whole: list[list[CaseRecord]] = []
        for number, some in groupby(map(record_of, rows), key=attrgetter("case_number")):
            if self._begun and self._begun[0].case_number != number:
                whole += self._selected(self._begun)
                self._begun = []
            self._begun += some
        return whole

    def made(self, records: list[CaseRecord]) -> ExportedCase | None:
        """The case that these events make; None: it hadn't begun."""
        case = exported(records, self.as_of, self.known)
        self.cases += case is not None
        return case

    def has(self, asking: AnsweredCoordination) -> bool:
        """Whether the case that asks is selected as well."""
        rows = self._store.events(CASE.stream(asking.case_number))
        return bool(rows) and self.selection.takes([record_of(one) for one in rows])

    def _selected(self, records: list[CaseRecord]) -> Iterator[list[CaseRecord]]:
        opened = records[0].event
        if isinstance(opened, CaseOpened) and self.selection.takes(records):
            self._know(opened.working_calendar)
            yield records

    def _know(self, code: str) -> None:
        """What isn't known yet stays so: a case that counts by it is told without its due instant."""
        if code not in self.known.calendars:
            calendar = self._store.load(CALENDAR, code).state.working(further_days)
            if calendar is not None:
                self.known.calendars[code] = calendar
