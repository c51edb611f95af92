"""The catalog service, wired."""

from collections.abc import Callable
from datetime import datetime

from services.catalog.api import routes
from services.catalog.application import AGGREGATES, CatalogApplication, LifePolicy
from services.catalog.consumers import subscriptions
from services.catalog.published import TRANSLATIONS
from services.catalog.sweeper import Sweeper
from services.catalog.views import VIEWS, CatalogQueries, LifeQueries, ReadingQueries
from shared.contracts.topics import Service as ServiceName
from shared.eventstore.store import utc_now
from shared.runtime.resources import Resources
from shared.runtime.service import Service


def build(resources: Resources, now: Callable[[], datetime] = utc_now) -> Service:
    """The service on its own store and read models; `now` is the sweeper's clock."""
    application = resources.application(CatalogApplication, ServiceName.CATALOG, AGGREGATES)
    application.policy = LifePolicy.of(resources.settings)
    documents = resources.documents(ServiceName.CATALOG)
    life = LifeQueries(documents)
    return Service(
        name=ServiceName.CATALOG,
        title="tthc catalog",
        description="Agencies with their divisions and officials, and the catalogues that they issue.",
        application=application,
        documents=documents,
        translations=TRANSLATIONS,
        subscriptions=subscriptions(application),
        views=VIEWS,
        routers=routes(
            application, CatalogQueries(documents), life, ReadingQueries(documents, application.name), now
        ),
        background=(Sweeper(application, life, now).run,),
    )
