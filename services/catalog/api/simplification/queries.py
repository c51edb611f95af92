"""Questions about simplification: Home Affairs and the province's leaders watch, agencies see their own."""

from dataclasses import fields
from typing import Annotated

from fastapi import Query

from services.catalog.api.given import Reader, TheQueries, today
from services.catalog.api.simplification.figures import FiguresReader
from services.catalog.api.simplification.programmes import Programme
from services.catalog.errors.simplification import ProgrammeNotFound
from services.catalog.queries.simplification import SimplificationQueries
from services.catalog.schemas.simplification import ProgrammeFigures, ProgrammeWithProposals
from services.catalog.views.simplification import ProgrammeDocument
from shared.contracts.vocabulary import CalendarDay
from shared.http.access import readable_agencies
from shared.http.problems import refusals
from shared.http.routing import Router

programme_queries = Router(prefix="/simplification/programmes", tags=["simplification"])


@programme_queries.get("", summary="The programmes of one's agencies and of the province")
async def list_programmes(who: Reader, asked: TheQueries) -> list[ProgrammeDocument]:
    """The oldest first."""
    return await asked.simplification.programmes(readable_agencies(who, None))


@programme_queries.get(
    "/{programme}", summary="A programme with its proposals", responses=refusals(ProgrammeNotFound)
)
async def show_programme(programme: Programme, who: Reader, asked: TheQueries) -> ProgrammeWithProposals:
    """Those for the agencies that the reader may see, by number."""
    found = await _found(asked.simplification, programme)
    agencies = readable_agencies(who, found.agency)
    proposals = await asked.simplification.proposals(programme, agencies)
    shown = {one.name: getattr(found, one.name) for one in fields(ProgrammeDocument)}
    return ProgrammeWithProposals(**shown, proposals=proposals)


@programme_queries.get(
    "/{programme}/figures",
    summary="Time and steps before and after, and the progress towards the targets",
    responses=refusals(ProgrammeNotFound),
)
async def show_figures(
    programme: Programme,
    who: Reader,
    asked: TheQueries,
    on: Annotated[CalendarDay | None, Query(description="What is in force on this day; today.")] = None,
) -> ProgrammeFigures:
    """Over the agencies that the reader may see: each head's own, all for the province's leaders."""
    found = await _found(asked.simplification, programme)
    agencies = readable_agencies(who, found.agency)
    return await FiguresReader(asked).figures(found, agencies, on or today())


async def _found(queries: SimplificationQueries, programme: str) -> ProgrammeDocument:
    found = await queries.programme(programme)
    if found is None:
        raise ProgrammeNotFound(where="programme", programme=programme)
    return found
