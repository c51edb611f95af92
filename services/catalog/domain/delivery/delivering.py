"""The decisions on posting an edition, sending it to related agencies, and acknowledging it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.catalogue_events import CatalogueEvent
from services.catalog.domain.edition.delivery import CatalogueAcknowledged, CataloguePublished, CatalogueSent
from services.catalog.domain.edition.rights import check_preparer, check_valid
from services.catalog.errors.delivery import (
    AddressUnchanged,
    DeliveryAcknowledged,
    DeliveryNotFound,
    EditionNotPublished,
    MalformedAddress,
    MayNotAcknowledge,
    NobodyToSendTo,
    RecipientIsSender,
    RecipientNotRegistered,
)
from shared.kernel import Actor, Role, day_of

LONGEST_ADDRESS = 1000
#: One order sends to so many at most, so that one save takes it; given again, it goes on.
MOST_AT_ONCE = 100

_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~%]+", re.IGNORECASE)
#: Anybody of the agency: receiving is an act of its office.
_OF_AN_AGENCY = (Role.AGENCY_HEAD, Role.DIVISION_HEAD, Role.OFFICIAL, Role.CATALOGUE_EDITOR)

# --- commands ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishCatalogue:
    """The decision is posted at this address; another address replaces an earlier one."""

    agency: str
    edition: int
    address: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SendCatalogue:
    """Send the edition to the agencies that its procedures name, and to the chosen ones.

    `registered` are those of them that exist; a recipient that hasn't acknowledged is reminded after
    `reminder_days` calendar days.
    """

    agency: str
    edition: int
    chosen: tuple[str, ...] = ()
    registered: Collection[str] = ()
    reminder_days: int = 5
    reminders: int = 1
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeCatalogue:
    """Confirm for the recipient that it has the edition."""

    agency: str
    edition: int
    recipient: str
    by: Actor
    at: datetime


DeliveryCommand = PublishCatalogue | SendCatalogue | AcknowledgeCatalogue

# --- decisions -----------------------------------------------------------------------------------


def publish(state: Catalogue, command: PublishCatalogue) -> list[CatalogueEvent]:
    """Record where an issued edition is posted."""
    check_preparer(command.agency, command.by)
    check_valid(state, command.agency, command.edition)
    if len(command.address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(command.address):
        raise MalformedAddress(where="address", longest=LONGEST_ADDRESS)
    if state.dispatch.address == command.address:
        raise AddressUnchanged(where="address")
    return [
        CataloguePublished(
            agency=command.agency,
            edition=command.edition,
            address=command.address,
            published_by=command.by.name,
            published_at=command.at,
        )
    ]


def related_agencies(state: Catalogue) -> tuple[str, ...]:
    """The other agencies that the edition's procedures name, sorted."""
    named = {code for procedure in state.procedures.values() for code in procedure.named_agencies()}
    return tuple(sorted(named - {state.agency}))


def outstanding(state: Catalogue, chosen: Collection[str] = ()) -> tuple[str, ...]:
    """The related and the chosen agencies that the edition was not sent to yet, sorted."""
    return tuple(sorted({*related_agencies(state), *chosen} - state.dispatch.deliveries.keys()))


def send(state: Catalogue, command: SendCatalogue) -> list[CatalogueEvent]:
    """A delivery to each agency that has none yet, up to `MOST_AT_ONCE`."""
    check_preparer(command.agency, command.by)
    check_valid(state, command.agency, command.edition)
    if not state.dispatch.address:
        raise EditionNotPublished(where="edition", agency=command.agency, edition=command.edition)
    for recipient in command.chosen:
        if recipient == command.agency:
            raise RecipientIsSender(where="agencies", agency=command.agency)
        if recipient not in command.registered:
            raise RecipientNotRegistered(where="agencies", recipient=recipient)
    recipients = [one for one in outstanding(state, command.chosen) if one in command.registered]
    if not recipients:
        raise NobodyToSendTo(where="agencies")
    related = set(related_agencies(state))
    remind_on = day_of(command.at) + timedelta(days=command.reminder_days)
    return [
        CatalogueSent(
            agency=command.agency,
            edition=command.edition,
            recipient=recipient,
            chosen=recipient not in related,
            address=state.dispatch.address,
            remind_on=remind_on,
            sent_by=command.by.name,
            sent_at=command.at,
            reminders=command.reminders,
            reminder_days=command.reminder_days,
        )
        for recipient in recipients[:MOST_AT_ONCE]
    ]


def acknowledge(state: Catalogue, command: AcknowledgeCatalogue) -> list[CatalogueEvent]:
    """The recipient's own people confirm, once; also for an edition that has ended meanwhile."""
    recipient, by = command.recipient, command.by
    if not (by.agency == recipient and by.has(*_OF_AN_AGENCY)) and not by.has(Role.IMPORTER):
        raise MayNotAcknowledge(where="recipient", recipient=recipient)
    delivery = state.dispatch.deliveries.get(recipient)
    if delivery is None:
        raise DeliveryNotFound(where="recipient", recipient=recipient)
    if delivery.acknowledged:
        raise DeliveryAcknowledged(where="recipient", recipient=recipient)
    return [
        CatalogueAcknowledged(
            agency=command.agency,
            edition=command.edition,
            recipient=recipient,
            acknowledged_by=by.name,
            acknowledged_at=command.at,
        )
    ]
