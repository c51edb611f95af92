"""Questions about agencies as of a day: the tree, the rollout, and who succeeds whom."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.catalog.errors.organisation.agencies import AgencyNotRegistered
from services.catalog.queries.organisation.agencies import OrganisationQueries
from shared.auth.principal import Principal
from shared.auth.rules import signed_in
from shared.eventstore.store import utc_now
from shared.http.problems import refusals
from shared.kernel import day_of

Reader = Annotated[Principal, signed_in()]
Day = Annotated[date | None, Query(description="The day that is asked for; today in Vietnam.")]


def organisation_queries(queries: OrganisationQueries) -> APIRouter:
    """`GET` routes, for whoever is signed in: nothing here is about people."""
    router = APIRouter(prefix="/agencies", tags=["organisation"], responses=refusals(AgencyNotRegistered))

    @router.get("/tree", summary="The agencies of a day, each with those under it")
    async def show_tree(_: Reader, on: Day = None) -> list[dict[str, Any]]:
        return await queries.tree(on or today())

    @router.get("/waves", summary="How far each rollout wave is: planned, live, and who isn't yet")
    async def show_waves(_: Reader, on: Day = None) -> list[dict[str, Any]]:
        return await queries.waves(on or today())

    @router.get("/{agency}/successors", summary="Who does an agency's work on a day")
    async def show_successors(agency: str, _: Reader, on: Day = None) -> dict[str, Any]:
        if await queries.agency(agency) is None:
            raise AgencyNotRegistered(where="agency", agency=agency)
        day = on or today()
        successors = await queries.successors(agency, day)
        return {"agency": agency, "on": day.isoformat(), "successors": list(successors)}

    return router


def today() -> date:
    """The day in Vietnam."""
    return day_of(utc_now())
