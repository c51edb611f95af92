"""Questions about agencies, their people, and the editions of their catalogues."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from services.catalog.api.editions import Edition
from services.catalog.application import CatalogApplication
from services.catalog.domain import AGENCY, CATALOGUE, AgencyKind, catalogue_key
from services.catalog.errors.agencies import AgencyNotRegistered
from services.catalog.errors.editions import EditionDiscarded, EditionNotFound
from services.catalog.schemas.answers import Finding
from services.catalog.views import CatalogQueries
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


def query_routes(application: CatalogApplication, queries: CatalogQueries) -> APIRouter:
    """`GET` routes: agencies are for whoever is signed in; people and drafts for those of the agency."""
    router = APIRouter(
        prefix="/agencies", tags=["agencies"], responses=refusals(AgencyNotRegistered, EditionNotFound)
    )

    @router.get("", summary="Agencies, by kind and rollout wave")
    async def list_agencies(
        _: Reader, kind: AgencyKind | None = None, wave: Annotated[int | None, Query(ge=1, le=999)] = None
    ) -> list[dict[str, Any]]:
        return await queries.agencies(kind, wave)

    @router.get("/{agency}", summary="One agency and its divisions")
    async def show_agency(agency: str, _: Reader) -> dict[str, Any]:
        found = await queries.agency(agency)
        if found is None:
            raise AgencyNotRegistered(where="agency", agency=agency)
        return {**found, "divisions": await queries.divisions(agency)}

    @router.get("/{agency}/divisions", summary="An agency's divisions")
    async def list_divisions(agency: str, _: Reader) -> list[dict[str, Any]]:
        return await queries.divisions(agency)

    @router.get("/{agency}/officials", summary="An agency's officials")
    async def list_officials(agency: str, who: Reader) -> list[dict[str, Any]]:
        readable_agencies(who, agency)
        return await queries.officials(agency)

    @router.get("/{agency}/events", summary="Everything that happened to an agency, with causes")
    async def list_events(agency: str, who: Reader) -> list[dict[str, Any]]:
        readable_agencies(who, agency)
        recorded = await application.read(application.store.events, AGENCY.stream(agency))
        return [event.to_dict() for event in recorded]

    _edition_routes(router, application, queries)
    return router


def _edition_routes(router: APIRouter, application: CatalogApplication, queries: CatalogQueries) -> None:
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
