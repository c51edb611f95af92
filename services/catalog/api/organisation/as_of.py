"""Questions about agencies as of a day: the tree, the rollout, and who succeeds whom."""

from typing import Annotated

from fastapi import Query

from services.catalog.api.given import Reader, TheQueries, today
from services.catalog.errors.organisation.agencies import AgencyNotRegistered
from services.catalog.queries.organisation.as_of import AgencyOnDay, Wave
from services.catalog.schemas.organisation.agencies import SuccessorsAnswer
from shared.contracts.vocabulary import CalendarDay
from shared.http.problems import refusals
from shared.http.routing import Router

Day = Annotated[CalendarDay | None, Query(description="The day that is asked for; today in Vietnam.")]

#: For whoever is signed in: nothing here is about people.
as_of = Router(prefix="/agencies", tags=["organisation"])


@as_of.get("/tree", summary="The agencies of a day, each with those under it")
async def show_tree(_: Reader, asked: TheQueries, on: Day = None) -> list[AgencyOnDay]:
    """Under the names that they had then, and where they stood."""
    return await asked.organisation.tree(on or today())


@as_of.get("/waves", summary="How far each rollout wave is: planned, live, and who isn't yet")
async def show_waves(_: Reader, asked: TheQueries, on: Day = None) -> list[Wave]:
    """By number; the last are those that no wave is planned for."""
    return await asked.organisation.waves(on or today())


@as_of.get(
    "/{agency}/successors",
    summary="Who does an agency's work on a day",
    responses=refusals(AgencyNotRegistered),
)
async def show_successors(agency: str, _: Reader, asked: TheQueries, on: Day = None) -> SuccessorsAnswer:
    """The agency itself while it exists, else those that its chain of successors leads to."""
    if await asked.organisation.agency(agency) is None:
        raise AgencyNotRegistered(where="agency", agency=agency)
    day = on or today()
    successors = await asked.organisation.successors(agency, day)
    return SuccessorsAnswer(agency=agency, on=day.isoformat(), successors=successors)
