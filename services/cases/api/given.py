"""What the cases service's routes are given: who asks, its application, and its questions."""

from typing import Annotated

from fastapi import Depends

from services.cases.application.cases import CasesApplication
from services.cases.queries import CaseQueries
from shared.auth.principal import Principal
from shared.auth.rules import allow, signed_in
from shared.http.injected import the_application, the_queries
from shared.kernel import Role

TheApplication = Annotated[CasesApplication, Depends(the_application)]
TheQueries = Annotated[CaseQueries, Depends(the_queries)]

Reader = Annotated[Principal, signed_in()]
#: Who works on cases, and what tells of their work from elsewhere.
Worker = Annotated[
    Principal, allow(Role.OFFICIAL, Role.DIVISION_HEAD, Role.AGENCY_HEAD, Role.SYSTEM, Role.IMPORTER)
]
Importer = Annotated[Principal, allow(Role.IMPORTER, Role.SYSTEM)]
