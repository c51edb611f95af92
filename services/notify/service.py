"""The notify service, wired."""

from services.notify.api import routes
from services.notify.application import AGGREGATES, NotifyApplication
from services.notify.checks import checks
from services.notify.consumers import SUBSCRIPTIONS
from services.notify.published import TRANSLATIONS
from services.notify.views import VIEWS, NotifyQueries
from shared.contracts.topics import Service as ServiceName
from shared.runtime.resources import Resources
from shared.runtime.service import Service


def build(resources: Resources) -> Service:
    """The service on its own store and read models."""
    application = resources.application(NotifyApplication, ServiceName.NOTIFY, AGGREGATES)
    documents = resources.documents(ServiceName.NOTIFY)
    return Service(
        name=ServiceName.NOTIFY,
        title="tthc notify",
        description="Inboxes of those who hold or lead overdue work.",
        application=application,
        documents=documents,
        translations=TRANSLATIONS,
        subscriptions=SUBSCRIPTIONS,
        views=VIEWS,
        checks=checks,
        routers=(routes(application, NotifyQueries(documents)),),
    )
