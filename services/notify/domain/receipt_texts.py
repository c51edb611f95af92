"""What is told of what was not received in time, to whom, and in which words."""

from services.notify.domain.delivery import NotificationKind
from shared.contracts.receipts import ReceiptOverdue
from shared.errors import Language

#: Title and sentence, by kind and language.
RECEIPT_TEXTS: dict[NotificationKind, dict[Language, tuple[str, str]]] = {
    NotificationKind.STEP_NOT_RECEIVED: {
        Language.VI: (
            "Quá hạn tiếp nhận: bước {step}, hồ sơ {case}",
            "Bước {step} của hồ sơ {case} chưa được tiếp nhận, quá hạn tiếp nhận từ {due}.",
        ),
        Language.EN: (
            "Not received: step {step}, case {case}",
            "Step {step} of case {case} was to be received by {due}, and nobody has.",
        ),
    },
    NotificationKind.COORDINATION_NOT_RECEIVED: {
        Language.VI: (
            "Quá hạn tiếp nhận: đề nghị phối hợp của {counterpart}, hồ sơ {case}",
            "Đề nghị phối hợp số {coordination} của hồ sơ {case} ({counterpart}) chưa được tiếp nhận, "
            "quá hạn tiếp nhận từ {due}.",
        ),
        Language.EN: (
            "Not received: a request of {counterpart}, case {case}",
            "Coordination {coordination} of case {case} ({counterpart}) was to be received by {due}, "
            "and nobody has.",
        ),
    },
}


def kind_of_receipt(event: ReceiptOverdue) -> NotificationKind:
    """What is told of it."""
    if event.coordination is not None:
        return NotificationKind.COORDINATION_NOT_RECEIVED
    return NotificationKind.STEP_NOT_RECEIVED


def to_receive(event: ReceiptOverdue) -> tuple[str, str | None, str | None]:
    """Agency, division and official that were to receive it; of a coordination the agency alone."""
    if event.coordination is not None:
        return event.asked_agency or event.agency, None, None
    return event.agency, event.division, event.official
