"""Commands on an edition of an agency's catalogue: draft it, fill it, issue it."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import AwareDatetime

from services.catalog.api.organisation.agencies import stand_in
from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.edition import catalogue_commands
from services.catalog.errors.edition.editions import (
    DecisionIncomplete,
    EditionAlreadyDrafted,
    EditionAlreadyIssued,
    EditionDiscarded,
    EditionEmpty,
    EditionNotFound,
    IssuedEditionNotDiscarded,
)
from services.catalog.errors.edition.in_force import ReasonMissing
from services.catalog.errors.edition.rights import MayNotEditCatalogue
from services.catalog.errors.organisation.agencies import AgencyNotRegistered
from services.catalog.errors.procedure.coordination import CoordinationCycle
from services.catalog.errors.procedure.limits import StepWithoutLimit, SumsDisagree
from services.catalog.errors.procedure.procedures import ProcedureCodeAlike, ProcedureTooLarge
from services.catalog.errors.procedure.units import UnitNotLive
from services.catalog.errors.review import MayNotSendForComments
from services.catalog.schemas.answers import EditionAnswer
from services.catalog.schemas.edition.editions import (
    AddProcedure,
    DraftEdition,
    IssueCatalogue,
    ReviseProcedure,
)
from services.catalog.schemas.edition.lifecycle import DiscardDraft
from services.catalog.schemas.orders import ActingFor, Order
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.http.commands import Headers
from shared.http.locations import created
from shared.http.problems import refusals
from shared.kernel import Role

Editor = Annotated[Principal, allow(Role.CATALOGUE_EDITOR, Role.IMPORTER, delegates=True)]
Preparer = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.CATALOGUE_EDITOR, Role.IMPORTER, delegates=True)]
Issuer = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.IMPORTER, delegates=True)]
Edition = Annotated[int, Path(ge=1, le=9999, description="The number of the edition.")]
_EDITING = refusals(
    EditionNotFound, EditionAlreadyIssued, MayNotEditCatalogue, ProcedureCodeAlike, ProcedureTooLarge
)


def edition_commands(application: CatalogApplication) -> APIRouter:
    """Routes that change an edition: who may is told by the rule, and decided by the domain."""
    router = APIRouter(
        prefix="/agencies/{agency}/editions", tags=["editions"], responses=refusals(EditionNotFound)
    )

    @router.post(
        "",
        status_code=201,
        summary="Begin an edition",
        responses=refusals(AgencyNotRegistered, EditionAlreadyDrafted)
        | created("/agencies/{agency}/editions/{edition}"),
    )
    async def draft(agency: str, order: DraftEdition, who: Editor, headers: Headers) -> EditionAnswer:
        context = headers.context(who.id, [agency, order])
        command = order.value(agency, stand_in(who, agency, order), context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.post(
        "/{edition}/issue",
        summary="Issue an edition by decision",
        responses=refusals(
            DecisionIncomplete, EditionEmpty, StepWithoutLimit, SumsDisagree, UnitNotLive, CoordinationCycle
        ),
    )
    async def issue(
        agency: str, edition: Edition, order: IssueCatalogue, who: Issuer, headers: Headers
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, order])
        command = order.value(agency, edition, stand_in(who, agency, order), context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.post(
        "/{edition}/discard",
        summary="Give a draft up; its content stays readable",
        responses=refusals(IssuedEditionNotDiscarded, EditionDiscarded, ReasonMissing, MayNotSendForComments),
    )
    async def discard(
        agency: str, edition: Edition, order: DiscardDraft, who: Preparer, headers: Headers
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, order])
        command = order.value(agency, edition, stand_in(who, agency, order), context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    _procedure_commands(router, application)
    return router


def _procedure_commands(router: APIRouter, application: CatalogApplication) -> None:
    @router.post(
        "/{edition}/procedures",
        status_code=201,
        summary="Put a procedure into a draft",
        responses=_EDITING | created("/agencies/{agency}/editions/{edition}"),
    )
    async def add(
        agency: str, edition: Edition, order: AddProcedure, who: Editor, headers: Headers
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, order])
        command = catalogue_commands.AddProcedure(
            agency=agency,
            edition=edition,
            procedure=order.procedure.value(),
            by=stand_in(who, agency, order),
            at=order.at or context.recorded_at,
        )
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.put("/{edition}/procedures/{code}", summary="Replace a procedure of a draft", responses=_EDITING)
    async def revise(
        agency: str, edition: Edition, code: str, order: ReviseProcedure, who: Editor, headers: Headers
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, code, order])
        command = catalogue_commands.ReviseProcedure(
            agency=agency,
            edition=edition,
            procedure=order.procedure.under(code),
            by=stand_in(who, agency, order),
            at=order.at or context.recorded_at,
        )
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.delete(
        "/{edition}/procedures/{code}", summary="Take a procedure out of a draft", responses=_EDITING
    )
    async def remove(
        agency: str,
        edition: Edition,
        code: str,
        who: Editor,
        headers: Headers,
        at: Annotated[AwareDatetime | None, Query(description="When it took effect; now.")] = None,
        acting_for: ActingFor = None,
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, code, at, acting_for])
        command = catalogue_commands.RemoveProcedure(
            agency=agency,
            edition=edition,
            code=code,
            by=stand_in(who, agency, Order(acting_for=acting_for)),
            at=at or context.recorded_at,
        )
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))
