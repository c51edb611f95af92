"""The access log over HTTP: for auditors, by case, by person, the newest first."""

from typing import Annotated

from fastapi import Query, Request
from pydantic import Field

from shared.access_log.access import AccessShown, Looked
from shared.access_log.errors import AccessNotLogged
from shared.access_log.log import NEWEST_FIRST, AccessFilter
from shared.access_log.looking import Look
from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.contracts.vocabulary import Instant
from shared.http.errors import CursorUnreadable
from shared.http.paging import CursorText, Limit, ListAnswer, cursor_place, page_fields
from shared.http.problems import refusals
from shared.http.routing import Router
from shared.kernel import Role
from shared.restating import restate

_LIST = "accesses"

accesses = Router(prefix="/accesses", tags=["accesses"])

Auditor = Annotated[Principal, allow(Role.AUDITOR)]
Case = Annotated[str | None, Query(max_length=80, description="A case that something was shown of.")]
Person = Annotated[
    str | None, Query(max_length=255, description="Who looked, or the official in whose name they did.")
]
Agency = Annotated[str | None, Query(description="Whose case it was. Without it: all that one may see.")]
What = Annotated[Looked | None, Query(description="What was looked at.")]
Since = Annotated[Instant | None, Query(description="At this instant or later.")]
Before = Annotated[Instant | None, Query(description="Earlier than this instant.")]


class AccessesAnswer(ListAnswer):
    """Who looked, the newest first."""

    kept_days: Annotated[int, Field(description="For how many days it is kept.")]
    accesses: Annotated[list[AccessShown], Field(description="Who looked, when, as whom, and at what.")]


@accesses.get(
    "",
    summary="Who looked at a case, or at what somebody looked",
    responses=refusals(CursorUnreadable, AccessNotLogged),
)
async def list_accesses(
    who: Auditor,
    request: Request,
    case: Case = None,
    person: Person = None,
    agency: Agency = None,
    what: What = None,
    since: Since = None,
    before: Before = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> AccessesAnswer:
    """An auditor of the province sees all; one of an agency, who looked at its cases. It is logged too."""
    wanted = AccessFilter(
        case_number=case,
        person=person,
        agencies=_audited(who, agency),
        what=what,
        since=since,
        before=before,
    )
    look = Look.by(who, request)
    page = await look.log.page(wanted, limit, cursor_place(cursor, _LIST, NEWEST_FIRST))
    await look.note(Looked.ACCESS_LOG, agency, *filter(None, (case,)), asked=person)
    shown = [restate(AccessShown, one) for one in page.found]
    return AccessesAnswer(**page_fields(page, _LIST, request), kept_days=look.log.days, accesses=shown)


def _audited(who: Principal, wanted: str | None) -> list[str] | None:
    """The agencies whose cases' readers are asked for and may be seen; None for all."""
    own = {grant.agency for grant in who.grants if grant.role is Role.AUDITOR}
    if None in own:
        return [wanted] if wanted is not None else None
    if wanted is not None and wanted not in own:
        raise NotInAgency(unit=wanted)
    return [wanted] if wanted is not None else sorted(filter(None, own))
