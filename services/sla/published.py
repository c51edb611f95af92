"""What the sla service tells of moves of due instants: of the case alone; all else is told as it is kept."""

from datetime import datetime

from services.sla.domain.events import ClockExtended, ClockMoved, ClockRecounted, ClockReopened, ClockResumed
from shared.contracts.publication import Origin, Publication, Translations
from shared.contracts.sla import CaseDueMoved


def _extended(event: ClockExtended, origin: Origin) -> Publication | None:
    return _moved(origin, event.due_at, "extended", event.extended_at)


def _resumed(event: ClockResumed, origin: Origin) -> Publication | None:
    return _moved(origin, _of_case(event), "resumed", event.resumed_at)


def _reopened(event: ClockReopened, origin: Origin) -> Publication | None:
    return _moved(origin, event.due_at, "reopened", event.reopened_at)


def _recounted(event: ClockRecounted, origin: Origin) -> Publication | None:
    return _moved(origin, _of_case(event), "recounted", event.recounted_at)


def _with_agency(event: ClockMoved, origin: Origin) -> Publication | None:
    return _moved(origin, _of_case(event), "moved", event.moved_at)


def _of_case(event: ClockResumed | ClockRecounted | ClockMoved) -> datetime | None:
    return next((one.due_at for one in event.moved if one.step is None), None)


def _moved(origin: Origin, due: datetime | None, reason: str, at: datetime) -> Publication | None:
    if due is None:
        return None
    return Publication(CaseDueMoved(case_number=origin.key, due_at=due, reason=reason, moved_at=at), at)


TRANSLATIONS: Translations = {
    ClockExtended: _extended,
    ClockResumed: _resumed,
    ClockReopened: _reopened,
    ClockRecounted: _recounted,
    ClockMoved: _with_agency,
}
