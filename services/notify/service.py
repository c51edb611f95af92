"""The notify service, wired."""

from services.notify.application.notify import NotifyApplication
from services.notify.checks.notifications import checks
from services.notify.consumers import SUBSCRIPTIONS
from services.notify.domain.deciders import DECIDERS
from services.notify.queries import NotifyQueries
from services.notify.views import VIEWS
from shared.contracts.topics import Service as ServiceName
from shared.runtime.resources import Resources
from shared.runtime.service import Service, routers_in


def build(resources: Resources) -> Service:
    """The service on its own store and read models."""
    application = resources.application(NotifyApplication, ServiceName.NOTIFY, DECIDERS)
    documents = resources.documents(ServiceName.NOTIFY)
    return Service(
        name=ServiceName.NOTIFY,
        title="tthc notify",
        description="Inboxes of those who hold or lead overdue work.",
        application=application,
        documents=documents,
        subscriptions=SUBSCRIPTIONS,
        views=VIEWS,
        checks=checks,
        routers=routers_in("services.notify.api.routers"),
        queries=NotifyQueries(documents),
    )
