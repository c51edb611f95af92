"""A posted edition is sent to related agencies, which are reminded until they acknowledge it."""

from collections.abc import Collection
from datetime import timedelta
from typing import Annotated

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.delivery import Delivery
from services.catalog.domain.edition.known import Known
from services.catalog.errors.delivery import (
    EditionNotPublished,
    NobodyToSendTo,
    RecipientIsSender,
    RecipientNotRegistered,
)
from shared.contracts.catalog.deliveries import AcknowledgementReminded, CatalogueSent
from shared.contracts.vocabulary import Code, normal, within
from shared.decider import Act, command
from shared.kernel import day_of

#: One command sends to so many at most, so that one save takes it; given again, it goes on.
MOST_AT_ONCE = 100


def _each_once(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


@command
class SendCatalogue:
    """Send the edition to the agencies that its procedures name, and to these."""

    agency: str
    edition: int
    agencies: Annotated[tuple[Code, ...], within(max_length=100), normal(_each_once)] = ()


def related_agencies(state: Catalogue) -> tuple[str, ...]:
    """The other agencies that the edition's procedures name, sorted."""
    names = {code for procedure in state.procedures.values() for code in procedure.named_agencies()}
    return tuple(sorted(names - {state.agency}))


def outstanding(state: Catalogue, chosen: Collection[str] = ()) -> tuple[str, ...]:
    """The related and the chosen agencies that the edition was not sent to yet, sorted."""
    return tuple(sorted({*related_agencies(state), *chosen} - state.dispatch.deliveries.keys()))


@CATALOGUE.decides(
    SendCatalogue,
    known=Known,
    refuses=(
        *rules.PREPARER,
        *rules.VALID,
        EditionNotPublished,
        RecipientIsSender,
        RecipientNotRegistered,
        NobodyToSendTo,
    ),
)
def send(state: Catalogue, command: SendCatalogue, act: Act, known: Known) -> list[CatalogueSent]:
    """A delivery to each agency that has none yet, up to `MOST_AT_ONCE`."""
    rules.check_preparer(command.agency, act)
    rules.check_valid(state, command)
    if not state.dispatch.address:
        raise EditionNotPublished(where="edition", agency=command.agency, edition=command.edition)
    recipients = _recipients(state, command, known)[:MOST_AT_ONCE]
    related, policy = set(related_agencies(state)), known.policy
    return [
        CatalogueSent(
            **rules.named(command, act),
            recipient=recipient,
            chosen=recipient not in related,
            address=state.dispatch.address,
            remind_on=day_of(act.at) + timedelta(days=policy.acknowledgement_days),
            sent_by=act.by.name,
            sent_at=act.at,
            reminders=policy.acknowledgement_reminders,
            reminder_days=policy.acknowledgement_days,
        )
        for recipient in recipients
    ]


def _recipients(state: Catalogue, command: SendCatalogue, known: Known) -> list[str]:
    for recipient in command.agencies:
        if recipient == command.agency:
            raise RecipientIsSender(where="agencies", agency=command.agency)
        if known.agency(recipient).kind is None:
            raise RecipientNotRegistered(where="agencies", recipient=recipient)
    wanted = outstanding(state, command.agencies)
    recipients = [one for one in wanted if known.agency(one).kind is not None]
    if not recipients:
        raise NobodyToSendTo(where="agencies")
    return recipients


@CATALOGUE.evolves(CatalogueSent)
def sent(state: Catalogue, event: CatalogueSent) -> None:
    """The recipient is to acknowledge it."""
    state.dispatch.deliveries[event.recipient] = Delivery(event)


@CATALOGUE.evolves(AcknowledgementReminded)
def reminded(state: Catalogue, event: AcknowledgementReminded) -> None:
    """One more reminder."""
    state.dispatch.deliveries[event.recipient].reminders = event.reminder
