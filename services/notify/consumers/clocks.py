"""What is told of the time of cases and steps, and to whom."""

from services.notify.application.telling import tell_of_work, tell_people
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.receipt_texts import kind_of_receipt, to_receive
from services.notify.domain.recipients import kind_of, told_of_step
from shared.contracts import sla
from shared.contracts.receipts import ReceiptOverdue
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction


def _on_step(kind: NotificationKind) -> Reaction:
    """Whoever holds the step, or leads there."""

    def react(work: UnitOfWork, event: sla.StepClockEvent, message: Message) -> None:
        if event.old_news:
            return
        tell_of_work(
            work,
            event.division,
            event.official,
            agency=event.agency,
            cause=message.id,
            kind=kind,
            case_number=event.case_number,
            step=event.step,
            visit=event.visit,
            step_name=event.step_name,
            due_at=event.due_at,
        )

    return react


def _on_step_given(work: UnitOfWork, event: sla.StepGiven, message: Message) -> None:
    """Whoever got it; of a step that nobody holds any more, who leads there."""
    tell_people(
        work,
        told_of_step(event),
        agency=event.agency,
        division=event.division,
        official=event.given_by,
        cause=message.id,
        kind=kind_of(event),
        case_number=event.case_number,
        step=event.step,
        visit=event.visit,
        step_name=event.step_name,
        due_at=event.due_at,
    )


def _on_case_overdue(work: UnitOfWork, event: sla.CaseOverdue, message: Message) -> None:
    """Whoever holds an open step of the case, or leads there; nobody does: the agency's heads."""
    if event.old_news:
        return
    holders: list[tuple[str | None, str | None]] = [(one.division, one.official) for one in event.open_steps]
    for division, official in holders or [(None, None)]:
        tell_of_work(
            work,
            division,
            official,
            agency=event.agency,
            cause=message.id,
            kind=NotificationKind.CASE_OVERDUE,
            case_number=event.case_number,
            due_at=event.due_at,
        )


def _on_suspension_ended(work: UnitOfWork, event: sla.SuspensionEnded, message: Message) -> None:
    """Who suspended it: the agency's heads."""
    tell_of_work(
        work,
        None,
        None,
        agency=event.agency,
        cause=message.id,
        kind=NotificationKind.SUSPENSION_ENDED,
        case_number=event.case_number,
        due_at=event.due_at,
    )


def _on_receipt_overdue(work: UnitOfWork, event: ReceiptOverdue, message: Message) -> None:
    """Whoever was to receive it, or leads there; of a coordination the heads of the asked agency."""
    if event.old_news or event.over:
        return
    agency, division, official = to_receive(event)
    asked = event.coordination is not None
    tell_of_work(
        work,
        division,
        official,
        agency=agency,
        cause=message.id,
        kind=kind_of_receipt(event),
        case_number=event.case_number,
        step=None if asked else event.step,
        visit=None if asked else event.visit,
        step_name=None if asked else event.step_name,
        coordination=event.coordination,
        counterpart=event.agency if asked else None,
        due_at=event.due_at,
    )


#: A line for each event.
REACTIONS: dict[type, Reaction] = {
    sla.StepGiven: _on_step_given,
    sla.StepDueSoon: _on_step(NotificationKind.STEP_DUE_SOON),
    sla.StepOverdue: _on_step(NotificationKind.STEP_OVERDUE),
    sla.CaseOverdue: _on_case_overdue,
    ReceiptOverdue: _on_receipt_overdue,
    sla.SuspensionEnded: _on_suspension_ended,
}
