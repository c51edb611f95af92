"""Questions about the editions of an agency's catalogue, for those of the agency."""

from services.catalog.api.given import Edition, Reader, TheApplication, TheQueries
from services.catalog.domain.edition.catalogue import CATALOGUE, catalogue_key
from services.catalog.errors.edition.editions import EditionNotFound
from services.catalog.schemas.edition.editions import EditionEventAnswer, EditionInFull, EditionShown
from shared.http.access import readable_catalogues
from shared.http.problems import refusals
from shared.http.routing import Router

edition_queries = Router(prefix="/agencies", tags=["agencies"])


@edition_queries.get(
    "/{agency}/editions",
    summary="The editions of an agency's catalogue",
    response_model_exclude_unset=True,
)
async def list_editions(agency: str, who: Reader, asked: TheQueries) -> list[EditionShown]:
    readable_catalogues(who, agency)
    return [EditionShown.of(one) for one in await asked.editions.editions(agency)]


@edition_queries.get(
    "/{agency}/editions/{edition}",
    summary="One edition, with its procedures",
    responses=refusals(EditionNotFound),
    response_model_exclude_unset=True,
)
async def show_edition(agency: str, edition: Edition, who: Reader, asked: TheQueries) -> EditionInFull:
    readable_catalogues(who, agency)
    found = await asked.editions.edition(agency, edition)
    if found is None:
        raise EditionNotFound(where="edition", agency=agency, edition=edition)
    return EditionInFull.of(found.edition, found.procedures)


@edition_queries.get(
    "/{agency}/editions/{edition}/events",
    summary="Everything that happened to an edition, with causes",
    responses=refusals(EditionNotFound),
)
async def list_edition_events(
    agency: str, edition: Edition, who: Reader, application: TheApplication
) -> list[EditionEventAnswer]:
    """Who acted for whom stands in `recorded_by`."""
    readable_catalogues(who, agency)
    stream = CATALOGUE.stream(catalogue_key(agency, edition))
    recorded = await application.read(application.store.events, stream)
    if not recorded:
        raise EditionNotFound(where="edition", agency=agency, edition=edition)
    return [EditionEventAnswer.model_validate(event.to_dict()) for event in recorded]
