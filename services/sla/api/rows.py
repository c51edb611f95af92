"""Rows of lists of times: with names beside codes, and the working time until or since they are due."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from services.sla.application.sla import SlaApplication
from services.sla.queries import SlaQueries
from services.sla.queries.asking import CaseClock, with_fields
from services.sla.queries.work import box_of
from services.sla.schemas.clocks import (
    CaseClockAnswer,
    ListedAskedClock,
    ListedCaseClock,
    ListedStepClock,
    WorkRow,
)
from services.sla.schemas.escalations import ListedEscalation
from services.sla.views.documents import (
    AskedClockDocument,
    CaseClockDocument,
    ClockState,
    StepClockDocument,
    TimeDocument,
)
from services.sla.views.escalation_documents import EscalationDocument
from shared.documents.values import parse_instant
from shared.kernel import Counting
from shared.names.following import Named
from shared.working_time.calendar import WorkingCalendar

#: What only the asking agency's own people read of a coordination.
_OF_ASKER = dict.fromkeys(("procedure", "procedure_name", "step", "step_name", "visit"))


class Rows:
    """What a page of times looks like."""

    def __init__(self, asked: SlaQueries, application: SlaApplication) -> None:
        self._asked = asked
        self._application = application
        self._calendars: dict[tuple[str, str], WorkingCalendar] = {}

    async def cases(self, found: Sequence[CaseClockDocument]) -> list[ListedCaseClock]:
        """Times of cases."""
        procedures = [(one.opened_in, Named.PROCEDURE, one.procedure) for one in found]
        book = await self._asked.names.book(procedures)
        called = [book.name(*key) for key in procedures]
        return [
            with_fields(ListedCaseClock, one, procedure_name=name, **await self._left(one, one.paused_at))
            for one, name in zip(found, called, strict=True)
        ]

    async def steps(self, found: Sequence[StepClockDocument]) -> list[ListedStepClock]:
        """Times of visits."""
        paused = await self._asked.paused([one.case_number for one in found])
        wanted = [key for one in found for key in _codes(one).values()]
        book = await self._asked.names.book(wanted)
        return [
            with_fields(
                ListedStepClock,
                one,
                **{name: book.name(*key) for name, key in _codes(one).items()},
                **await self._left(one, paused.get(one.case_number)),
            )
            for one in found
        ]

    async def work(self, found: Sequence[StepClockDocument], now: datetime) -> list[WorkRow]:
        """Steps to work on; `now`: by it the boxes were asked for."""
        rows = await self.steps(found)
        answered = await self._asked.roles([one.case_number for one in found])
        book = await self._asked.names.book(key for one in found for key in _senders(one))
        return [
            with_fields(
                WorkRow,
                row,
                box=box_of(one, now),
                sender_name=book.name(*_senders(one)[0]),
                sender_division_name=book.name(*_senders(one)[1]),
                role=answered[one.case_number].role if one.case_number in answered else None,
                asked_by=answered[one.case_number].agency if one.case_number in answered else None,
            )
            for row, one in zip(rows, found, strict=True)
        ]

    async def coordinations(
        self, found: Sequence[AskedClockDocument], readable: Collection[str] | None
    ) -> list[ListedAskedClock]:
        """Times of coordinations; `readable`: the agencies whose cases may be read in full, None for all."""
        paused = await self._asked.paused([one.case_number for one in found])
        procedures = [(one.opened_in, Named.PROCEDURE, one.procedure) for one in found]
        book = await self._asked.names.book(procedures)
        return [
            with_fields(
                ListedAskedClock,
                one,
                **{
                    "procedure_name": book.name(*key),
                    **await self._left(one, paused.get(one.case_number), one.asked_agency),
                    **({} if readable is None or one.agency in readable else _OF_ASKER),
                },
            )
            for one, key in zip(found, procedures, strict=True)
        ]

    async def escalations(
        self, found: Sequence[EscalationDocument], readable: Collection[str] | None
    ) -> list[ListedEscalation]:
        """Escalations, with the names of who held the work; `readable`: as of coordinations."""
        wanted = [key for one in found for key in _held_by(one).values()]
        book = await self._asked.names.book(wanted)
        return [
            with_fields(
                ListedEscalation,
                one,
                **{
                    **{name: book.name(*key) for name, key in _held_by(one).items()},
                    **(_OF_ASKER if _is_hidden(one, readable) else {}),
                },
            )
            for one in found
        ]

    async def whole(self, clock: CaseClock) -> CaseClockAnswer:
        """The time of a case with those of its steps and coordinations."""
        (case,) = await self.cases([clock])
        steps, asked = await self.steps(clock.steps), await self.coordinations(clock.coordinations, None)
        climbed = await self.escalations(clock.escalations, None)
        return with_fields(CaseClockAnswer, case, steps=steps, coordinations=asked, escalations=climbed)

    async def _left(
        self, time: TimeDocument, paused_at: str | None, agency: str | None = None
    ) -> dict[str, Any]:
        """The working minutes until or since it is due; of what stopped, as of that instant.

        And the days that it rests on and that aren't certain.
        """
        stopped = time.stopped_at or paused_at
        now = self._asked.now() if stopped is None else parse_instant(stopped)
        due, calendar = parse_instant(time.due_at), await self._calendar(time.calendar, agency or time.agency)
        late = calendar.working_minutes(due, now) if now > due else None
        ended = time.state == ClockState.STOPPED
        return {
            "remaining_working_minutes": None if ended or now > due else calendar.working_minutes(now, due),
            "overdue_working_minutes": None if ended else late,
            "late_working_minutes": late,
            "provisional_days": list(
                calendar.rests_on(parse_instant(time.started_at), due, Counting(time.time_limit.counting))
            ),
        }

    async def _calendar(self, code: str, agency: str) -> WorkingCalendar:
        if (code, agency) not in self._calendars:
            self._calendars[code, agency] = (await self._application.working_calendar(code)).of(agency)
        return self._calendars[code, agency]


def _senders(step: StepClockDocument) -> tuple[tuple[str, Named, str | None], ...]:
    return (
        (step.agency, Named.OFFICIAL, step.sent_by),
        (step.agency, Named.DIVISION, step.sent_from),
    )


def _codes(step: StepClockDocument) -> dict[str, Any]:
    return {
        "procedure_name": (step.opened_in, Named.PROCEDURE, step.procedure),
        "division_name": (step.agency, Named.DIVISION, step.division),
        "official_name": (step.agency, Named.OFFICIAL, step.official),
    }


def _is_hidden(one: EscalationDocument, readable: Collection[str] | None) -> bool:
    """Whether it is of an answer that one's agency owes to another, whose case isn't one's to read."""
    return one.coordination is not None and readable is not None and one.case_agency not in readable


def _held_by(one: EscalationDocument) -> dict[str, Any]:
    return {
        "procedure_name": (one.opened_in, Named.PROCEDURE, one.procedure),
        "division_name": (one.case_agency, Named.DIVISION, one.division),
        "official_name": (one.case_agency, Named.OFFICIAL, one.official),
    }
