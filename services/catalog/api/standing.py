"""What becomes of an issued edition: withdrawn, corrected, reviewed each year."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter

from services.catalog.api.agencies import stand_in
from services.catalog.api.editions import Edition
from services.catalog.application import CatalogApplication
from services.catalog.errors.editions import EditionNotFound, EditionNotIssued
from services.catalog.errors.force import (
    CorrectionTooFar,
    EditionEnded,
    EditionNotInForce,
    MayNotLeadCatalogue,
    ReasonMissing,
    ReviewConcludedAlready,
    ReviewNotAnnounced,
)
from services.catalog.errors.procedures import ProcedureUnchanged
from services.catalog.schemas import life as orders
from services.catalog.schemas.answers import EditionAnswer
from services.catalog.views import LifeQueries
from shared.auth.principal import Principal
from shared.auth.rules import allow, signed_in
from shared.http.access import readable_agencies
from shared.http.commands import Headers
from shared.http.problems import refusals
from shared.kernel import Role, day_of

Leader = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.IMPORTER, delegates=True)]
Reader = Annotated[Principal, signed_in()]
Overseer = Annotated[Principal, allow(Role.PROVINCE_LEADER, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)]


def standing_routes(application: CatalogApplication, queries: LifeQueries) -> APIRouter:
    """The head of the agency decides; those of the agency read."""
    router = APIRouter(
        prefix="/agencies/{agency}/editions/{edition}", tags=["editions"], responses=refusals(EditionNotFound)
    )

    @router.post(
        "/withdrawal",
        summary="Withdraw an issued edition by decision",
        responses=refusals(EditionNotIssued, EditionEnded, ReasonMissing, MayNotLeadCatalogue),
    )
    async def withdraw(
        agency: str, edition: Edition, order: orders.WithdrawCatalogue, who: Leader, headers: Headers
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, order])
        command = order.value(agency, edition, stand_in(who, agency, order), context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.post(
        "/procedures/{code}/correction",
        summary="Mend slips in the texts of an issued procedure",
        responses=refusals(EditionEnded, CorrectionTooFar, ProcedureUnchanged, MayNotLeadCatalogue),
    )
    async def correct(
        agency: str,
        edition: Edition,
        code: str,
        order: orders.CorrectProcedure,
        who: Leader,
        headers: Headers,
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, code, order])
        by = stand_in(who, agency, order)
        command = order.value(agency, edition, code, by, context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

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


def yearly_reviews(queries: LifeQueries, now: Callable[[], datetime]) -> APIRouter:
    """The province's list of reviews."""
    router = APIRouter(prefix="/yearly-reviews", tags=["editions"])

    @router.get("", summary="Yearly reviews that are overdue or soon due, the longest overdue first")
    async def list_reviews(_: Overseer) -> list[dict[str, Any]]:
        return await queries.yearly_reviews(day_of(now()))

    return router
