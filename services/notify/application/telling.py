"""To tell people: an entry in the inbox of each, once for each cause."""

from collections.abc import Iterable
from typing import Any

from services.notify.domain.adding import AddNotification
from services.notify.domain.delegates import with_delegates
from services.notify.domain.delivery import DELIVERY, delivery_key
from services.notify.domain.directory import DIRECTORY
from services.notify.domain.recipients import holders, recipients
from shared.contracts.notify import NotificationContent
from shared.decider import by_itself
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role, day_of


def tell_of_work(
    work: UnitOfWork, division: str | None, official: str | None, *, agency: str, **content: Any
) -> None:
    """Put an entry into the inbox of whoever holds or leads the work, once for each cause."""
    directory = work.state(DIRECTORY, agency)
    told = recipients(directory, agency, division, official)
    people = with_delegates(told, directory.delegations, day_of(work.context.recorded_at))
    _add(work, people, agency=agency, division=division, **content)


def tell_of_catalogue(work: UnitOfWork, roles: tuple[Role, ...], *, agency: str, **content: Any) -> None:
    """Put an entry on a catalogue into the inboxes of those who hold the roles in the agency."""
    _add(work, holders(work.state(DIRECTORY, agency), agency, *roles), agency=agency, **content)


def _add(work: UnitOfWork, people: Iterable[str], **content: Any) -> None:
    for recipient in people:
        command = AddNotification(content=NotificationContent(recipient=recipient, **content))
        work.decide(
            DELIVERY,
            delivery_key(command.content.cause, recipient),
            command,
            by_itself(work.context.recorded_at),
            correlation=command.content.case_number or command.content.owner,
        )
