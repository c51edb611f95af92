"""A case that asks another agency, and what its clock told of that."""

from services.sla.domain.events import AskedClockStopped
from tests.unit.sla.cases import case_opened, opening, requested
from tests.unit.sla.clocks import Told
from tests.unit.working_time.calendars import hours

#: The step has ten days, the answer four hours: asked at half past eight, due at half past two.
OPENED = case_opened("2026-03-02 07:30", opening("receive", limit=hours(80)), time_limit=hours(80))
ASKED = requested(2, "2026-03-02 08:30")


def kinds(events):
    return [type(event) for event in events]


def due(case: Told, number: int = 1):
    return case.clock.asked[number].timer.due_at


def stopped(case: Told) -> list[AskedClockStopped]:
    return case.all(AskedClockStopped)
