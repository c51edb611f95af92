"""The public catalogue: what is in force, for everybody to read, under addresses that stay."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Path, Request
from pydantic import BaseModel
from starlette.responses import Response

from services.catalog.api.given import PUBLIC, Day, Edition, TheQueries, today
from services.catalog.errors.edition.reading import (
    EditionNotPublic,
    NoSuchProcedureInForce,
    ProcedureNotPublic,
)
from services.catalog.errors.organisation.agencies import AgencyNotRegistered
from services.catalog.queries.edition.reading import ReadingQueries
from services.catalog.schemas.edition.public import (
    ProceduresInForce,
    PublicAgencies,
    PublicEditionInShort,
    PublicEditions,
    PublicProcedure,
)
from shared.errors import Refusal
from shared.http.caching import Keep, kept
from shared.http.problems import refusals
from shared.http.routing import Router

#: What is in force today changes at midnight, or by an act; a minute later everybody may see it.
TODAY = Keep(max_age=60, stale_while_revalidate=600)
#: An edition changes but by a correction, its end, or its withdrawal.
PERMANENT = Keep(max_age=300, stale_while_revalidate=86_400)

Agency = Annotated[str, Path(max_length=35, description="The agency's code.")]
Code = Annotated[str, Path(max_length=40, description="The procedure's code.")]


def answers(model: type[BaseModel], *kinds: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """What a route answers that others may keep."""
    same = {"description": "As the asker has it (`If-None-Match`)."}
    return {200: {"model": model}, 304: same, **refusals(*kinds)}


#: Without signing in: what is issued, and nothing else.
public_catalogue = Router(
    prefix="/catalogue", tags=["catalogue"], dependencies=[PUBLIC], default_response_class=Response
)


@public_catalogue.get(
    "/agencies", summary="The agencies that have issued a catalogue", responses=answers(PublicAgencies)
)
async def list_agencies(request: Request, asked: TheQueries) -> Response:
    return kept(request, {"agencies": await asked.reading.agencies()}, TODAY)


@public_catalogue.get(
    "/agencies/{agency}/procedures",
    summary="An agency's procedures in force",
    responses=answers(ProceduresInForce, AgencyNotRegistered),
)
async def list_procedures(request: Request, agency: Agency, asked: TheQueries, on: Day = None) -> Response:
    named = await _agency(asked.reading, agency)
    day = on or today()
    edition = await asked.reading.edition_in_force(agency, day)
    content = {
        "agency": agency,
        "name_vi": named["name_vi"],
        "name_en": named["name_en"],
        "on": day.isoformat(),
        "edition": edition["edition"] if edition else None,
        "procedures": edition["procedures"] if edition else [],
    }
    links = {"version-history": f"{_of(agency)}/editions"}
    if edition is not None:
        links["latest-version"] = f"{_of(agency)}/editions/{edition['edition']}"
    return kept(request, content, TODAY, links=links)


@public_catalogue.get(
    "/agencies/{agency}/procedures/{code}",
    summary="One procedure in force, in full",
    responses=answers(PublicProcedure, NoSuchProcedureInForce),
)
async def show_procedure(
    request: Request, agency: Agency, code: Code, asked: TheQueries, on: Day = None
) -> Response:
    day = on or today()
    found = await asked.reading.procedure_in_force(agency, code, day)
    if found is None:
        raise NoSuchProcedureInForce(
            where=f"procedures/{code}", agency=agency, procedure=code, on=f"{day:%d/%m/%Y}"
        )
    permanent = f"{_of(agency)}/editions/{found['edition']}/procedures/{code}"
    links = {"collection": f"{_of(agency)}/procedures", "version-history": f"{_of(agency)}/editions"}
    return kept(request, found, TODAY, links=links, headers={"Content-Location": permanent})


@public_catalogue.get(
    "/agencies/{agency}/editions",
    summary="The issued editions of an agency's catalogue, the newest first",
    responses=answers(PublicEditions, AgencyNotRegistered),
)
async def list_editions(request: Request, agency: Agency, asked: TheQueries) -> Response:
    named = await _agency(asked.reading, agency)
    return kept(request, {**named, "editions": await asked.reading.editions(agency)}, TODAY)


@public_catalogue.get(
    "/agencies/{agency}/editions/{edition}",
    summary="One issued edition, whatever became of it, with its procedures in short",
    responses=answers(PublicEditionInShort, EditionNotPublic),
)
async def show_edition(request: Request, agency: Agency, edition: Edition, asked: TheQueries) -> Response:
    found = await asked.reading.edition(agency, edition)
    if found is None:
        raise EditionNotPublic(where="edition", agency=agency, edition=edition)
    before = await asked.reading.number_before(agency, edition)
    links = _neighbours(agency, found, before) | {"latest-version": f"{_of(agency)}/procedures"}
    return kept(request, found, PERMANENT, modified=_modified(found), links=links)


@public_catalogue.get(
    "/agencies/{agency}/editions/{edition}/procedures/{code}",
    summary="One procedure of an issued edition, in full: its address for good",
    responses=answers(PublicProcedure, ProcedureNotPublic),
)
async def show_procedure_of_edition(
    request: Request, agency: Agency, edition: Edition, code: Code, asked: TheQueries
) -> Response:
    found = await asked.reading.procedure(agency, edition, code)
    if found is None:
        where = f"procedures/{code}"
        raise ProcedureNotPublic(where=where, agency=agency, edition=edition, procedure=code)
    links = {
        "latest-version": f"{_of(agency)}/procedures/{code}",
        "collection": f"{_of(agency)}/editions/{edition}",
        "version-history": f"{_of(agency)}/editions",
    }
    return kept(request, found, PERMANENT, modified=_modified(found), links=links)


async def _agency(queries: ReadingQueries, agency: str) -> dict[str, Any]:
    found = await queries.agency(agency)
    if found is None:
        raise AgencyNotRegistered(where="agency", agency=agency)
    return found


def _of(agency: str) -> str:
    return f"/catalogue/agencies/{agency}"


def _neighbours(agency: str, edition: dict[str, Any], before: int | None) -> dict[str, str | None]:
    later = edition.get("superseded_by")
    return {
        "predecessor-version": f"{_of(agency)}/editions/{before}" if before else None,
        "successor-version": f"{_of(agency)}/editions/{later}" if later else None,
        "version-history": f"{_of(agency)}/editions",
    }


def _modified(found: dict[str, Any]) -> datetime:
    """When the edition, or the procedure in it, changed last."""
    times = [found.get(name) for name in ("issued_at", "entered_at", "ended_at")]
    times += [one["corrected_at"] for one in found.get("corrections", ())]
    return max(datetime.fromisoformat(time) for time in times if time)
