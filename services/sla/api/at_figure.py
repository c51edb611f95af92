"""Lists and figures at one position of the log; and lists at the position of the figure they open from."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Annotated, Any, Protocol, TypeVar

from fastapi import Query

from services.sla.application.sla import SlaApplication
from services.sla.queries import SlaQueries
from services.sla.queries.kept_figures import KeptFigure
from services.sla.queries.opened_lists import OpenedPage
from services.sla.views.standing import RULES
from shared.documents.port import Document

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


async def counted_and_kept(
    asked: SlaQueries,
    application: SlaApplication,
    whose: object,
    count: Callable[[SlaQueries], Awaitable[F]],
    rows_behind: Callable[[SlaQueries], Awaitable[Mapping[str, Sequence[Document]]]],
) -> tuple[F, str | None]:
    """The figures, and the name that the rows behind them are kept under; None: they aren't kept.

    `whose`: what was asked for, so that the same question has the same name.
    """

    async def look(still: SlaQueries) -> tuple[F, str, Mapping[str, Sequence[Document]] | None]:
        counted = await count(still)
        name = asked.kept.name(counted.position, application.store.epoch, whose)
        return counted, name, None if await asked.kept.is_kept(name) else await rows_behind(still)

    (counted, name, rows), standing = await asked.at_one_position(application.name, look)
    is_there = standing.alone and (rows is None or await asked.kept.keep(name, rows))
    return counted, name if is_there else None


async def figure_at(asked: SlaQueries, at: str | None) -> KeptFigure | None:
    """The figure that a list is opened from."""
    return await asked.kept.find(at) if at is not None else None


def opened_fields(page: OpenedPage[Any], standing: dict[str, int]) -> dict[str, Any]:
    """What a list that a figure opens into says: the figure's position, where it shows its rows."""
    position = {"position": page.figure.position} if page.figure is not None else {}
    return {**standing, **position, "changed_since": page.changed_since}
