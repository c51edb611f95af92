"""How much is late, over what one may see, as `services.sla.api.clocks` has it."""

from typing import Annotated

from fastapi import Query

from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.application.sla import SlaApplication
from services.sla.queries import SlaQueries
from services.sla.queries.figures import Figures, Unit, opening_at
from services.sla.queries.filters import TimeFilter
from services.sla.queries.kept_figures import KEPT
from shared.documents.port import Document
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
    keep: Annotated[
        bool, Query(description="Whether the rows are kept; without it for who looks at the numbers alone.")
    ] = True,
) -> Figures:
    """Not finished when they were due: ended since, or open still. Each figure opens into its list.

    For fifteen minutes the lists show the rows that were counted.
    """
    of = TimeFilter(agencies=readable_agencies(who, agency), procedure=procedure)
    if keep:
        return await _kept(asked, application, by, of, limit)
    counted, _ = await asked.at_one_position(
        application.name, lambda still: still.figures(by, of, limit, application.name)
    )
    return counted


async def _kept(
    asked: SlaQueries, application: SlaApplication, by: Unit, of: TimeFilter, limit: int
) -> Figures:
    source, epoch, whose = application.name, application.store.epoch, (of.agencies, of.procedure)

    async def count(still: SlaQueries) -> tuple[Figures, str, dict[str, list[Document]] | None]:
        counted = await still.figures(by, of, limit, source)
        name = asked.kept.name(counted.position, epoch, whose)
        return counted, name, None if await asked.kept.is_kept(name) else await still.rows_behind(of)

    (counted, name, rows), standing = await asked.at_one_position(source, count)
    if not standing.alone or not (rows is None or await asked.kept.keep(name, rows)):
        return counted
    return opening_at(counted, name, instant(asked.now() + KEPT))
