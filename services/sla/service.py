"""The sla service, wired."""

from collections.abc import Callable
from datetime import datetime

from services.sla.api import ROUTERS
from services.sla.application.sla import SlaApplication
from services.sla.calendars import ensure_default
from services.sla.checks.clocks import ClockCheck
from services.sla.consumers import SUBSCRIPTIONS
from services.sla.domain.deciders import DECIDERS
from services.sla.gauges import keep_gauges
from services.sla.published import TRANSLATIONS
from services.sla.queries import SlaQueries
from services.sla.sweeper import CalendarFollower, Sweeper
from services.sla.views import VIEWS
from shared.contracts.topics import Service as ServiceName
from shared.eventstore.records import utc_now
from shared.printing.typesetting import Setting
from shared.runtime.resources import Resources
from shared.runtime.service import Service


def build(resources: Resources, now: Callable[[], datetime] = utc_now) -> Service:
    """The service on its own store and read models; `now` is the sweeper's clock."""
    application = resources.application(SlaApplication, ServiceName.SLA, DECIDERS)
    documents = resources.documents(ServiceName.SLA)
    queries = SlaQueries(documents, now, Setting(resources.settings.font_directory))
    return Service(
        name=ServiceName.SLA,
        title="tthc sla",
        description="The time of cases and steps against their limits, by the working calendar.",
        application=application,
        documents=documents,
        subscriptions=SUBSCRIPTIONS,
        translations=TRANSLATIONS,
        views=VIEWS,
        checks=lambda findings: (ClockCheck(application, findings),),
        routers=ROUTERS,
        queries=queries,
        access_log=resources.access_log(ServiceName.SLA),
        prepare=lambda: ensure_default(application),
        background=(
            Sweeper(application, queries, now).run,
            CalendarFollower(application, queries).run,
            lambda: keep_gauges(queries),
        ),
    )
