"""Lists and figures at one position of the log; and lists at the position of the figure they open from."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Protocol, TypeVar

from fastapi import Query, Request

from services.sla.application.sla import SlaApplication
from services.sla.queries import SlaQueries
from services.sla.queries.kept_figures import KEPT, KeptFigure
from services.sla.queries.opened_lists import OpenedPage
from services.sla.views.standing import RULES
from shared.documents.port import Document
from shared.documents.query import Cursor, Sort
from shared.documents.values import InstantText, instant
from shared.http.paging import cursor_place, page_fields

T = TypeVar("T")

Keep = Annotated[
    bool, Query(description="Whether the rows are kept; without it for who looks at the numbers alone.")
]
AtFigure = Annotated[
    str | None,
    Query(
        pattern=r"^\d{1,9}\.\d{1,9}\.\d{1,18}\.[0-9a-f]{16}$",
        description=(
            "As addresses behind figures have it: the rows that the figure counted, as far as one may see "
            "them. From fifteen minutes on the list is the present one, and says what changed since."
        ),
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart:
    """Which list, and which part of it a request asks for."""

    name: str  #: of the collection
    sort: Sequence[Sort]
    request: Request
    at: str | None
    cursor: str | None


async def at_one_position(
    asked: SlaQueries, application: SlaApplication, ask: Callable[[SlaQueries], Awaitable[T]]
) -> tuple[T, dict[str, int]]:
    """What `ask` finds at one position of the service's own log, and the fields that say which."""
    found, standing = await asked.at_one_position(application.name, ask)
    return found, {"position": standing.position, "rules": RULES}


class _Counted(Protocol):
    @property
    def position(self) -> int: ...


F = TypeVar("F", bound=_Counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping(Generic[F]):
    """What the rows behind figures are, and how figures open into them."""

    whose: object  #: what was asked for: the same question has the same name
    rows_behind: Callable[[SlaQueries], Awaitable[Mapping[str, Sequence[Document]]]]
    opening_at: Callable[[F, str, InstantText], F]  #: with lists of the rows kept under a name, so long


async def counted(
    asked: SlaQueries,
    application: SlaApplication,
    count: Callable[[SlaQueries], Awaitable[F]],
    keeping: Keeping[F] | None,
) -> F:
    """Figures at one position, opening into the rows behind them; without `keeping`, these aren't kept."""
    if keeping is None:
        return (await asked.at_one_position(application.name, count))[0]

    async def look(still: SlaQueries) -> tuple[F, str, Mapping[str, Sequence[Document]] | None]:
        found = await count(still)
        name = asked.kept.name(found.position, application.store.epoch, keeping.whose)
        return found, name, None if await asked.kept.is_kept(name) else await keeping.rows_behind(still)

    (found, name, rows), standing = await asked.at_one_position(application.name, look)
    if not standing.alone or not (rows is None or await asked.kept.keep(name, rows)):
        return found
    return keeping.opening_at(found, name, instant(asked.now() + KEPT))


async def figure_at(asked: SlaQueries, at: str | None) -> KeptFigure | None:
    """The figure that a list is opened from."""
    return await asked.kept.find(at) if at is not None else None


async def opened_list(
    asked: SlaQueries,
    application: SlaApplication,
    part: ListPart,
    look: Callable[[SlaQueries, Cursor | None, KeptFigure | None], Awaitable[OpenedPage[T]]],
) -> tuple[OpenedPage[T], dict[str, Any]]:
    """A part of a list that figures open into, at one position; and the fields that every such list has."""
    place, figure = cursor_place(part.cursor, part.name, part.sort), await figure_at(asked, part.at)
    page, standing = await at_one_position(asked, application, lambda still: look(still, place, figure))
    return page, {**page_fields(page, part.name, part.request), **opened_fields(page, standing)}


def opened_fields(page: OpenedPage[Any], standing: dict[str, int]) -> dict[str, Any]:
    """What a list that a figure opens into says: the figure's position, where it shows its rows."""
    position = {"position": page.figure.position} if page.figure is not None else {}
    return {**standing, **position, "changed_since": page.changed_since}
