"""The yearly review of an edition in force."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter

from services.catalog.api.edition.editions import Edition
from services.catalog.api.organisation.agencies import stand_in
from services.catalog.application.catalog import CatalogApplication
from services.catalog.errors.edition.editions import EditionNotFound
from services.catalog.errors.edition.in_force import (
    EditionNotInForce,
)
from services.catalog.errors.yearly import ReviewConcludedAlready, ReviewNotAnnounced
from services.catalog.queries.yearly import YearlyQueries
from services.catalog.schemas import yearly as orders
from services.catalog.schemas.answers import EditionAnswer
from shared.auth.principal import Principal
from shared.auth.rules import allow, signed_in
from shared.http.access import readable_agencies
from shared.http.commands import Headers
from shared.http.problems import refusals
from shared.kernel import Role, day_of

Leader = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.IMPORTER, delegates=True)]
Reader = Annotated[Principal, signed_in()]
Overseer = Annotated[Principal, allow(Role.PROVINCE_LEADER, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)]


def yearly_routes(application: CatalogApplication, queries: YearlyQueries) -> APIRouter:
    """The head of the agency concludes; those of the agency read."""
    router = APIRouter(
        prefix="/agencies/{agency}/editions/{edition}", tags=["editions"], responses=refusals(EditionNotFound)
    )

    @router.post(
        "/yearly-review",
        summary="Conclude the yearly review: nothing changes",
        responses=refusals(EditionNotInForce, ReviewNotAnnounced, ReviewConcludedAlready),
    )
    async def conclude(
        agency: str, edition: Edition, order: orders.ConcludeReview, who: Leader, headers: Headers
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, order])
        command = order.value(agency, edition, stand_in(who, agency, order), context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.get("/yearly-review", summary="When an edition's review is due, and how earlier ones ended")
    async def show_review(agency: str, edition: Edition, who: Reader) -> dict[str, Any]:
        readable_agencies(who, agency)
        found = await queries.yearly_review(agency, edition)
        if found is None:
            raise EditionNotFound(where="edition", agency=agency, edition=edition)
        return found

    return router


def yearly_reviews(queries: YearlyQueries, now: Callable[[], datetime]) -> APIRouter:
    """The province's list of reviews."""
    router = APIRouter(prefix="/yearly-reviews", tags=["editions"])

    @router.get("", summary="Yearly reviews that are overdue or soon due, the longest overdue first")
    async def list_reviews(_: Overseer) -> list[dict[str, Any]]:
        return await queries.yearly_reviews(day_of(now()))

    return router
