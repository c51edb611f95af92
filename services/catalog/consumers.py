"""What the catalog does about its own events: it carries out an issue, procedure by procedure.

An issued catalogue can be larger than one save takes. So the issue itself is one event, and each reaction
adds what one save takes, until nothing is left; a crash between two of them loses nothing, as the event
that the next one reacts to is in the store already.
"""

from services.catalog.application import issue_next
from shared.contracts import catalog
from shared.contracts.topics import Topic
from shared.eventstore.work import Work
from shared.messaging.consumer import Subscription
from shared.messaging.message import Message


def _on_issued(
    work: Work, event: catalog.CatalogueIssued | catalog.ProcedureIssued, message: Message
) -> None:
    issue_next(work, event.agency, event.edition, message.version)


SUBSCRIPTIONS = (
    Subscription(
        Topic.CATALOG,
        "catalog",
        {catalog.CatalogueIssued: _on_issued, catalog.ProcedureIssued: _on_issued},
    ),
)
