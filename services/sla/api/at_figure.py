"""Lists and figures at one position of the log; and lists at the position of the figure they open from."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar

from fastapi import Query

from services.sla.application.sla import SlaApplication
from services.sla.queries import SlaQueries
from services.sla.queries.kept_figures import KeptFigure
from services.sla.queries.opened_lists import OpenedPage
from services.sla.views.standing import RULES

T = TypeVar("T")

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


async def figure_at(asked: SlaQueries, at: str | None) -> KeptFigure | None:
    """The figure that a list is opened from."""
    return await asked.kept.find(at) if at is not None else None


def opened_fields(page: OpenedPage[Any], standing: dict[str, int]) -> dict[str, Any]:
    """What a list that a figure opens into says: the figure's position, where it shows its rows."""
    position = {"position": page.figure.position} if page.figure is not None else {}
    return {**standing, **position, "changed_since": page.changed_since}
