"""Questions about simplification: Home Affairs and the province's leaders watch, agencies see their own."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.catalog.api.given import Reader, TheQueries
from services.catalog.api.simplification.figures import FiguresReader
from services.catalog.api.simplification.programmes import Programme
from services.catalog.errors.simplification import ProgrammeNotFound
from services.catalog.queries.simplification import SimplificationQueries
from services.catalog.schemas.simplification import ProgrammeFigures, ProgrammeShown, ProgrammeWithProposals
from shared.eventstore.store import utc_now
from shared.http.access import readable_agencies
from shared.http.problems import refusals
from shared.kernel import day_of

programme_queries = APIRouter(prefix="/simplification/programmes", tags=["simplification"])


@programme_queries.get("", summary="The programmes of one's agencies and of the province")
async def list_programmes(who: Reader, asked: TheQueries) -> list[ProgrammeShown]:
    """The oldest first."""
    found = await asked.simplification.programmes(readable_agencies(who, None))
    return [ProgrammeShown.model_validate(one) for one in found]


@programme_queries.get(
    "/{programme}", summary="A programme with its proposals", responses=refusals(ProgrammeNotFound)
)
async def show_programme(programme: Programme, who: Reader, asked: TheQueries) -> ProgrammeWithProposals:
    """Those for the agencies that the reader may see, by number."""
    found = await _found(asked.simplification, programme)
    agencies = readable_agencies(who, found["agency"])
    proposals = await asked.simplification.proposals(programme, agencies)
    return ProgrammeWithProposals.model_validate({**found, "proposals": proposals})


@programme_queries.get(
    "/{programme}/figures",
    summary="Time and steps before and after, and the progress towards the targets",
    responses=refusals(ProgrammeNotFound),
)
async def show_figures(
    programme: Programme,
    who: Reader,
    asked: TheQueries,
    on: Annotated[date | None, Query(description="What is in force on this day; today.")] = None,
) -> ProgrammeFigures:
    """Over the agencies that the reader may see: each head's own, all for the province's leaders."""
    found = await _found(asked.simplification, programme)
    agencies = readable_agencies(who, found["agency"])
    return await FiguresReader(asked).figures(found, agencies, on or day_of(utc_now()))


async def _found(queries: SimplificationQueries, programme: str) -> dict[str, Any]:
    found = await queries.programme(programme)
    if found is None:
        raise ProgrammeNotFound(where="programme", programme=programme)
    return found
