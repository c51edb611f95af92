"""The case's agency ended, and a successor has it: its divisions hold the visits, its hours count."""

from typing import Any

from services.sla.domain.alarms import alarms
from services.sla.domain.clock import Clock, WithdrawalReason, name_of, visit_key
from services.sla.domain.conclusions import withdrawn
from services.sla.domain.events import ClockMoved, VisitMoved
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.moves import moved_dues
from services.sla.domain.pausing import moved
from services.sla.domain.recounting import disproved_by
from shared.contracts.cases.course import CaseMoved
from shared.restating import restate
from shared.working_time.days import Stay


@CLOCK.follows(CaseMoved)
def case_moved(clock: Clock, event: CaseMoved, context: ChangeContext) -> list[Any]:
    """The times go on; what the other agency's hours make later wasn't overdue."""
    stays = [*clock.stays, Stay(agency=event.from_agency, until=event.effective_from)]
    calendar = context.calendar.of(event.agency, stays)
    dues = moved_dues(clock, calendar, clock.pauses, clock.paused_since)
    disproved = disproved_by(clock, dues)
    now, version, recounted = context.recorded_at, context.version, WithdrawalReason.RECOUNTED
    return [
        *(withdrawn(clock, visit, timer, recounted, now, version) for visit, timer in disproved),
        restate(
            ClockMoved,
            event,
            source_version=version,
            visits=tuple(
                restate(VisitMoved, one)
                for one in event.visits
                if visit_key(one.step, one.visit) in clock.open
            ),
            moved=dues,
            alarms=alarms(clock, clock.paused_since, dues, [name_of(visit) for visit, _ in disproved]),
        ),
    ]


@CLOCK.evolves(ClockMoved)
def taken_over(clock: Clock, event: ClockMoved) -> None:
    """Finished visits stay with who had them."""
    clock.stays.append(Stay(agency=event.from_agency, until=event.effective_from))
    clock.agency = event.agency
    for one in event.visits:
        visit = clock.open[visit_key(one.step, one.visit)]
        visit.division, visit.official = one.division, one.official
    moved(clock, event)
