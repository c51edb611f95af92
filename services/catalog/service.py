"""The catalog service, wired."""

from services.catalog.api import routes
from services.catalog.application import AGGREGATES, CatalogApplication
from services.catalog.consumers import SUBSCRIPTIONS
from services.catalog.published import TRANSLATIONS
from services.catalog.views import VIEWS, CatalogQueries, ReadingQueries
from shared.contracts.topics import Service as ServiceName
from shared.runtime.resources import Resources
from shared.runtime.service import Service


def build(resources: Resources) -> Service:
    """The service on its own store and read models."""
    application = resources.application(CatalogApplication, ServiceName.CATALOG, AGGREGATES)
    documents = resources.documents(ServiceName.CATALOG)
    return Service(
        name=ServiceName.CATALOG,
        title="tthc catalog",
        description="Agencies with their divisions and officials, and the catalogues that they issue.",
        application=application,
        documents=documents,
        translations=TRANSLATIONS,
        subscriptions=SUBSCRIPTIONS,
        views=VIEWS,
        routers=routes(application, CatalogQueries(documents), ReadingQueries(documents, application.name)),
    )
