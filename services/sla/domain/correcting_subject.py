"""What a case is said to be about is mended, and so what its times are shown with."""

from services.sla.domain.clock import Clock
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.subject_events import ClockSubjectCorrected, NamedVisit
from shared.contracts.cases.course import SubjectCorrected


@CLOCK.follows(SubjectCorrected)
def corrected(clock: Clock, event: SubjectCorrected, context: ChangeContext) -> list[ClockSubjectCorrected]:
    """The times of all visits and coordinations bear it."""
    visits = tuple(
        NamedVisit(step=one.step, visit=one.number)
        for one in (*clock.finished.values(), *clock.open.values())
    )
    asked, version = tuple(clock.asked), context.version
    return [
        ClockSubjectCorrected(source_version=version, subject=event.new, visits=visits, coordinations=asked)
    ]


@CLOCK.evolves(ClockSubjectCorrected)
def subject_corrected(_clock: Clock, _event: ClockSubjectCorrected) -> None:
    """No time changes."""
