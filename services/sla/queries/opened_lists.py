"""Lists as figures open into them: of the rows that were counted, or of those now with what changed since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from services.sla.queries.kept_figures import ROWS, KeptFigure
from services.sla.views.standing import ChangedSince
from shared.documents.fitting import fits, in_order, is_behind
from shared.documents.port import Collection
from shared.documents.query import Cursor, Sort, Where
from shared.documents.query import cursor as cursor_of
from shared.documents.reader import Page, Reader
from shared.documents.values import plain

D = TypeVar("D")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAsked(Generic[D]):
    """Which list, and which part of it."""

    collection: Collection[D]
    where: Where
    allowed: Where  #: of these, what a row must fulfil now to be shown to who asks
    sort: Sequence[Sort]
    limit: int
    after: Cursor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPage(Page[D]):
    """A page, and how it stands to the figure that it is opened from."""

    figure: KeptFigure | None = None  #: whose rows these are; None: they are those that there are now
    changed_since: ChangedSince | None = None


async def opened_page(
    reader: Reader, asked: ListAsked[D], figure: KeptFigure | None, now: datetime
) -> OpenedPage[D]:
    """A page of the rows that a figure counted; once it isn't kept any more, of those that there are."""
    if figure is not None and figure.is_shown(now):
        return await _counted(reader, asked, figure)
    page = await reader.page(asked.collection, asked.where, asked.sort, asked.limit, asked.after)
    changed = None
    if figure is not None and asked.after is None:
        changed = await _changed(reader, asked, figure)
    return OpenedPage(found=page.found, total=page.total, cursor=page.cursor, changed_since=changed)


async def _counted(reader: Reader, asked: ListAsked[D], figure: KeptFigure) -> OpenedPage[D]:
    """In the order in which they stood; what each row says is what is known of it now."""
    rows = in_order(figure.of(asked.collection, asked.where), asked.sort)
    behind = [one for one in rows if is_behind(one, asked.sort, asked.after)]
    shown = behind[: asked.limit]
    found = await _allowed(reader, asked, [one["id"] for one in shown])
    return OpenedPage(
        found=list(found.values()),
        total=len(rows) if asked.after is None else None,
        cursor=cursor_of(shown[-1], shown[-1]["id"], asked.sort) if len(behind) > asked.limit else None,
        figure=figure,
    )


async def _changed(reader: Reader, asked: ListAsked[D], figure: KeptFigure) -> ChangedSince:
    if figure.rows is None:
        return ChangedSince(position=figure.position, joined=None, left=None)
    before = {one["id"] for one in figure.of(asked.collection, asked.where)}
    found = await reader.find(asked.collection.name, asked.where, asked.sort, ROWS + 1)
    now = {one.id for one in found}
    left = sorted(await _allowed(reader, asked, sorted(before - now)))
    joined = sorted(now - before) if len(found) <= ROWS else None
    return ChangedSince(position=figure.position, joined=joined, left=left if joined is not None else None)


async def _allowed(reader: Reader, asked: ListAsked[D], ids: Iterable[str]) -> dict[str, D]:
    """The documents that who asks may see now, by id, in this order."""
    wanted = list(ids)
    found = await reader.get_many(asked.collection.name, wanted)
    bodies = {id: found[id].body for id in wanted if id in found}
    return {id: body for id, body in bodies.items() if fits(plain(body), asked.allowed)}
