"""A look at a case over HTTP: who looks, by which roles, and the log that is told of it first."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection, Request

from shared.access_log.access import AccessDocument, HeldRole, Looked
from shared.access_log.log import AccessLog
from shared.auth.principal import Principal
from shared.auth.rules import signed_in
from shared.documents.values import instant
from shared.kernel import SEE_ALL_CASES, SEE_NO_CASES
from shared.telemetry import current_correlation

_LONGEST_CLIENT = 200  #: characters of what a program calls itself
_LONGEST_ASKED = 500


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks, and by which program."""

    who: Principal
    log: AccessLog
    client: str | None

    @classmethod
    def by(cls, who: Principal, connection: HTTPConnection) -> "Look":
        """The look that somebody's request is."""
        client = connection.headers.get("user-agent")
        return cls(who, connection.app.state.access_log, client[:_LONGEST_CLIENT] if client else None)

    async def note(
        self,
        what: Looked,
        agency: str | None = None,
        *cases: str,
        among: Collection[str] = (),
        coordination: int | None = None,
        asked: str | None = None,
        acting_for: str | None = None,
    ) -> None:
        """Log what is about to be shown: of the agency's case that is named first, and of the others.

        `among`: further agencies by whose roles it is shown. Raises `AccessNotLogged`.
        """
        who, acting_for = self.who, acting_for if acting_for != self.who.id else None
        access = AccessDocument(
            at=instant(self.log.now()),
            who=who.id,
            name=who.name,
            acting_for=acting_for,
            roles=roles_of(who, {*among, *filter(None, (agency,))}),
            what=what.value,
            agency=agency,
            case_number=next(iter(cases), None),
            coordination=coordination,
            cases=sorted(set(cases)),
            asked=asked[:_LONGEST_ASKED] if asked is not None else None,
            client=self.client,
            correlation_id=current_correlation(),
            people=[one for one in (who.id, acting_for) if one is not None],
        )
        await self.log.note(access)


def roles_of(who: Principal, agencies: Collection[str]) -> list[HeldRole]:
    """The roles by which somebody sees cases of these agencies; of no agency in particular: all of them."""
    found = [
        one
        for one in who.grants
        if one.role not in SEE_NO_CASES
        and (one.role in SEE_ALL_CASES if one.agency is None else not agencies or one.agency in agencies)
    ]
    return [HeldRole(role=one.role.value, agency=one.agency, division=one.division) for one in found]


async def the_look(who: Annotated[Principal, signed_in()], request: Request) -> Look:
    """The look of whoever is signed in."""
    return Look.by(who, request)


#: A route's parameter of this type is who looks.
Looking = Annotated[Look, Depends(the_look)]
