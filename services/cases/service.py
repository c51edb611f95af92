"""The cases service, wired."""

from services.cases.api import ROUTERS
from services.cases.application.cases import CasesApplication
from services.cases.checks import checks
from services.cases.consumers import SUBSCRIPTIONS
from services.cases.domain.deciders import DECIDERS
from services.cases.queries import CaseNumbers, CaseQueries
from services.cases.views import VIEWS
from shared.contracts.topics import Service as ServiceName
from shared.runtime.resources import Resources
from shared.runtime.service import Service


def build(resources: Resources) -> Service:
    """The service on its own store and read models."""
    application = resources.application(CasesApplication, ServiceName.CASES, DECIDERS)
    documents = resources.documents(ServiceName.CASES)
    return Service(
        name=ServiceName.CASES,
        title="tthc cases",
        description="Cases of procedures in force: opened, worked step by step, handed on, ended.",
        application=application,
        documents=documents,
        subscriptions=SUBSCRIPTIONS,
        views=VIEWS,
        checks=checks,
        routers=ROUTERS,
        queries=CaseQueries(documents),
        numbers=CaseNumbers(application, documents),
    )
