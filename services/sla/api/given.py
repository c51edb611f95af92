"""What the sla service's routes are given: who asks, its application, and its questions."""

from typing import Annotated

from fastapi import Depends

from services.sla.application.sla import SlaApplication
from services.sla.domain.adopting_policy import ADOPTERS
from services.sla.queries import SlaQueries
from shared.auth.principal import Principal
from shared.auth.rules import allow, signed_in
from shared.http.injected import the_application, the_queries
from shared.kernel import Role

TheApplication = Annotated[SlaApplication, Depends(the_application)]
TheQueries = Annotated[SlaQueries, Depends(the_queries)]

Reader = Annotated[Principal, signed_in()]
Adopter = Annotated[Principal, allow(Role.AGENCY_HEAD, *ADOPTERS)]
Definer = Annotated[Principal, allow(Role.OPERATOR, Role.IMPORTER)]
