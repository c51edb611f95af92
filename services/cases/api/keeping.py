"""The cases that one follows and the searches that one has saved: everybody's own."""

from typing import Any

from services.cases.api.given import Reader, TheApplication, TheQueries
from services.cases.api.queries import readable_case
from services.cases.api.rows import shown
from services.cases.domain.keeping import KEPT, FollowCase, ForgetSearch, SaveSearch, UnfollowCase
from services.cases.schemas import FollowedAnswer, KeptAnswer, SavedSearch, SearchesAnswer
from shared.auth.principal import Principal
from shared.decider import Act, GivenCommand
from shared.errors import NotFound
from shared.http.access import readable_agencies
from shared.http.commands import CommandHeaders, Headers
from shared.http.problems import refusals
from shared.http.requests import request_model
from shared.http.routing import Router
from shared.kernel import Actor

keeping = Router(prefix="/kept", tags=["cases"])
SaveSearchBody: Any = request_model(SaveSearch)
ForgetSearchBody: Any = request_model(ForgetSearch)
FollowBody: Any = request_model(FollowCase)
UnfollowBody: Any = request_model(UnfollowCase)


@keeping.get("/cases", summary="The cases that one follows, the one followed last first")
async def list_followed(who: Reader, asked: TheQueries, application: TheApplication) -> FollowedAnswer:
    """Those that one may see by now; of the others nothing is told but how many there are."""
    kept, _ = await application.state(KEPT, who.id)
    order = sorted(kept.cases, key=lambda one: (kept.cases[one], one), reverse=True)
    readable = readable_agencies(who, None)
    found = [one for one in await asked.those(order) if readable is None or one.agency in readable]
    return FollowedAnswer(cases=await shown(asked, found), hidden=len(order) - len(found))


@keeping.post(
    "/cases/FollowCase",
    summary="Follow a case",
    responses=refusals(NotFound, *KEPT.refusals_of(FollowCase)),
)
async def follow_case(
    body: FollowBody, who: Reader, headers: Headers, asked: TheQueries, application: TheApplication
) -> KeptAnswer:
    """One that one may see."""
    await readable_case(asked, body.case_number, who)
    return await _keep(application, body, who, headers)


@keeping.post(
    "/cases/UnfollowCase",
    summary="Follow a case no more",
    responses=refusals(*KEPT.refusals_of(UnfollowCase)),
)
async def unfollow_case(
    body: UnfollowBody, who: Reader, headers: Headers, application: TheApplication
) -> KeptAnswer:
    """Whether one may see it still or not."""
    return await _keep(application, body, who, headers)


@keeping.get("/searches", summary="The searches that one has saved, by name")
async def list_searches(who: Reader, application: TheApplication) -> SearchesAnswer:
    """What is asked for is judged anew each time, by what one may see then."""
    kept, _ = await application.state(KEPT, who.id)
    found = [SavedSearch(name=name, asks=asks) for name, asks in sorted(kept.searches.items())]
    return SearchesAnswer(searches=found)


@keeping.post(
    "/searches/SaveSearch", summary="Save a search", responses=refusals(*KEPT.refusals_of(SaveSearch))
)
async def save_search(
    body: SaveSearchBody, who: Reader, headers: Headers, application: TheApplication
) -> KeptAnswer:
    """Under a name; another one under it is replaced."""
    return await _keep(application, body, who, headers)


@keeping.post(
    "/searches/ForgetSearch",
    summary="Let a saved search go",
    responses=refusals(*KEPT.refusals_of(ForgetSearch)),
)
async def forget_search(
    body: ForgetSearchBody, who: Reader, headers: Headers, application: TheApplication
) -> KeptAnswer:
    """The one with this name."""
    return await _keep(application, body, who, headers)


async def _keep(
    application: TheApplication, body: Any, who: Principal, headers: CommandHeaders
) -> KeptAnswer:
    context = headers.context(who.id, body)
    act = Act(by=Actor(who.id), at=context.recorded_at, recorded_at=context.recorded_at)
    answer = await application.keep(who.id, GivenCommand(body.asked(), act), context)
    return KeptAnswer.model_validate(answer)
