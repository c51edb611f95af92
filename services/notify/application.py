"""The notify service's use cases: tell people once, keep who is told, note what was read."""

from datetime import datetime

from services.notify.domain import (
    DELIVERY,
    DIRECTORY,
    AddNotification,
    ListDelegate,
    ListOfficial,
    MarkRead,
    NotificationKind,
    UnlistDelegate,
    decide_delivery,
    decide_directory,
    delivery_key,
    holders,
    recipients,
    with_delegates,
)
from shared.eventstore.application import Application
from shared.eventstore.pending_command import Answer
from shared.eventstore.records import CommandContext
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role, day_of

AGGREGATES = (DELIVERY, DIRECTORY)


class NotifyApplication(Application):
    """Inboxes."""

    async def mark_read(self, key: str, command: MarkRead, context: CommandContext) -> Answer:
        """Note that the recipient has read an entry."""

        def handler(work: UnitOfWork) -> Answer:
            delivery = work.state(DELIVERY, key)
            events = decide_delivery(delivery, command)
            added = delivery.added
            correlation = (added.case_number or added.owner if added else None) or key
            work.append(DELIVERY, key, events, correlation=correlation)
            return {"notification": key, "version": work.version(DELIVERY, key)}

        return await self.execute(handler, context)


def tell(
    work: UnitOfWork,
    *,
    cause: str,
    kind: NotificationKind,
    agency: str,
    case_number: str,
    division: str | None,
    official: str | None,
    step: str | None,
    visit: int | None,
    step_name: str | None,
    due_at: datetime,
) -> None:
    """Put an entry into the inbox of whoever holds or leads the work, once for each cause."""
    directory = work.state(DIRECTORY, agency)
    told = recipients(directory, agency, division, official)
    today = day_of(work.context.recorded_at)
    for recipient in with_delegates(told, directory.delegates, today):
        key = delivery_key(cause, recipient)
        command = AddNotification(
            recipient=recipient,
            cause=cause,
            kind=kind,
            agency=agency,
            case_number=case_number,
            step=step,
            visit=visit,
            step_name=step_name,
            division=division,
            due_at=due_at,
            at=work.context.recorded_at,
        )
        events = decide_delivery(work.state(DELIVERY, key), command)
        work.append(DELIVERY, key, events, correlation=case_number)


def tell_of_catalogue(
    work: UnitOfWork,
    *,
    cause: str,
    kind: NotificationKind,
    told: str,
    roles: tuple[Role, ...],
    owner: str,
    edition: int,
    due_at: datetime,
    counterpart: str | None = None,
) -> None:
    """Put an entry on a catalogue of `owner` into the inboxes of the agency `told`, once for each cause."""
    for recipient in holders(work.state(DIRECTORY, told), told, *roles):
        key = delivery_key(cause, recipient)
        command = AddNotification(
            recipient=recipient,
            cause=cause,
            kind=kind,
            agency=told,
            case_number="",
            owner=owner,
            edition=edition,
            counterpart=counterpart,
            due_at=due_at,
            at=work.context.recorded_at,
        )
        events = decide_delivery(work.state(DELIVERY, key), command)
        work.append(DELIVERY, key, events, correlation=owner)


def list_official(work: UnitOfWork, command: ListOfficial | ListDelegate | UnlistDelegate) -> None:
    """Keep what the catalog tells of an official: the newest appointment, and delegations."""
    events = decide_directory(work.state(DIRECTORY, command.agency), command)
    work.append(DIRECTORY, command.agency, events, correlation=command.agency)
