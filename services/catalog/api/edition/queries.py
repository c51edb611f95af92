"""Questions about the editions of an agency's catalogue."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from services.catalog.api.edition.editions import Edition
from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.edition.catalogue import CATALOGUE, catalogue_key
from services.catalog.errors.edition.editions import EditionDiscarded, EditionNotFound
from services.catalog.errors.organisation.agencies import AgencyNotRegistered
from services.catalog.queries.edition.editions import EditionQueries
from services.catalog.schemas.answers import Finding
from shared.auth.principal import Principal
from shared.auth.rules import signed_in
from shared.eventstore.store import utc_now
from shared.http.access import readable_agencies
from shared.http.language import language_of
from shared.http.problems import refusals
from shared.kernel import day_of

Reader = Annotated[Principal, signed_in()]
FirstDay = Annotated[
    date | None, Query(description="The first day in force that is meant; today in Vietnam.")
]


def edition_queries(application: CatalogApplication, queries: EditionQueries) -> APIRouter:
    """`GET` routes for those of the agency."""
    router = APIRouter(
        prefix="/agencies", tags=["agencies"], responses=refusals(AgencyNotRegistered, EditionNotFound)
    )

    @router.get("/{agency}/editions", summary="The editions of an agency's catalogue")
    async def list_editions(agency: str, who: Reader) -> list[dict[str, Any]]:
        readable_agencies(who, agency)
        return await queries.editions(agency)

    @router.get("/{agency}/editions/{edition}", summary="One edition, with its procedures")
    async def show_edition(agency: str, edition: Edition, who: Reader) -> dict[str, Any]:
        readable_agencies(who, agency)
        found = await queries.edition(agency, edition)
        if found is None:
            raise EditionNotFound(where="edition", agency=agency, edition=edition)
        return found

    @router.get(
        "/{agency}/editions/{edition}/events", summary="Everything that happened to an edition, with causes"
    )
    async def list_edition_events(agency: str, edition: Edition, who: Reader) -> list[dict[str, Any]]:
        """Who acted for whom stands in `recorded_by`."""
        readable_agencies(who, agency)
        stream = CATALOGUE.stream(catalogue_key(agency, edition))
        recorded = await application.read(application.store.events, stream)
        if not recorded:
            raise EditionNotFound(where="edition", agency=agency, edition=edition)
        return [event.to_dict() for event in recorded]

    @router.get(
        "/{agency}/editions/{edition}/check",
        summary="What keeps a draft from being issued",
        responses=refusals(EditionDiscarded),
    )
    async def check(
        agency: str, edition: Edition, who: Reader, request: Request, in_force_from: FirstDay = None
    ) -> list[Finding]:
        """As the store has it now, not as a view may still have it: whoever has just written asks this."""
        readable_agencies(who, agency)
        day = in_force_from or day_of(utc_now())
        language = language_of(request)
        return [
            Finding(where=found.where, code=found.code, message=found.message(language))
            for found in await application.check(agency, edition, day)
        ]

    return router
