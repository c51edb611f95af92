"""How the validity of an issued edition ends, and how its texts are mended."""

from typing import Annotated

from fastapi import APIRouter

from services.catalog.api.edition.editions import Edition
from services.catalog.api.organisation.agencies import stand_in
from services.catalog.application.catalog import CatalogApplication
from services.catalog.errors.edition.editions import EditionNotFound, EditionNotIssued
from services.catalog.errors.edition.in_force import (
    CorrectionTooFar,
    EditionEnded,
    MayNotLeadCatalogue,
    ReasonMissing,
)
from services.catalog.errors.procedure.procedures import ProcedureUnchanged
from services.catalog.schemas.answers import EditionAnswer
from services.catalog.schemas.edition import lifecycle as orders
from shared.auth.principal import Principal
from shared.auth.rules import allow, signed_in
from shared.http.commands import Headers
from shared.http.problems import refusals
from shared.kernel import Role

Leader = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.IMPORTER, delegates=True)]
Reader = Annotated[Principal, signed_in()]
Overseer = Annotated[Principal, allow(Role.PROVINCE_LEADER, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)]


def validity_routes(application: CatalogApplication) -> APIRouter:
    """The head of the agency decides."""
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

    return router
