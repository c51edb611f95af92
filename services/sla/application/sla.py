"""The sla service's use cases: sweep the clocks, count them anew, define and change calendars."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any

from services.sla.application.known_here import KnownHere, working
from services.sla.application.measuring import observe_delays, observe_late, observe_waits, waits
from services.sla.domain.current_calendar import TellCalendar
from services.sla.domain.deciders import (
    CALENDAR,
    CLOCK,
    CURRENT_CALENDAR,
    EVALUATION,
    EVALUATION_POLICY,
    REPORT,
    REPORT_CONTENT,
)
from services.sla.domain.evaluation.rating import EvaluatedOfficial
from services.sla.domain.recounting import Recount
from services.sla.domain.reports.issuing import CountedReport
from services.sla.domain.reports.keeping import KeepPart
from services.sla.domain.sweeping import Sweep
from shared.decider import Decider, GivenCommand, by_itself
from shared.eventstore.application import Application
from shared.eventstore.records import Answer, CommandContext, Position, new_context, utc_now
from shared.eventstore.unit_of_work import Stream, UnitOfWork
from shared.working_time.calendar import WorkingCalendar


class SlaApplication(Application):
    """Clocks, and the calendars that they count by."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._calendars: dict[str, tuple[int, WorkingCalendar]] = {}  #: for queries, with their versions

    async def execute(
        self,
        handler: Callable[[UnitOfWork], Answer],
        context: CommandContext | None = None,
        positions: Sequence[Position] = (),
        reads: Sequence[Stream] = (),
    ) -> Answer:
        """As every application does; measures how long each receipt that was saved had been waited for."""
        waited: list[tuple[str, int]] = []

        @wraps(handler)
        def measured(work: UnitOfWork) -> Answer:
            before = len(work.events)
            answer = handler(work)
            waited[:] = waits(work, before)  # it may be decided again: the last time counts
            return answer

        answer = await super().execute(measured, context, positions, reads)
        observe_waits(waited)
        return answer

    async def sweep(self, case_number: str, now: datetime, version: int = 0) -> None:
        """Raise what is due soon or overdue in one case, each once, on its clock at `version` or later."""
        raised: Sequence[object] = ()
        known_at: datetime | None = None

        def handler(work: UnitOfWork) -> Answer:
            nonlocal raised, known_at
            if work.version(CLOCK, case_number) < version:
                # Another process has written it since: an old state that leads to no event would never meet
                # the conflict that tells of it.
                work.fresh(CLOCK, case_number)
            act = replace(by_itself(now), recorded_at=work.context.recorded_at)
            known, known_at = KnownHere(work), work.recorded_at(CLOCK, case_number)
            raised = work.decide(CLOCK, case_number, Sweep(), act, known, correlation=case_number)
            return None

        await self.execute(handler, reads=[(CLOCK, case_number)])
        if (late := observe_delays(raised)) and known_at is not None:
            observe_late(late, known_at)

    async def recount(self, case_number: str, reason: str) -> None:
        """Count one case's open dues by its calendar as it is now."""

        def handler(work: UnitOfWork) -> Answer:
            work.fresh(CLOCK, case_number)  # what is kept here may lack a visit that is to be counted
            act = by_itself(work.context.recorded_at)
            command = Recount(reason=reason)
            work.decide(CLOCK, case_number, command, act, KnownHere(work), correlation=case_number)
            return None

        await self.execute(handler)

    async def reread_calendar(self, code: str) -> None:
        """Forget what this process knows of a calendar: another one may have changed it."""

        def handler(work: UnitOfWork) -> Answer:
            work.fresh(CALENDAR, code)
            return None

        await self.execute(handler)

    async def change_calendar(
        self, code: str, given: GivenCommand, context: CommandContext, version: int | None = None
    ) -> Answer:
        """Define a calendar, or change one; `version`: that the client saw."""

        def handler(work: UnitOfWork) -> Answer:
            work.expect(CALENDAR, code, version)
            work.decide(CALENDAR, code, given.command, given.act, code, correlation=code)
            _tell_calendar(work, code)
            return {"calendar": code, "version": work.version(CALENDAR, code)}

        return await self.execute(handler, context)

    async def rate(
        self,
        official: str,
        given: GivenCommand,
        known: EvaluatedOfficial,
        context: CommandContext,
        version: int | None = None,
    ) -> Answer:
        """Enter or decide something of an official's evaluation; `version`: that the client saw."""
        return await self._decide(EVALUATION, official, given, known, context, version)

    async def rate_all(
        self, given: GivenCommand, known: Sequence[EvaluatedOfficial], context: CommandContext
    ) -> Answer:
        """Decide the same of several officials, in one save."""

        def handler(work: UnitOfWork) -> Answer:
            for one in known:
                work.decide(EVALUATION, one.official, given.command, given.act, one, correlation=one.official)
            return {"officials": [one.official for one in known]}

        return await self.execute(handler, context)

    async def decide_policy(
        self, scope: str, given: GivenCommand, context: CommandContext, version: int | None = None
    ) -> Answer:
        """Decide by which policies an agency, or the province, evaluates."""
        return await self._decide(EVALUATION_POLICY, scope, given, scope, context, version)

    async def report(
        self, key: str, given: GivenCommand, known: CountedReport | None, context: CommandContext
    ) -> Answer:
        """Issue a report, a further edition of it, or note a file of it."""
        return await self._decide(REPORT, key, given, known, context, None)

    async def keep_part(self, digest: str, part: KeepPart) -> None:
        """Keep a part of a report's content, in a save of its own: together they may be many."""
        given = GivenCommand(part, by_itself(utc_now()))
        await self._decide(REPORT_CONTENT, digest, given, None, new_context(), None)

    async def _decide(
        self,
        decider: Decider[Any],
        key: str,
        given: GivenCommand,
        known: Any,
        context: CommandContext,
        version: int | None,
    ) -> Answer:
        def handler(work: UnitOfWork) -> Answer:
            work.expect(decider, key, version)
            events = work.decide(decider, key, given.command, given.act, known, correlation=key)
            names = [type(one).__name__ for one in events]
            return {"key": key, "version": work.version(decider, key), "events": names}

        return await self.execute(handler, context)

    async def tell_calendar(self, code: str) -> None:
        """Tell a calendar as it is now, if that hasn't been told yet."""

        def handler(work: UnitOfWork) -> Answer:
            work.fresh(CURRENT_CALENDAR, code)
            _tell_calendar(work, code)
            return None

        await self.execute(handler)

    async def working_calendar(self, code: str) -> WorkingCalendar:
        """The calendar for a query. Raises `UnknownCalendar`."""
        return (await self.versioned_calendar(code))[0]

    async def versioned_calendar(self, code: str) -> tuple[WorkingCalendar, int]:
        """The same, with its version."""
        state, version = await self.state(CALENDAR, code)
        kept = self._calendars.get(code)
        if kept is None or kept[0] != version:
            kept = self._calendars[code] = (version, working(state, code))
        return kept[1], version


def _tell_calendar(work: UnitOfWork, code: str) -> None:
    """Tell the calendar as it stands, in the same save: whoever counts by it is never far behind."""
    calendar = working(work.state(CALENDAR, code), code)
    command = TellCalendar(calendar=calendar, version=work.version(CALENDAR, code))
    act = by_itself(work.context.recorded_at)
    work.decide(CURRENT_CALENDAR, code, command, act, correlation=code)
