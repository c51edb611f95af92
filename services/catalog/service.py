"""The catalog service, wired."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from services.catalog.api.wired import CatalogWired
from services.catalog.application.catalog import CatalogApplication
from services.catalog.consumers import subscriptions
from services.catalog.domain.deciders import DECIDERS
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.national_list.fields import FieldsUnfit, ListField, load_fields
from services.catalog.published import TRANSLATIONS
from services.catalog.queries.catalog import CatalogQueries
from services.catalog.queries.chains import ChainQueries
from services.catalog.queries.edition.numbers import EditionNumbers
from services.catalog.sweeper import Sweeper
from services.catalog.views import VIEWS
from shared.contracts.topics import Service as ServiceName
from shared.eventstore.records import utc_now
from shared.printing.typesetting import Setting
from shared.runtime.resources import Resources
from shared.runtime.service import Service, routers_in
from shared.settings import SettingsInvalid


def build(resources: Resources, now: Callable[[], datetime] = utc_now) -> Service:
    """The service on its own store and read models; `now` is the sweeper's clock."""
    application = resources.application(CatalogApplication, ServiceName.CATALOG, DECIDERS)
    application.policy = LifecyclePolicy.of(resources.settings)
    documents = resources.documents(ServiceName.CATALOG)
    queries = CatalogQueries.of(application, documents)
    setting = Setting(resources.settings.font_directory)
    fields = _fields(resources.settings.national_list_fields)
    wired = CatalogWired.around(queries, application, setting, fields, now)
    return Service(
        name=ServiceName.CATALOG,
        title="tthc catalog",
        description="Agencies with their divisions and officials, and the catalogues that they issue.",
        application=application,
        documents=documents,
        translations=TRANSLATIONS,
        subscriptions=subscriptions(application.policy),
        views=VIEWS,
        routers=routers_in("services.catalog.api.routers"),
        queries=wired,
        numbers=EditionNumbers(application, documents),
        owed=ChainQueries(documents).open,
        background=(Sweeper(application, queries.dues, now).run,),
    )


def _fields(file: Path | None) -> tuple[ListField, ...]:
    """The fields of the list for the national database; a file that can't be used ends the start."""
    try:
        return load_fields(file)
    except FieldsUnfit as error:
        problems = tuple(f"TTHC_NATIONAL_LIST_FIELDS: {error.file}: {one}" for one in error.problems)
        raise SettingsInvalid(problems) from error
