"""A recipient confirms that it has an edition that was sent to it."""

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.timing import TIMED, check_time
from services.catalog.errors.delivery import DeliveryAcknowledged, DeliveryNotFound, MayNotAcknowledge
from shared.contracts.catalog.deliveries import CatalogueAcknowledged
from shared.decider import Act, command
from shared.kernel import Role

#: Anybody of the agency: receiving is an act of its office.
_OF_AN_AGENCY = (Role.AGENCY_HEAD, Role.DIVISION_HEAD, Role.OFFICIAL, Role.CATALOGUE_EDITOR)


@command
class AcknowledgeCatalogue:
    """Acknowledge an edition for one's own agency."""

    agency: str
    edition: int
    recipient: str


@CATALOGUE.decides(
    AcknowledgeCatalogue,
    refuses=(*TIMED, MayNotAcknowledge, DeliveryNotFound, DeliveryAcknowledged),
)
def acknowledge(state: Catalogue, command: AcknowledgeCatalogue, act: Act) -> CatalogueAcknowledged:
    """The recipient's own people confirm, once; also for an edition that has ended meanwhile."""
    check_time(act)
    recipient, by = command.recipient, act.by
    if not (by.agency == recipient and by.has(*_OF_AN_AGENCY)) and not by.has(Role.IMPORTER):
        raise MayNotAcknowledge(where="recipient", recipient=recipient)
    delivery = state.dispatch.deliveries.get(recipient)
    if delivery is None:
        raise DeliveryNotFound(where="recipient", recipient=recipient)
    if delivery.acknowledged:
        raise DeliveryAcknowledged(where="recipient", recipient=recipient)
    return CatalogueAcknowledged(
        **rules.named(command, act),
        recipient=recipient,
        acknowledged_by=by.name,
        acknowledged_at=act.at,
    )


@CATALOGUE.evolves(CatalogueAcknowledged)
def acknowledged(state: Catalogue, event: CatalogueAcknowledged) -> None:
    """Nothing more is asked of it."""
    state.dispatch.deliveries[event.recipient].acknowledged = event
