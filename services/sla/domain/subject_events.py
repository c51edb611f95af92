"""What a case is said to be about is mended, wherever its times are shown."""

from services.sla.domain.events import ClockChange
from shared.contracts.declaring import event, part


@part
class NamedVisit:
    """A visit, open or finished."""

    step: str
    visit: int


@event()
class ClockSubjectCorrected(ClockChange):
    """What the case is about is said otherwise, wherever its times are shown."""

    subject: str
    visits: tuple[NamedVisit, ...]  #: all
    coordinations: tuple[int, ...] = ()  #: all
