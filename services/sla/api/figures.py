"""How much is late, over what one may see, as `services.sla.api.clocks` has it."""

from typing import Annotated

from fastapi import Query

from services.sla.api.at_figure import Keep, Keeping, counted
from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.queries import SlaQueries
from services.sla.queries.figures import Figures, Unit, opening_at
from services.sla.queries.filters import TimeFilter
from shared.http.access import readable_agencies
from shared.http.routing import Router

late_figures = Router(tags=["clocks"])


@late_figures.get("/figures", summary="Late cases and steps, and the units with most of them")
async def figures(
    who: Reader,
    asked: TheQueries,
    application: TheApplication,
    by: Unit = Unit.DIVISION,
    agency: str | None = None,
    procedure: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    keep: Keep = True,
) -> Figures:
    """Not finished when they were due: ended since, or open still. Each figure opens into its list.

    For fifteen minutes the lists show the rows that were counted.
    """
    of = TimeFilter(agencies=readable_agencies(who, agency), procedure=procedure)

    async def count(still: SlaQueries) -> Figures:
        return await still.figures(by, of, limit, application.name)

    keeping = Keeping(
        whose=(of.agencies, of.procedure),
        rows_behind=lambda still: still.rows_behind(of),
        opening_at=opening_at,
    )
    return await counted(asked, application, count, keeping if keep else None)
