"""The sla service, wired."""

from collections.abc import Callable
from datetime import datetime

from services.sla.application.sla import SlaApplication
from services.sla.calendars import ensure_default
from services.sla.checks.clocks import ClockCheck
from services.sla.consumers import SUBSCRIPTIONS
from services.sla.domain.deciders import DECIDERS
from services.sla.gauges import keep_gauges
from services.sla.published import TRANSLATIONS
from services.sla.queries import SlaQueries
from services.sla.queries.evaluations import Evaluations
from services.sla.reporting.scheduling import ReportSchedule
from services.sla.sweeper import (
    CalendarFollower,
    EvaluationCorrector,
    PolicyFollower,
    ReportScheduler,
    Sweeper,
)
from services.sla.views import VIEWS
from shared.contracts.topics import Service as ServiceName
from shared.eventstore.records import utc_now
from shared.printing.typesetting import Setting
from shared.public_holidays.culture_day import CultureDay
from shared.runtime.resources import Resources
from shared.runtime.service import Service, routers_in
from shared.settings import Settings


def build(resources: Resources, now: Callable[[], datetime] = utc_now) -> Service:
    """The service on its own store and read models; `now` is the sweeper's clock."""
    application = resources.application(SlaApplication, ServiceName.SLA, DECIDERS)
    documents = resources.documents(ServiceName.SLA)
    queries = SlaQueries(documents, now, Setting(resources.settings.font_directory))
    chosen = resources.settings.culture_day
    culture_day = None if chosen is None else CultureDay(chosen)
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
        routers=routers_in("services.sla.api.routers"),
        queries=queries,
        access_log=resources.access_log(ServiceName.SLA),
        prepare=lambda: ensure_default(application, culture_day),
        background=(
            Sweeper(application, queries, now).run,
            CalendarFollower(application, queries).run,
            PolicyFollower(application, queries).run,
            EvaluationCorrector(Evaluations(queries, application)).run,
            ReportScheduler(_schedule(resources.settings, application, queries)).run,
            lambda: keep_gauges(queries, application),
        ),
    )


def _schedule(settings: Settings, application: SlaApplication, queries: SlaQueries) -> ReportSchedule:
    return ReportSchedule(
        queries, application, kinds=settings.report_schedule, scopes=settings.report_agencies
    )
