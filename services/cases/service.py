"""The cases service, wired."""

from collections.abc import Callable
from datetime import datetime

from services.cases.application.cases import CasesApplication
from services.cases.checks.holders import HolderCheck
from services.cases.checks.numbers import NumberCheck
from services.cases.consumers import SUBSCRIPTIONS
from services.cases.domain.deciders import DECIDERS
from services.cases.queries import CaseNumbers, CaseQueries
from services.cases.queries.departures import DepartureQueries
from services.cases.sweeper import DepartureSweeper, Mover, Sweeper
from services.cases.views import VIEWS
from shared.contracts.topics import Service as ServiceName
from shared.eventstore.records import utc_now
from shared.runtime.resources import Resources
from shared.runtime.service import Service, routers_in


def build(resources: Resources, now: Callable[[], datetime] = utc_now) -> Service:
    """The service on its own store and read models; `now` is the sweeper's clock."""
    application = resources.application(CasesApplication, ServiceName.CASES, DECIDERS)
    documents = resources.documents(ServiceName.CASES)
    queries = CaseQueries(documents, resources.settings.export_key_bytes)
    return Service(
        name=ServiceName.CASES,
        title="tthc cases",
        description="Cases of procedures in force: opened, worked step by step, handed on, ended.",
        application=application,
        documents=documents,
        subscriptions=SUBSCRIPTIONS,
        views=VIEWS,
        checks=lambda findings: (NumberCheck(findings), HolderCheck(findings)),
        routers=routers_in("services.cases.api.routers"),
        queries=queries,
        access_log=resources.access_log(ServiceName.CASES),
        numbers=CaseNumbers(application, documents),
        background=(
            Sweeper(application, queries, now).run,
            Mover(application, queries, now).run,
            DepartureSweeper(application, DepartureQueries(documents), now).run,
        ),
    )
