"""What the catalog does about its own events: it carries out an issue, procedure by procedure.

An issued catalogue can be larger than one save takes. So the issue itself is one event, and each reaction
adds what one save takes, until nothing is left; a crash between two of them loses nothing, as the event
that the next one reacts to is in the store already. After the last procedure the edition enters into
force, if its day has come; if not, the sweeper sees to it on that day. What is true now is told in the same
way, in parts.
"""

from typing import Any

from services.catalog.application import CatalogApplication, issue_next
from services.catalog.application.current import (
    tell_changed_agency,
    tell_entered,
    tell_procedures,
    tell_withdrawn,
)
from shared.contracts import catalog
from shared.contracts.published import PublishedEvent
from shared.contracts.topics import Topic
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.consumer import Reactions, Subscription
from shared.messaging.message import Message


def subscriptions(application: CatalogApplication) -> tuple[Subscription, ...]:
    """What the catalog follows; `application` has the policy that the life of editions goes by."""

    def on_issued(
        work: UnitOfWork, event: catalog.CatalogueIssued | catalog.ProcedureIssued, message: Message
    ) -> None:
        issue_next(work, event.agency, event.edition, message.version, application.policy)

    reactions: Reactions = {catalog.CatalogueIssued: on_issued, catalog.ProcedureIssued: on_issued}
    return (Subscription(Topic.CATALOG, "catalog", reactions), _CURRENT)


def _on_entered(work: UnitOfWork, event: catalog.CatalogueEnteredIntoForce, message: Message) -> None:
    tell_entered(work, event.agency, event.edition, message.time)


def _on_withdrawn(work: UnitOfWork, event: catalog.CatalogueWithdrawn, message: Message) -> None:
    tell_withdrawn(work, event.agency, event.edition, message.time)


def _on_changed(
    work: UnitOfWork, event: catalog.ProcedureCorrected | catalog.CurrentProceduresTold, message: Message
) -> None:
    tell_procedures(work, event.agency, message.time)


def _on_agency(work: UnitOfWork, event: Any, message: Message) -> None:
    tell_changed_agency(work, event.agency, message.time)


#: What changes an agency as `tthc.agencies.current` shows it; each names its agency.
OF_AGENCIES: tuple[type[PublishedEvent], ...] = (
    catalog.AgencyRegistered,
    catalog.AgencyRenamed,
    catalog.AgencyMoved,
    catalog.WavePlanned,
    catalog.AgencyWentLive,
    catalog.AgencyDissolved,
    catalog.AgencySucceeded,
    catalog.DivisionAdded,
    catalog.DivisionRenamed,
    catalog.DivisionClosed,
)

#: A group of its own: where a system is older than these topics, it begins with the first event.
_CURRENT = Subscription(
    Topic.CATALOG,
    "catalog-current",
    {
        **dict.fromkeys(OF_AGENCIES, _on_agency),
        catalog.CatalogueEnteredIntoForce: _on_entered,
        catalog.CatalogueWithdrawn: _on_withdrawn,
        catalog.ProcedureCorrected: _on_changed,
        catalog.CurrentProceduresTold: _on_changed,
    },
)
