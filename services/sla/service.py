"""The sla service, wired."""

from services.sla.api import routes
from services.sla.application import AGGREGATES, SlaApplication
from services.sla.calendars import ensure_default
from services.sla.consumers import subscriptions
from services.sla.gauges import keep_gauges
from services.sla.published import TRANSLATIONS
from services.sla.queries import SlaQueries
from services.sla.sweeper import Sweeper
from services.sla.views import VIEWS
from shared.contracts.topics import Service as ServiceName
from shared.runtime.resources import Resources
from shared.runtime.service import Service


def build(resources: Resources) -> Service:
    """The service on its own store and read models."""
    application = resources.application(SlaApplication, ServiceName.SLA, AGGREGATES)
    documents = resources.documents(ServiceName.SLA)
    queries = SlaQueries(documents)
    return Service(
        name=ServiceName.SLA,
        title="tthc sla",
        description="The time of cases and steps against their limits, by the working calendar.",
        application=application,
        documents=documents,
        translations=TRANSLATIONS,
        subscriptions=subscriptions(application),
        views=VIEWS,
        routers=(routes(application, queries),),
        prepare=lambda: ensure_default(application),
        background=(Sweeper(application, queries).run, lambda: keep_gauges(queries)),
    )
