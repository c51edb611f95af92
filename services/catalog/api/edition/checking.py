"""What keeps a draft from being issued, for those of the agency."""

from typing import Annotated

from fastapi import Query, Request

from services.catalog.api.given import Edition, Reader, TheApplication, today
from services.catalog.application.edition.checking import Check
from services.catalog.errors.edition.editions import EditionDiscarded, EditionNotFound
from services.catalog.schemas.answers import Finding
from shared.contracts.vocabulary import CalendarDay
from shared.http.access import readable_catalogues
from shared.http.language import language_of
from shared.http.problems import refusals
from shared.http.routing import Router

FirstDay = Annotated[
    CalendarDay | None, Query(description="The first day in force that is meant; today in Vietnam.")
]

edition_check = Router(prefix="/agencies", tags=["agencies"])


@edition_check.get(
    "/{agency}/editions/{edition}/check",
    summary="What keeps a draft from being issued",
    responses=refusals(EditionNotFound, EditionDiscarded),
)
async def check(
    agency: str,
    edition: Edition,
    who: Reader,
    request: Request,
    application: TheApplication,
    in_force_from: FirstDay = None,
) -> list[Finding]:
    """As the store has it now, not as a view may still have it: whoever has just written asks this."""
    readable_catalogues(who, agency)
    asked = Check(agency=agency, edition=edition, in_force_from=in_force_from or today())
    language = language_of(request)
    return [
        Finding(where=found.where, code=found.code, message=found.message(language))
        for found in await application.check(asked)
    ]
