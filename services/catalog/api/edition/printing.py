"""The papers of an edition as files: for its readers, and for everybody once it is in force."""

from typing import Annotated, Any

from fastapi import Depends, Header, Query, Response

from services.catalog.api.given import ADDRESS, PUBLIC, Edition, Reader
from services.catalog.api.papers import MEDIA, CatalogueForm, DecisionForm
from services.catalog.api.wired import ThePapers
from services.catalog.domain.edition.signing import Signing, SigningAuthority
from services.catalog.errors.edition.editions import EditionNotFound, SigningRecorded
from services.catalog.printing.catalogue_files import CatalogueFile
from shared.errors import Refusal
from shared.http.access import readable_catalogues
from shared.http.problems import refusals
from shared.http.routing import Router

Seen = Annotated[str | None, Header(alias="If-None-Match", max_length=2000)]
ShortText = Annotated[str, Query(max_length=200)]


async def _signing(
    authority: Annotated[
        SigningAuthority, Query(description="In what right it is signed (Decree 30/2020/NĐ-CP, Appendix I).")
    ] = SigningAuthority.HEAD,
    position: ShortText = "",
    place: ShortText = "",
    drafting_unit: ShortText = "",
) -> Signing:
    return Signing(authority=authority, position=position, place=place, drafting_unit=drafting_unit)


def _files(*forms: str, refused: tuple[type[Refusal], ...]) -> dict[int | str, dict[str, Any]]:
    binary = {"schema": {"type": "string", "format": "binary"}}
    media = {MEDIA[form].partition(";")[0]: binary for form in forms if form != "json"}
    data: dict[str, Any] = {"model": CatalogueFile} if "json" in forms else {}
    return {
        200: {"description": "The file.", "content": media, **data},
        304: {"description": "As in If-None-Match."},
        **refusals(*refused),
    }


_DECISION = _files("docx", "pdf", refused=(EditionNotFound, SigningRecorded))
_PUBLIC_DECISION = _files("docx", "pdf", refused=(EditionNotFound,))
_CATALOGUE = _files("xlsx", "json", "csv", refused=(EditionNotFound,))

papers = Router(prefix=ADDRESS, tags=["papers"])


@papers.get(
    "/decision.{form}", summary="The decision and its appendix", responses=_DECISION, response_class=Response
)
async def show_decision(
    agency: str,
    edition: Edition,
    form: DecisionForm,
    who: Reader,
    printed: ThePapers,
    signing: Annotated[Signing, Depends(_signing)],
    seen: Seen = None,
) -> Response:
    """In the layout of Decree 30/2020/NĐ-CP; a draft is marked so, and leaves number and date open."""
    readable_catalogues(who, agency)
    return await printed.decision(agency, edition, form, signing, seen, "reader")


@papers.get("/catalogue.{form}", summary="The catalogue", responses=_CATALOGUE, response_class=Response)
async def show_catalogue(
    agency: str, edition: Edition, form: CatalogueForm, who: Reader, printed: ThePapers, seen: Seen = None
) -> Response:
    """XLSX and JSON can be imported again; CSV is for reading."""
    readable_catalogues(who, agency)
    return await printed.catalogue(agency, edition, form, seen, "reader")


#: Without signing in: editions whose first day has come.
public_papers = Router(prefix=f"/catalogue{ADDRESS}", tags=["catalogue"], dependencies=[PUBLIC])


@public_papers.get(
    "/decision.{form}", summary="The decision in force", responses=_PUBLIC_DECISION, response_class=Response
)
async def show_public_decision(
    agency: str, edition: Edition, form: DecisionForm, printed: ThePapers, seen: Seen = None
) -> Response:
    return await printed.decision(agency, edition, form, Signing(), seen, "public")


@public_papers.get(
    "/catalogue.{form}", summary="The catalogue in force", responses=_CATALOGUE, response_class=Response
)
async def show_public_catalogue(
    agency: str, edition: Edition, form: CatalogueForm, printed: ThePapers, seen: Seen = None
) -> Response:
    return await printed.catalogue(agency, edition, form, seen, "public")
