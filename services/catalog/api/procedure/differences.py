"""The difference of two editions: for readers of the agency, and in public between issued editions."""

from typing import Annotated

from fastapi import Query, Request, Response
from fastapi.responses import HTMLResponse

from services.catalog.api.given import ADDRESS, Edition, Reader
from services.catalog.api.procedure.comparing import TheComparing
from services.catalog.errors.edition.editions import EditionNotFound
from services.catalog.errors.procedure.differences import NoEditionBefore, SameEdition
from services.catalog.schemas.procedure.differences import EditionDifference
from shared.auth.rules import public
from shared.http.access import readable_catalogues
from shared.http.problems import refusals
from shared.http.routing import Router

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


#: For readers of the agency: drafts too.
differences = Router(prefix=ADDRESS, tags=["editions"])


@differences.get(
    "/difference", summary="What an edition changes, as data or as a page", responses=_AS_DATA_OR_PAGE
)
async def show_difference(
    agency: str, edition: Edition, who: Reader, request: Request, comparing: TheComparing, to: To = None
) -> Response:
    """Told from the older edition to the newer; `Accept: text/html` gives the section of a page."""
    readable_catalogues(who, agency)
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
    readable_catalogues(who, agency)
    return await comparing.answer(request, agency, edition, to, issued=False, page=True)


#: Without signing in: between two issued editions.
public_differences = Router(prefix=f"/catalogue{ADDRESS}", tags=["catalogue"], dependencies=[_PUBLIC])


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
