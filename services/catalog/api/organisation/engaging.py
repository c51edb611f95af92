"""An agency's many people in one request; who is there just so is skipped."""

from services.catalog.api.given import Organiser, TheApplication
from services.catalog.api.parts import contexts_of
from services.catalog.domain.organisation.divisions import ADDED
from services.catalog.domain.organisation.officials import APPOINTED
from services.catalog.schemas.organisation.requests import EngageStaff, StaffAnswer
from shared.http.commands import Headers
from shared.http.problems import refusals
from shared.http.routing import Router

#: A large request; sent again under the same key, it goes on where it stopped.
engaging = Router(prefix="/agencies", tags=["agencies"])


@engaging.post(
    "/{agency}/staff",
    summary="Add divisions and appoint officials, many at once",
    responses=refusals(*ADDED, *APPOINTED),
)
async def engage_staff(
    agency: str, body: EngageStaff, who: Organiser, headers: Headers, application: TheApplication
) -> StaffAnswer:
    """Divisions first; who is there just so is skipped."""
    contexts = contexts_of(who.id, headers, [agency, body])
    act = body.act(who, agency, contexts(0), delegable=False)
    commands = body.commands(agency)
    answer = await application.engage(agency, commands, act, headers.version, contexts)
    return StaffAnswer.model_validate(answer)
