"""A look at a case: for oneself, or for an official, as a delegate or a system that works for them."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query

from services.cases.api.given import TheApplication
from services.cases.application.cases import CasesApplication
from services.cases.application.reading_for import check_reads_for
from shared.access_log.access import Looked
from shared.access_log.errors import AccessNotLogged
from shared.access_log.looking import Look, Looking
from shared.auth.principal import Principal
from shared.contracts.vocabulary import Code
from shared.delegation import DelegationMissing

#: How any look at a case may be refused.
LOOKING = (AccessNotLogged, DelegationMissing)

ActingFor = Annotated[
    Code | None, Query(description="The official in whose name one looks, if not one's own: it is logged.")
]


@dataclass(frozen=True, slots=True)
class CaseLook:
    """Who looks, and where it is known for whom they may."""

    look: Look
    application: CasesApplication

    @property
    def who(self) -> Principal:
        """Who is signed in."""
        return self.look.who

    async def note(
        self, what: Looked, agency: str | None, *cases: str, acting_for: str | None = None, **more: Any
    ) -> None:
        """Log what is about to be shown, as `Look.note` does. Raises `DelegationMissing` besides."""
        who, log = self.look.who, self.look.log
        if acting_for not in (None, who.id) and not who.grants_in(agency).delegates:
            await check_reads_for(self.application, who.id, who.agencies, str(acting_for), log.now())
        await self.look.note(what, agency, *cases, acting_for=acting_for, **more)


async def the_case_look(look: Looking, application: TheApplication) -> CaseLook:
    """The look of whoever is signed in."""
    return CaseLook(look, application)


#: A route's parameter of this type is who looks at a case.
LookingAtCase = Annotated[CaseLook, Depends(the_case_look)]
