"""The search of the public catalogue: with or without diacritics, by agency, unit and kind."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Request
from starlette.responses import Response

from services.catalog.api.edition.public import TODAY, answers
from services.catalog.api.given import PUBLIC, Day, TheQueries, today
from services.catalog.domain.procedure.procedure import ProcedureKind
from services.catalog.errors.edition.reading import CursorUnreadable
from services.catalog.queries.edition.search_memory import Asked
from services.catalog.queries.edition.search_ranking import UnknownPlace
from services.catalog.schemas.edition.public import SearchResult
from shared.http.caching import kept
from shared.http.routing import Router

Text = Annotated[
    str,
    Query(
        max_length=200,
        description="Words, each of which begins a word of name, code, steps, contents or legal basis.",
    ),
]
Agency = Annotated[str | None, Query(max_length=35, description="Code of the agency whose catalogue it is.")]
Unit = Annotated[
    str | None, Query(max_length=40, description="Code of a division or an agency that has a part in it.")
]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=300, description="`next` of the page before.")]


catalogue_search = Router(
    prefix="/catalogue", tags=["catalogue"], dependencies=[PUBLIC], default_response_class=Response
)


@catalogue_search.get(
    "/search",
    summary="Procedures in force that fit, the best first",
    responses=answers(SearchResult, CursorUnreadable),
)
async def search(
    request: Request,
    queries: TheQueries,
    q: Text = "",
    agency: Agency = None,
    unit: Unit = None,
    kind: ProcedureKind | None = None,
    on: Day = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Response:
    """Exact words come before words that differ in their diacritics, names before contents."""
    asked = Asked(text=q, agency=agency, unit=unit, kind=kind.value if kind else None)
    day = on or today()
    try:
        hits = await queries.reading.search(asked, day, limit, _place(cursor))
    except UnknownPlace:
        raise CursorUnreadable(where="cursor") from None
    following = _cursor(hits.next) if hits.next else None
    content: dict[str, Any] = {
        "on": day.isoformat(),
        "total": hits.total,
        "procedures": hits.procedures,
        "next": following,
    }
    return kept(request, content, TODAY, links={"next": _address(request, following)})


def _address(request: Request, cursor: str | None) -> str | None:
    """The next page under the same question."""
    if cursor is None:
        return None
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f"{request.url.path}?{urlencode([*asked, ('cursor', cursor)])}"


def _cursor(place: str) -> str:
    return urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _place(cursor: str | None) -> str | None:
    if cursor is None:
        return None
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        raise CursorUnreadable(where="cursor") from None
