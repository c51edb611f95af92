"""Two editions compared, and the answer in the form that is asked for."""

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from services.catalog.api.given import TheQueries
from services.catalog.api.procedure.difference_page import difference_page
from services.catalog.api.procedure.difference_words import Words
from services.catalog.domain.procedure.difference import Difference, difference
from services.catalog.errors.procedure.differences import SameEdition
from services.catalog.queries.catalog import CatalogQueries
from services.catalog.schemas.procedure.differences import EditionDifference
from shared.http.language import language_of, weight_of


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


def _prefers_html(request: Request) -> bool:
    """Whether `text/html` is accepted, and no less than JSON (RFC 9110, section 12.5.1)."""
    html, json = 0.0, 0.0
    for entry in request.headers.get("accept", "")[:1000].split(","):
        kind, _, rest = entry.partition(";")
        weight = weight_of(rest)
        match kind.strip().lower():
            case "text/html" | "application/xhtml+xml":
                html = max(html, weight)
            case "application/json":
                json = max(json, weight)
    return html > 0 and html >= json
