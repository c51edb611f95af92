"""What the catalog does about its own events: it carries out an issue, procedure by procedure.

An issued catalogue can be larger than one save takes. So the issue itself is one event, and each reaction
adds what one save takes, until nothing is left; a crash between two of them loses nothing, as the event
that the next one reacts to is in the store already. After the last procedure the edition enters into
force, if its day has come; if not, the sweeper sees to it on that day.
"""

from services.catalog.application import CatalogApplication, issue_next
from shared.contracts import catalog
from shared.contracts.topics import Topic
from shared.eventstore.work import Work
from shared.messaging.consumer import Reactions, Subscription
from shared.messaging.message import Message


def subscriptions(application: CatalogApplication) -> tuple[Subscription, ...]:
    """What the catalog follows; `application` has the policy that the life of editions goes by."""

    def on_issued(
        work: Work, event: catalog.CatalogueIssued | catalog.ProcedureIssued, message: Message
    ) -> None:
        issue_next(work, event.agency, event.edition, message.version, application.policy)

    reactions: Reactions = {catalog.CatalogueIssued: on_issued, catalog.ProcedureIssued: on_issued}
    return (Subscription(Topic.CATALOG, "catalog", reactions),)
