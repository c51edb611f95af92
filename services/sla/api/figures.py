"""How much is late, over what one may see, as `services.sla.api.clocks` has it."""

from typing import Annotated

from fastapi import Query

from services.sla.api.at_figure import Keep, counted_and_kept
from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.queries import SlaQueries
from services.sla.queries.figures import Figures, Unit, opening_at
from services.sla.queries.filters import TimeFilter
from services.sla.queries.kept_figures import KEPT
from shared.documents.values import instant
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
    source = application.name

    async def count(still: SlaQueries) -> Figures:
        return await still.figures(by, of, limit, source)

    if not keep:
        counted, _ = await asked.at_one_position(source, count)
        return counted
    counted, name = await counted_and_kept(
        asked, application, (of.agencies, of.procedure), count, lambda still: still.rows_behind(of)
    )
    return opening_at(counted, name, instant(asked.now() + KEPT)) if name is not None else counted
