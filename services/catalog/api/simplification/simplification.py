"""Simplification over HTTP: editors propose, heads decide, Home Affairs and the province's leaders watch."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from services.catalog.api.organisation.agencies import actor
from services.catalog.api.simplification.simplification_figures import FiguresReader
from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.simplification import simplification as domain
from services.catalog.domain.simplification.simplification import SimplificationCommand
from services.catalog.errors.procedure.procedures import ProcedureNotInEdition
from services.catalog.errors.simplification import (
    AgencyOutsideProgramme,
    MayNotDecideOnSimplification,
    MayNotOpenProgramme,
    NoBaseline,
    NotCarriedOut,
    NotSimpler,
    ProgrammeAlreadyOpen,
    ProgrammeNotFound,
    ProposalNotFound,
    ProposalSettled,
    TargetUnfit,
)
from services.catalog.queries.edition.contents import EditionContents
from services.catalog.queries.organisation.agencies import OrganisationQueries
from services.catalog.queries.simplification import SimplificationQueries
from services.catalog.schemas.simplification import (
    Accept,
    CarryOut,
    Decline,
    OpenProgramme,
    ProgrammeAnswer,
    ProgrammeFigures,
    Propose,
)
from shared.auth.principal import Principal
from shared.auth.rules import allow, signed_in
from shared.eventstore.records import CommandContext
from shared.eventstore.store import utc_now
from shared.http.access import readable_agencies
from shared.http.commands import CommandHeaders, Headers
from shared.http.locations import created
from shared.http.problems import refusals
from shared.kernel import Role, day_of

Opener = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.REVIEWER, Role.OPERATOR)]
Editor = Annotated[Principal, allow(Role.CATALOGUE_EDITOR)]
Head = Annotated[Principal, allow(Role.AGENCY_HEAD)]
EditorOrHead = Annotated[Principal, allow(Role.CATALOGUE_EDITOR, Role.AGENCY_HEAD)]
Reader = Annotated[Principal, signed_in()]
Programme = Annotated[str, Path(max_length=40, description="The programme's code.")]
Number = Annotated[int, Path(ge=1, description="The proposal's number in the programme.")]
_DECIDING = refusals(ProgrammeNotFound, ProposalNotFound, ProposalSettled, MayNotDecideOnSimplification)


def simplification_routes(
    application: CatalogApplication,
    contents: EditionContents,
    agencies: OrganisationQueries,
    queries: SimplificationQueries,
) -> Sequence[APIRouter]:
    """All routes of simplification."""
    router = APIRouter(prefix="/simplification/programmes", tags=["simplification"])
    _opening(router, application)
    _proposing(router, application, contents)
    _deciding(router, application)
    _asking(router, queries, FiguresReader(contents, agencies, queries))
    return (router,)


async def _carry_out(
    application: CatalogApplication,
    command: SimplificationCommand,
    headers: CommandHeaders,
    context: CommandContext,
) -> ProgrammeAnswer:
    answer = await application.simplify(command, headers.version, context)
    return ProgrammeAnswer.model_validate(answer)


def _opening(router: APIRouter, application: CatalogApplication) -> None:
    @router.post(
        "",
        status_code=201,
        summary="Open a programme of simplification",
        responses=refusals(ProgrammeAlreadyOpen, TargetUnfit, MayNotOpenProgramme)
        | created("/simplification/programmes/{programme}"),
    )
    async def open_programme(order: OpenProgramme, who: Opener, headers: Headers) -> ProgrammeAnswer:
        context = headers.context(who.id, order)
        over_all = who.has(Role.REVIEWER, Role.OPERATOR)
        command = domain.OpenSimplificationProgramme(
            programme=order.programme,
            name=order.name,
            agency=order.agency or "",
            baseline_on=order.baseline_on,
            targets=order.goals(),
            by=actor(who, None if over_all else order.agency, order),
            at=order.at or context.recorded_at,
        )
        return await _carry_out(application, command, headers, context)


def _proposing(router: APIRouter, application: CatalogApplication, contents: EditionContents) -> None:
    @router.post(
        "/{programme}/proposals",
        status_code=201,
        summary="Propose to simplify a procedure",
        responses=refusals(
            ProgrammeNotFound, ProcedureNotInEdition, AgencyOutsideProgramme, NotSimpler, NoBaseline
        )
        | created("/simplification/programmes/{programme}"),
    )
    async def propose(programme: Programme, order: Propose, who: Editor, headers: Headers) -> ProgrammeAnswer:
        context = headers.context(who.id, [programme, order])
        by = actor(who, order.agency, order)
        edition = order.edition or await _baseline(application, contents, programme, order.agency)
        command = domain.ProposeSimplification(
            programme=programme,
            agency=order.agency,
            procedure=order.procedure,
            edition=edition,
            means=tuple(order.means),
            reason=order.reason,
            expected_time=order.expected_time.value() if order.expected_time else None,
            expected_steps=order.expected_steps,
            by=by,
            at=order.at or context.recorded_at,
        )
        return await _carry_out(application, command, headers, context)


async def _opened(application: CatalogApplication, programme: str) -> domain.SimplificationProgramme:
    """As the store has it now: whoever has just opened it goes on at once."""
    state, _ = await application.simplification(programme)
    if not state.code:
        raise ProgrammeNotFound(where="programme", programme=programme)
    return state


async def _baseline(
    application: CatalogApplication, contents: EditionContents, programme: str, agency: str
) -> int:
    day = (await _opened(application, programme)).baseline_on
    edition = await contents.baseline(agency, day)
    if edition is None:
        raise NoBaseline(where="edition", agency=agency)
    return edition


def _deciding(router: APIRouter, application: CatalogApplication) -> None:
    path = "/{programme}/proposals/{number}"

    async def agency_of(programme: str, number: int) -> str:
        """Whose procedure it is, as the store has it now."""
        state = await _opened(application, programme)
        if number not in state.proposals:
            raise ProposalNotFound(where="proposal", proposal=number, programme=programme)
        return state.proposals[number].agency

    @router.post(path + "/accept", summary="Accept a proposal", responses=_DECIDING)
    async def accept(
        programme: Programme, number: Number, order: Accept, who: Head, headers: Headers
    ) -> ProgrammeAnswer:
        context = headers.context(who.id, [programme, number, order])
        by = actor(who, await agency_of(programme, number), order)
        at = order.at or context.recorded_at
        command = domain.AcceptSimplification(programme=programme, proposal=number, by=by, at=at)
        return await _carry_out(application, command, headers, context)

    @router.post(path + "/decline", summary="Decline a proposal", responses=_DECIDING)
    async def decline(
        programme: Programme, number: Number, order: Decline, who: Head, headers: Headers
    ) -> ProgrammeAnswer:
        context = headers.context(who.id, [programme, number, order])
        command = domain.DeclineSimplification(
            programme=programme,
            proposal=number,
            reason=order.reason,
            by=actor(who, await agency_of(programme, number), order),
            at=order.at or context.recorded_at,
        )
        return await _carry_out(application, command, headers, context)

    @router.post(
        path + "/carry-out",
        summary="Note the edition that carries a proposal out",
        responses={**_DECIDING, **refusals(NotCarriedOut, ProposalSettled)},
    )
    async def carry_out(
        programme: Programme, number: Number, order: CarryOut, who: EditorOrHead, headers: Headers
    ) -> ProgrammeAnswer:
        """Refused unless the edition is issued and the procedure in it is as simple as was expected."""
        context = headers.context(who.id, [programme, number, order])
        command = domain.CarryOutSimplification(
            programme=programme,
            proposal=number,
            edition=order.edition,
            by=actor(who, await agency_of(programme, number), order),
            at=order.at or context.recorded_at,
        )
        return await _carry_out(application, command, headers, context)


def _asking(router: APIRouter, queries: SimplificationQueries, figures: FiguresReader) -> None:
    @router.get("", summary="The programmes of one's agencies and of the province")
    async def list_programmes(who: Reader) -> list[dict[str, Any]]:
        return await queries.programmes(readable_agencies(who, None))

    @router.get(
        "/{programme}", summary="A programme with its proposals", responses=refusals(ProgrammeNotFound)
    )
    async def show_programme(programme: Programme, who: Reader) -> dict[str, Any]:
        found = await _found(queries, programme)
        agencies = readable_agencies(who, found["agency"])
        return {**found, "proposals": await queries.proposals(programme, agencies)}

    @router.get(
        "/{programme}/figures",
        summary="Time and steps before and after, and the progress towards the targets",
        responses=refusals(ProgrammeNotFound),
    )
    async def show_figures(
        programme: Programme,
        who: Reader,
        on: Annotated[date | None, Query(description="What is in force on this day; today.")] = None,
    ) -> ProgrammeFigures:
        """Over the agencies that the reader may see: each head's own, all for the province's leaders."""
        found = await _found(queries, programme)
        agencies = readable_agencies(who, found["agency"])
        return await figures.figures(found, agencies, on or day_of(utc_now()))


async def _found(queries: SimplificationQueries, programme: str) -> dict[str, Any]:
    found = await queries.programme(programme)
    if found is None:
        raise ProgrammeNotFound(where="programme", programme=programme)
    return found
