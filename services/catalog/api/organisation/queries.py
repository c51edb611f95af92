"""Questions about agencies and their people."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.domain.organisation.agency_events import AgencyKind
from services.catalog.errors.edition.editions import EditionNotFound
from services.catalog.errors.organisation.agencies import AgencyNotRegistered
from services.catalog.queries.organisation.agencies import OrganisationQueries
from shared.auth.principal import Principal
from shared.auth.rules import signed_in
from shared.http.access import readable_agencies
from shared.http.problems import refusals

Reader = Annotated[Principal, signed_in()]


def agency_queries(application: CatalogApplication, queries: OrganisationQueries) -> APIRouter:
    """`GET` routes: agencies are for whoever is signed in; people for those of the agency."""
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

    return router
