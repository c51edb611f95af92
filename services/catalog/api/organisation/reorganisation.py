"""Commands that carry out what is decided about agencies: plans, names, places, ends and successors."""

from fastapi import APIRouter

from services.catalog.api.organisation.agencies import Registrar, actor
from services.catalog.application.catalog import CatalogApplication
from services.catalog.application.organisation.reorganising import Reorganise
from services.catalog.errors.organisation.agencies import AgencyNotRegistered, UnfitParent
from services.catalog.errors.organisation.reorganisation import (
    AgencyAlreadyLive,
    AgencyHasEnded,
    EffectiveBeforeEarlier,
    EndsBeforeSuccession,
    MergerWithoutAgencies,
    NothingReorganised,
    SuccessorUnfit,
    TransferToStranger,
    WrongSuccessorCount,
)
from services.catalog.schemas.answers import AgenciesAnswer, AgencyAnswer
from services.catalog.schemas.organisation.reorganisation import (
    AssignAgencyCode,
    DissolveAgency,
    GoLive,
    MergeAgencies,
    MoveAgency,
    PlanWave,
    RenameAgency,
    SplitAgency,
)
from shared.eventstore.records import CommandContext
from shared.http.commands import CommandHeaders, Headers
from shared.http.problems import refusals

_ENDING = refusals(
    AgencyNotRegistered, AgencyHasEnded, EndsBeforeSuccession, SuccessorUnfit, TransferToStranger
)


def reorganisation_commands(application: CatalogApplication) -> APIRouter:
    """`POST` routes: an operator or an importer records what the province has decided."""
    router = APIRouter(prefix="/agencies", tags=["organisation"])
    _one_agency(router, application)
    _several_agencies(router, application)
    return router


def _one_agency(router: APIRouter, application: CatalogApplication) -> None:
    async def carry_out(
        agency: str,
        order: PlanWave | GoLive | RenameAgency | MoveAgency | AssignAgencyCode,
        who: Registrar,
        headers: CommandHeaders,
    ) -> AgencyAnswer:
        context = headers.context(who.id, [agency, order])
        command = order.value(agency, actor(who, agency, order), order.at or context.recorded_at)
        return AgencyAnswer.model_validate(await application.organise(command, headers.version, context))

    @router.post(
        "/{agency}/wave",
        summary="Plan an agency for a rollout wave",
        responses=refusals(AgencyNotRegistered, AgencyAlreadyLive, NothingReorganised),
    )
    async def plan_wave(agency: str, order: PlanWave, who: Registrar, headers: Headers) -> AgencyAnswer:
        return await carry_out(agency, order, who, headers)

    @router.post(
        "/{agency}/live",
        summary="Let an agency go live, as decided",
        responses=refusals(AgencyNotRegistered, AgencyAlreadyLive, AgencyHasEnded),
    )
    async def go_live(agency: str, order: GoLive, who: Registrar, headers: Headers) -> AgencyAnswer:
        return await carry_out(agency, order, who, headers)

    @router.post(
        "/{agency}/name",
        summary="Rename an agency, as decided",
        responses=refusals(AgencyNotRegistered, NothingReorganised, EffectiveBeforeEarlier, AgencyHasEnded),
    )
    async def rename(agency: str, order: RenameAgency, who: Registrar, headers: Headers) -> AgencyAnswer:
        return await carry_out(agency, order, who, headers)

    @router.post(
        "/{agency}/parent",
        summary="Move an agency under another one, as decided",
        responses=refusals(AgencyNotRegistered, UnfitParent, EffectiveBeforeEarlier, AgencyHasEnded),
    )
    async def move(agency: str, order: MoveAgency, who: Registrar, headers: Headers) -> AgencyAnswer:
        return await carry_out(agency, order, who, headers)

    @router.post(
        "/{agency}/codes",
        summary="Give an agency a code of a national scheme",
        responses=refusals(AgencyNotRegistered, NothingReorganised, EffectiveBeforeEarlier),
    )
    async def assign_code(
        agency: str, order: AssignAgencyCode, who: Registrar, headers: Headers
    ) -> AgencyAnswer:
        return await carry_out(agency, order, who, headers)


def _several_agencies(router: APIRouter, application: CatalogApplication) -> None:
    async def carry_out(
        command: Reorganise, headers: CommandHeaders, context: CommandContext
    ) -> AgenciesAnswer:
        return AgenciesAnswer.model_validate(await application.reorganise(command, headers.version, context))

    @router.post("/{agency}/dissolution", summary="End an agency; others succeed it", responses=_ENDING)
    async def dissolve(
        agency: str, order: DissolveAgency, who: Registrar, headers: Headers
    ) -> AgenciesAnswer:
        context = headers.context(who.id, [agency, order])
        command = order.value(agency, actor(who, agency, order), order.at or context.recorded_at)
        return await carry_out(command, headers, context)

    @router.post("/{agency}/split", summary="Split an agency into several", responses=_ENDING)
    async def split(agency: str, order: SplitAgency, who: Registrar, headers: Headers) -> AgenciesAnswer:
        context = headers.context(who.id, [agency, order])
        command = order.value(agency, actor(who, agency, order), order.at or context.recorded_at)
        return await carry_out(command, headers, context)

    @router.post(
        "/mergers",
        summary="Merge agencies into one, new or existing",
        responses=refusals(
            AgencyNotRegistered, AgencyHasEnded, SuccessorUnfit, WrongSuccessorCount, MergerWithoutAgencies
        ),
    )
    async def merge(order: MergeAgencies, who: Registrar, headers: Headers) -> AgenciesAnswer:
        context = headers.context(who.id, order)
        command = order.value(actor(who, None, order), order.at or context.recorded_at)
        return await carry_out(command, headers, context)
