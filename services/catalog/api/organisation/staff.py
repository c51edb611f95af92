"""Commands on an agency's divisions and officials, their absences and delegations."""

from typing import Annotated

from fastapi import APIRouter

from services.catalog.api.organisation.agencies import Organiser, Registrar, actor
from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.organisation.organising import AgencyCommand
from services.catalog.errors.organisation.absences import (
    AbsenceNotFound,
    AbsencesOverlap,
    DelegateAbsent,
    DelegationNotFound,
    DelegationsChained,
    DelegationsOverlap,
    MayNotDelegate,
    NotTheirsToDelegate,
)
from services.catalog.errors.organisation.agencies import AgencyNotRegistered, DivisionUnknown
from services.catalog.errors.organisation.rights import MayNotGrantRole
from services.catalog.errors.organisation.staff import (
    DivisionNameUnchanged,
    DivisionStillStaffed,
    OfficialNotAppointed,
    TransferToSameAgency,
)
from services.catalog.schemas.answers import AgenciesAnswer, AgencyAnswer
from services.catalog.schemas.organisation.staff import (
    CloseDivision,
    EndAppointment,
    GrantDelegation,
    RecordAbsence,
    RenameDivision,
    RevokeDelegation,
    TransferOfficial,
    WithdrawAbsence,
)
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.eventstore.records import CommandContext
from shared.http.commands import CommandHeaders, Headers
from shared.http.locations import created
from shared.http.problems import refusals
from shared.kernel import Role

Colleague = Annotated[
    Principal,
    allow(
        Role.OFFICIAL,
        Role.DIVISION_HEAD,
        Role.AGENCY_HEAD,
        Role.CATALOGUE_EDITOR,
        Role.REVIEWER,
        Role.OPERATOR,
        Role.IMPORTER,
    ),
]
_OFFICIAL = "/{agency}/officials/{official}"


def staff_commands(application: CatalogApplication) -> APIRouter:
    """`POST` routes: the head's, and what officials say of themselves."""
    router = APIRouter(prefix="/agencies", tags=["organisation"])
    _divisions(router, application)
    _officials(router, application)
    _absences(router, application)
    _delegations(router, application)
    return router


async def _organise(
    application: CatalogApplication, command: AgencyCommand, headers: CommandHeaders, context: CommandContext
) -> AgencyAnswer:
    return AgencyAnswer.model_validate(await application.organise(command, headers.version, context))


def _divisions(router: APIRouter, application: CatalogApplication) -> None:
    @router.post(
        "/{agency}/divisions/{division}/name",
        summary="Rename a division",
        responses=refusals(AgencyNotRegistered, DivisionUnknown, DivisionNameUnchanged),
    )
    async def rename(
        agency: str, division: str, order: RenameDivision, who: Organiser, headers: Headers
    ) -> AgencyAnswer:
        context = headers.context(who.id, [agency, division, order])
        command = order.value(agency, division, actor(who, agency, order), order.at or context.recorded_at)
        return await _organise(application, command, headers, context)

    @router.post(
        "/{agency}/divisions/{division}/closure",
        summary="Close a division that nobody works in",
        responses=refusals(AgencyNotRegistered, DivisionUnknown, DivisionStillStaffed),
    )
    async def close(
        agency: str, division: str, order: CloseDivision, who: Organiser, headers: Headers
    ) -> AgencyAnswer:
        context = headers.context(who.id, [agency, division, order])
        command = order.value(agency, division, actor(who, agency, order), order.at or context.recorded_at)
        return await _organise(application, command, headers, context)


def _officials(router: APIRouter, application: CatalogApplication) -> None:
    @router.post(
        _OFFICIAL + "/departure",
        summary="Let an official leave the agency",
        responses=refusals(OfficialNotAppointed, MayNotGrantRole),
    )
    async def leave(
        agency: str, official: str, order: EndAppointment, who: Organiser, headers: Headers
    ) -> AgencyAnswer:
        context = headers.context(who.id, [agency, official, order])
        command = order.value(agency, official, actor(who, agency, order), order.at or context.recorded_at)
        return await _organise(application, command, headers, context)

    @router.post(
        _OFFICIAL + "/transfer",
        summary="Let an official go to another agency",
        responses=refusals(OfficialNotAppointed, DivisionUnknown, TransferToSameAgency),
    )
    async def transfer(
        agency: str, official: str, order: TransferOfficial, who: Registrar, headers: Headers
    ) -> AgenciesAnswer:
        context = headers.context(who.id, [agency, official, order])
        command = order.value(official, actor(who, agency, order), order.at or context.recorded_at)
        answer = await application.transfer(command, agency, headers.version, context)
        return AgenciesAnswer.model_validate(answer)


def _absences(router: APIRouter, application: CatalogApplication) -> None:
    @router.post(
        _OFFICIAL + "/absences",
        status_code=201,
        summary="Record that an official is away",
        responses=refusals(OfficialNotAppointed, AbsencesOverlap, MayNotDelegate)
        | created("/agencies/{agency}/officials"),
    )
    async def record(
        agency: str, official: str, order: RecordAbsence, who: Colleague, headers: Headers
    ) -> AgencyAnswer:
        context = headers.context(who.id, [agency, official, order])
        command = order.value(agency, official, actor(who, agency, order), order.at or context.recorded_at)
        return await _organise(application, command, headers, context)

    @router.post(
        _OFFICIAL + "/absences/withdrawal",
        summary="Take an absence back",
        responses=refusals(AbsenceNotFound, MayNotDelegate),
    )
    async def withdraw(
        agency: str, official: str, order: WithdrawAbsence, who: Colleague, headers: Headers
    ) -> AgencyAnswer:
        context = headers.context(who.id, [agency, official, order])
        command = order.value(agency, official, actor(who, agency, order), order.at or context.recorded_at)
        return await _organise(application, command, headers, context)


def _delegations(router: APIRouter, application: CatalogApplication) -> None:
    @router.post(
        _OFFICIAL + "/delegations",
        status_code=201,
        summary="Let a colleague act for an official",
        responses=refusals(
            OfficialNotAppointed,
            DelegateAbsent,
            DelegationsOverlap,
            DelegationsChained,
            NotTheirsToDelegate,
            MayNotDelegate,
        )
        | created("/agencies/{agency}/officials"),
    )
    async def grant(
        agency: str, official: str, order: GrantDelegation, who: Colleague, headers: Headers
    ) -> AgencyAnswer:
        context = headers.context(who.id, [agency, official, order])
        command = order.value(agency, official, actor(who, agency, order), order.at or context.recorded_at)
        return await _organise(application, command, headers, context)

    @router.post(
        _OFFICIAL + "/delegations/revocation",
        summary="End a delegation at once",
        responses=refusals(DelegationNotFound, MayNotDelegate),
    )
    async def revoke(
        agency: str, official: str, order: RevokeDelegation, who: Colleague, headers: Headers
    ) -> AgencyAnswer:
        context = headers.context(who.id, [agency, official, order])
        command = order.value(agency, official, actor(who, agency, order), order.at or context.recorded_at)
        return await _organise(application, command, headers, context)
