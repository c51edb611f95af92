"""What other systems see of inboxes."""

from services.notify import domain
from shared.contracts import notify as contracts
from shared.contracts.publication import Origin, Publication, Translations


def _added(event: domain.NotificationAdded, origin: Origin) -> Publication:
    published = contracts.NotificationAdded(
        notification=origin.key,
        recipient=event.recipient,
        agency=event.agency,
        division=event.division,
        kind=event.kind.value,
        case_number=event.case_number,
        step=event.step,
        visit=event.visit,
        step_name=event.step_name,
        subject=event.subject,
        due_at=event.due_at,
        cause=event.cause,
        added_at=event.added_at,
    )
    return Publication(published, event.added_at)


def _read(event: domain.NotificationRead, origin: Origin) -> Publication:
    published = contracts.NotificationRead(
        notification=origin.key,
        recipient=event.recipient,
        agency=event.agency,
        case_number=event.case_number,
        cause=event.cause,
        read_by=event.read_by,
        read_at=event.read_at,
    )
    return Publication(published, event.read_at)


TRANSLATIONS: Translations = {domain.NotificationAdded: _added, domain.NotificationRead: _read}
