"""What the cases service's routes are given: who asks, its application, and its questions."""

from typing import Annotated

from fastapi import Depends

from services.cases.application.cases import CasesApplication
from services.cases.queries import CaseQueries
from services.cases.queries.coordinations import CoordinationQueries
from shared.auth.principal import Principal
from shared.auth.rules import allow, signed_in
from shared.http.injected import the_application, the_queries
from shared.kernel import Role

TheApplication = Annotated[CasesApplication, Depends(the_application)]
TheQueries = Annotated[CaseQueries, Depends(the_queries)]


async def the_coordinations(queries: TheQueries) -> CoordinationQueries:
    """The questions about coordinations."""
    return queries.coordinations


TheCoordinations = Annotated[CoordinationQueries, Depends(the_coordinations)]

Reader = Annotated[Principal, signed_in()]
_WORKERS = (Role.OFFICIAL, Role.DIVISION_HEAD, Role.AGENCY_HEAD, Role.SYSTEM, Role.IMPORTER)
#: Who works on cases, and what tells of their work from elsewhere.
Worker = Annotated[Principal, allow(*_WORKERS)]
#: Who decides between agencies besides: the province's leaders.
Decider = Annotated[Principal, allow(*_WORKERS, Role.PROVINCE_LEADER)]
Importer = Annotated[Principal, allow(Role.IMPORTER, Role.SYSTEM)]
