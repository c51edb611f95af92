"""Questions about agencies and their people."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Annotated

from fastapi import Query

from services.catalog.api.given import Reader, TheApplication, TheQueries
from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.agency import AgencyKind
from services.catalog.errors.organisation.agencies import AgencyNotRegistered
from services.catalog.schemas.organisation.agencies import AgencyEventAnswer, AgencyWithDivisions
from services.catalog.views.organisation.documents import AgencyDetails, DivisionDocument, OfficialDetails
from shared.http.access import readable_catalogues
from shared.http.problems import refusals
from shared.http.routing import Router

#: Agencies are for whoever is signed in; people for those of the agency.
agency_queries = Router(prefix="/agencies", tags=["agencies"])


@agency_queries.get("", summary="Agencies, by kind and rollout wave")
async def list_agencies(
    _: Reader,
    asked: TheQueries,
    kind: AgencyKind | None = None,
    wave: Annotated[int | None, Query(ge=1, le=999)] = None,
) -> Sequence[AgencyDetails]:
    """In the order of their Vietnamese names."""
    return await asked.organisation.agencies(kind, wave)


@agency_queries.get(
    "/{agency}", summary="One agency and its divisions", responses=refusals(AgencyNotRegistered)
)
async def show_agency(agency: str, _: Reader, asked: TheQueries) -> AgencyWithDivisions:
    """As it is now, with all that was decided about it."""
    found = await asked.organisation.agency(agency)
    if found is None:
        raise AgencyNotRegistered(where="agency", agency=agency)
    divisions = await asked.organisation.divisions(agency)
    shown = {one.name: getattr(found, one.name) for one in fields(AgencyDetails)}
    return AgencyWithDivisions(**shown, divisions=divisions)


@agency_queries.get("/{agency}/divisions", summary="An agency's divisions")
async def list_divisions(agency: str, _: Reader, asked: TheQueries) -> list[DivisionDocument]:
    """The open ones, by code."""
    return await asked.organisation.divisions(agency)


@agency_queries.get("/{agency}/officials", summary="An agency's officials")
async def list_officials(agency: str, who: Reader, asked: TheQueries) -> Sequence[OfficialDetails]:
    """The present ones, in the order of their given names."""
    readable_catalogues(who, agency)
    return await asked.organisation.officials(agency)


@agency_queries.get("/{agency}/events", summary="Everything that happened to an agency, with causes")
async def list_events(agency: str, who: Reader, application: TheApplication) -> list[AgencyEventAnswer]:
    """In the order in which it was recorded."""
    readable_catalogues(who, agency)
    recorded = await application.read(application.store.events, AGENCY.stream(agency))
    return [AgencyEventAnswer.model_validate(event.to_dict()) for event in recorded]
