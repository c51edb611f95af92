"""Of buck-passing the leader is told who stands above all that had a part in it."""

from services.notify.application.telling import tell_above
from services.notify.domain.delivery import NotificationKind
from shared.contracts.cases.passing import BuckPassingDetected
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import RECORDING_BOUND
from shared.messaging.message import Message, Reaction


def _on_buck_passing(work: UnitOfWork, event: BuckPassingDetected, message: Message) -> None:
    """Of what was long past when it was recorded nobody is told: a history was taken in."""
    if message.cloud.recordedtime - event.detected_at > RECORDING_BOUND:
        return
    tell_above(
        work,
        event.above,
        {unit.agency for unit in event.between},
        agency=event.agency,
        cause=message.id,
        kind=NotificationKind.BUCK_PASSING,
        case_number=event.case_number,
        step=event.step,
        between=tuple(unit.division or unit.agency for unit in event.between),
        due_at=event.detected_at,
    )


#: A line for each event.
REACTIONS: dict[type, Reaction] = {BuckPassingDetected: _on_buck_passing}
