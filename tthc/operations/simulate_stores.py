"""A what-if on the cases in the event stores, by the very rules that their clocks run by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shared.contracts.vocabulary import TimeLimit
from shared.eventstore.application import Application
from shared.runtime.service import Service
from tthc.mining.whatif.comparison import Comparison
from tthc.mining.whatif.errors import LimitsFitNothing, NoCasesInPeriod
from tthc.mining.whatif.limits import Limits
from tthc.mining.whatif.period import EVER, Period
from tthc.operations.relimiting import Relimiting
from tthc.operations.stored_cases import StoredCases


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreQuestion:
    """Which cases, and under which limits."""

    agency: str
    procedure: str
    limits: Limits
    limits_path: Path
    period: Period = EVER


class StoreWhatIf:
    """Follows each case's clock twice: as it was, and with the new limits.

    With them no due instant holds that was given exactly, at the opening or by an extension: the limits alone
    count. Steps that they don't name, and a total that they don't state, keep what was issued. What isn't
    finished counts as late if it is past due now.
    """

    def __init__(self, cases: Application, sla: Application, question: StoreQuestion, now: datetime) -> None:
        self._question = question
        self._stored = StoredCases(cases, sla)
        self._relimiting = Relimiting(question.limits, now)
        self._issued: dict[str, TimeLimit] = {}
        self._order: dict[str, str] = {}  #: step → name, as the editions have them
        self._comparison = Comparison(has_before=True)

    async def comparison(self) -> Comparison:
        """Count. Raises `NoCasesInPeriod`, `LimitsFitNothing`, `UnknownCalendar`."""
        question = self._question
        async for opened, number in self._stored.opened(question.agency, question.procedure):
            for step in opened.steps:
                self._order.setdefault(step.step, step.name)
                self._issued[step.step] = step.time_limit
            calendar = await self._stored.calendar(opened.working_calendar)
            if calendar.local_day(opened.opened_at) in question.period:
                self._relimiting.compare(await self._stored.events(number), calendar, self._comparison)
        return self._told()

    def _told(self) -> Comparison:
        comparison, question = self._comparison, self._question
        if not comparison.cases.count:
            raise NoCasesInPeriod
        named = {step: limit for step, limit in question.limits.steps.items() if step in self._order}
        if not question.limits.fit(self._order):
            raise LimitsFitNothing(
                where=str(question.limits_path),
                path=question.limits_path.name,
                steps=", ".join(self._order),
            )
        comparison.steps = {step: comparison.steps[step] for step in self._order if step in comparison.steps}
        comparison.names = self._order
        comparison.limits_before = self._issued
        comparison.limits_after = {**self._issued, **named}
        comparison.unnamed = tuple(step for step in comparison.steps if step not in named)
        comparison.unvisited = tuple(step for step in question.limits.steps if step not in comparison.steps)
        return comparison


async def simulate_stores(services: Sequence[Service], question: StoreQuestion, now: datetime) -> Comparison:
    """The what-if on opened services: cases and sla, as `tthc.operations.opening` opens them."""
    applications = {service.name.value: service.application for service in services}
    return await StoreWhatIf(applications["cases"], applications["sla"], question, now).comparison()
