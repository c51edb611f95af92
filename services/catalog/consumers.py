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
from shared.contracts.catalog.agencies import AgencyRegistered, DivisionAdded
from shared.contracts.catalog.current import CurrentProceduresTold
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.force import CatalogueEnteredIntoForce, CatalogueWithdrawn, ProcedureCorrected
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.contracts.catalog.reorganisation import (
    AgencyDissolved,
    AgencyMoved,
    AgencyRenamed,
    AgencySucceeded,
    AgencyWentLive,
    WavePlanned,
)
from shared.contracts.catalog.staff import DivisionClosed, DivisionRenamed
from shared.contracts.topics import Topic
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message
from shared.messaging.subscription import Reactions, Subscription


def subscriptions(application: CatalogApplication) -> tuple[Subscription, ...]:
    """What the catalog follows; `application` has the policy that the life of editions goes by."""

    def on_issued(work: UnitOfWork, event: CatalogueIssued | ProcedureIssued, message: Message) -> None:
        issue_next(work, event.agency, event.edition, message.version, application.policy)

    reactions: Reactions = {CatalogueIssued: on_issued, ProcedureIssued: on_issued}
    return (Subscription(Topic.CATALOG, "catalog", reactions), _CURRENT)


def _on_entered(work: UnitOfWork, event: CatalogueEnteredIntoForce, message: Message) -> None:
    tell_entered(work, event.agency, event.edition, message.time)


def _on_withdrawn(work: UnitOfWork, event: CatalogueWithdrawn, message: Message) -> None:
    tell_withdrawn(work, event.agency, event.edition, message.time)


def _on_changed(
    work: UnitOfWork, event: ProcedureCorrected | CurrentProceduresTold, message: Message
) -> None:
    tell_procedures(work, event.agency, message.time)


def _on_agency(work: UnitOfWork, event: Any, message: Message) -> None:
    tell_changed_agency(work, event.agency, message.time)


#: What changes an agency as `tthc.agencies.current` shows it; each names its agency.
OF_AGENCIES: tuple[type, ...] = (
    AgencyRegistered,
    AgencyRenamed,
    AgencyMoved,
    WavePlanned,
    AgencyWentLive,
    AgencyDissolved,
    AgencySucceeded,
    DivisionAdded,
    DivisionRenamed,
    DivisionClosed,
)

#: A group of its own: where a system is older than these topics, it begins with the first event.
_CURRENT = Subscription(
    Topic.CATALOG,
    "catalog-current",
    {
        **dict.fromkeys(OF_AGENCIES, _on_agency),
        CatalogueEnteredIntoForce: _on_entered,
        CatalogueWithdrawn: _on_withdrawn,
        ProcedureCorrected: _on_changed,
        CurrentProceduresTold: _on_changed,
    },
)
