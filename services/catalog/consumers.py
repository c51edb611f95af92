"""What the catalog does about its own events: it carries out an issue, procedure by procedure.

An issued catalogue can be larger than one save takes. So the issue itself is one event, and each reaction
adds what one save takes, until nothing is left; a crash between two of them loses nothing, as the event
that the next one reacts to is in the store already. After the last procedure the edition enters into
force, if its day has come; if not, the sweeper sees to it on that day. What is true now is told in the same
way, in parts.
"""

from typing import Any

from services.catalog.application.current import (
    tell_changed_agency,
    tell_correction,
    tell_entered,
    tell_procedures,
    tell_withdrawn,
)
from services.catalog.application.edition.issuing import issue_next
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from shared.contracts.catalog import agencies, current, editions, force, procedures, reorganisation, staff
from shared.contracts.topics import Topic
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message
from shared.messaging.subscription import Reactions, Subscription


def subscriptions(policy: LifecyclePolicy) -> tuple[Subscription, ...]:
    """What the catalog follows; the life of editions goes by `policy`."""

    def on_issued(work: UnitOfWork, event: editions.CatalogueIssued, _message: Message) -> None:
        issue_next(work, event.agency, event.edition, 0, policy)

    def on_told(work: UnitOfWork, event: procedures.ProcedureIssued, _message: Message) -> None:
        issue_next(work, event.agency, event.edition, event.position, policy)

    reactions: Reactions = {editions.CatalogueIssued: on_issued, procedures.ProcedureIssued: on_told}
    return (Subscription(Topic.CATALOG, "catalog", reactions), _CURRENT)


def _on_entered(work: UnitOfWork, event: force.CatalogueEnteredIntoForce, message: Message) -> None:
    tell_entered(work, event.agency, event.edition, message.time)


def _on_withdrawn(work: UnitOfWork, event: force.CatalogueWithdrawn, message: Message) -> None:
    tell_withdrawn(work, event.agency, event.edition, message.time)


def _on_corrected(work: UnitOfWork, event: force.ProcedureCorrected, message: Message) -> None:
    tell_correction(work, event.agency, event.procedure, message.time)


def _on_told(work: UnitOfWork, event: current.CurrentProceduresTold, message: Message) -> None:
    tell_procedures(work, event.agency, message.time)


def _on_agency(work: UnitOfWork, event: Any, message: Message) -> None:
    tell_changed_agency(work, event.agency, message.time)


#: What changes an agency as `tthc.agencies.current` shows it; each names its agency.
OF_AGENCIES: tuple[type, ...] = (
    agencies.AgencyRegistered,
    reorganisation.AgencyRenamed,
    reorganisation.AgencyMoved,
    reorganisation.WavePlanned,
    reorganisation.AgencyWentLive,
    reorganisation.AgencyDissolved,
    reorganisation.AgencySucceeded,
    agencies.DivisionAdded,
    staff.DivisionRenamed,
    staff.DivisionClosed,
)

#: A group of its own: where a system is older than these topics, it begins with the first event.
_CURRENT = Subscription(
    Topic.CATALOG,
    "catalog-current",
    {
        **dict.fromkeys(OF_AGENCIES, _on_agency),
        force.CatalogueEnteredIntoForce: _on_entered,
        force.CatalogueWithdrawn: _on_withdrawn,
        force.ProcedureCorrected: _on_corrected,
        current.CurrentProceduresTold: _on_told,
    },
)

#: As they are declared; the service makes its own, by the policy of its settings.
SUBSCRIPTIONS = subscriptions(LifecyclePolicy())
