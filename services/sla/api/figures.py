"""How much is late, over what one may see, as `services.sla.api.clocks` has it."""

from typing import Annotated

from fastapi import Query

from services.sla.api.given import Reader, TheQueries
from services.sla.queries.figures import Figures, Unit
from services.sla.queries.filters import TimeFilter
from shared.http.access import readable_agencies
from shared.http.routing import Router

late_figures = Router(tags=["clocks"])


@late_figures.get("/figures", summary="Late cases and steps, and the units with most of them")
async def figures(
    who: Reader,
    asked: TheQueries,
    by: Unit = Unit.DIVISION,
    agency: str | None = None,
    procedure: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Figures:
    """Not finished when they were due: ended since, or open still. Each figure opens into its list."""
    of = TimeFilter(agencies=readable_agencies(who, agency), procedure=procedure)
    return await asked.figures(by, of, limit)
