"""The difference of two editions: for readers of the agency, and in public between issued editions."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from services.catalog.api.edition.editing import ADDRESS, Edition, Reader
from services.catalog.api.given import TheQueries
from services.catalog.api.procedure.difference_page import difference_page
from services.catalog.api.procedure.difference_words import Words
from services.catalog.domain.procedure.difference import Difference, difference
from services.catalog.errors.edition.editions import EditionNotFound
from services.catalog.errors.procedure.differences import NoEditionBefore, SameEdition
from services.catalog.queries.catalog import CatalogQueries
from services.catalog.schemas.procedure.differences import EditionDifference
from shared.auth.rules import public
from shared.http.access import readable_agencies
from shared.http.language import language_of
from shared.http.problems import refusals

To = Annotated[
    int | None, Query(ge=1, le=9999, description="The edition to compare with; without it, the one before.")
]
_PUBLIC = public("everybody: issued editions are posted for all to read")
_REFUSALS = refusals(EditionNotFound, NoEditionBefore, SameEdition)
_AS_DATA_OR_PAGE = {
    200: {"model": EditionDifference, "content": {"text/html": {"schema": {"type": "string"}}}},
    **_REFUSALS,
}
_AS_PAGE = {200: {"content": {"text/html": {"schema": {"type": "string"}}}}, **_REFUSALS}


class Comparing:
    """Finds the two editions, always told from the older to the newer, and answers as it is asked."""

    def __init__(self, asked: CatalogQueries) -> None:
        self._contents = asked.contents
        self._queries = asked.organisation

    async def answer(
        self, request: Request, agency: str, edition: int, to: int | None, *, issued: bool, page: bool
    ) -> Response:
        """JSON, or the section of a page."""
        if to == edition:
            raise SameEdition(where="to", edition=edition)
        if to is None:
            to = await self._contents.number_before(agency, edition, issued=issued)
        before, after = sorted((edition, to))
        read = self._contents.issued if issued else self._contents.content
        found = difference((await read(agency, before)).procedures, (await read(agency, after)).procedures)
        headers = {"Vary": "Accept, Accept-Language"}
        if page or _prefers_html(request):
            return await self._page(request, agency, before, after, found, headers)
        told = EditionDifference.of(agency, before, after, found)
        return JSONResponse(told.model_dump(mode="json"), headers=headers)

    async def _page(
        self,
        request: Request,
        agency: str,
        before: int,
        after: int,
        found: Difference,
        headers: dict[str, str],
    ) -> Response:
        language = language_of(request)
        divisions = {one.division: one.name for one in await self._queries.divisions(agency)}
        known = await self._queries.agency(agency)
        name = getattr(known, f"name_{language.value}") if known else agency
        markup = difference_page(name, before, after, found, Words(language, divisions))
        return HTMLResponse(str(markup), headers={**headers, "Content-Language": language.value})


async def _comparing(asked: TheQueries) -> Comparing:
    return Comparing(asked)


TheComparing = Annotated[Comparing, Depends(_comparing)]

#: For readers of the agency: drafts too.
differences = APIRouter(prefix=ADDRESS, tags=["editions"])


@differences.get(
    "/difference", summary="What an edition changes, as data or as a page", responses=_AS_DATA_OR_PAGE
)
async def show_difference(
    agency: str, edition: Edition, who: Reader, request: Request, comparing: TheComparing, to: To = None
) -> Response:
    """Told from the older edition to the newer; `Accept: text/html` gives the section of a page."""
    readable_agencies(who, agency)
    return await comparing.answer(request, agency, edition, to, issued=False, page=False)


@differences.get(
    "/difference.html",
    summary="What an edition changes, as a page",
    responses=_AS_PAGE,
    response_class=HTMLResponse,
)
async def show_difference_page(
    agency: str, edition: Edition, who: Reader, request: Request, comparing: TheComparing, to: To = None
) -> Response:
    readable_agencies(who, agency)
    return await comparing.answer(request, agency, edition, to, issued=False, page=True)


#: Without signing in: between two issued editions.
public_differences = APIRouter(prefix=f"/catalogue{ADDRESS}", tags=["catalogue"], dependencies=[_PUBLIC])


@public_differences.get(
    "/difference",
    summary="What an issued edition changed, as data or as a page",
    responses=_AS_DATA_OR_PAGE,
)
async def show_issued_difference(
    agency: str, edition: Edition, request: Request, comparing: TheComparing, to: To = None
) -> Response:
    """Told from the older edition to the newer; `Accept: text/html` gives the section of a page."""
    return await comparing.answer(request, agency, edition, to, issued=True, page=False)


@public_differences.get(
    "/difference.html",
    summary="What an issued edition changed, as a page",
    responses=_AS_PAGE,
    response_class=HTMLResponse,
)
async def show_issued_difference_page(
    agency: str, edition: Edition, request: Request, comparing: TheComparing, to: To = None
) -> Response:
    return await comparing.answer(request, agency, edition, to, issued=True, page=True)


def _prefers_html(request: Request) -> bool:
    """Whether `text/html` is accepted, and no less than JSON (RFC 9110, section 12.5.1)."""
    html, json = 0.0, 0.0
    for entry in request.headers.get("accept", "")[:1000].split(","):
        kind, _, rest = entry.partition(";")
        weight = _weight(rest)
        match kind.strip().lower():
            case "text/html" | "application/xhtml+xml":
                html = max(html, weight)
            case "application/json":
                json = max(json, weight)
    return html > 0 and html >= json


def _weight(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
