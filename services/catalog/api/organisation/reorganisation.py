"""Commands that carry out what is decided about agencies: plans, names, places, ends and successors."""

from services.catalog.api.given import Registrar
from services.catalog.api.organisation.organising import TheOrganising, refused
from services.catalog.domain.organisation.reorganisation import REFUSES
from services.catalog.schemas.organisation.commands import (
    AssignAgencyCodeRequest,
    DissolveAgencyRequest,
    GoLiveRequest,
    MergeAgenciesRequest,
    MoveAgencyRequest,
    PlanWaveRequest,
    RenameAgencyRequest,
    SplitAgencyRequest,
)
from services.catalog.schemas.organisation.requests import AgenciesAnswer, AgencyAnswer
from shared.http.problems import refusals
from shared.http.routing import Router

#: An operator or an importer records what the province has decided.
reorganisation = Router(prefix="/agencies", tags=["organisation"])


# ---- one agency


@reorganisation.post(
    "/{agency}/wave", summary="Plan an agency for a rollout wave", responses=refused(PlanWaveRequest)
)
async def plan_wave(
    agency: str, body: PlanWaveRequest, who: Registrar, organising: TheOrganising
) -> AgencyAnswer:
    """No plan is changed once the agency is live."""
    return await organising.carry_out(body, who, agency=agency)


@reorganisation.post(
    "/{agency}/live", summary="Let an agency go live, as decided", responses=refused(GoLiveRequest)
)
async def go_live(
    agency: str, body: GoLiveRequest, who: Registrar, organising: TheOrganising
) -> AgencyAnswer:
    """Going live is decided once."""
    return await organising.carry_out(body, who, agency=agency)


@reorganisation.post(
    "/{agency}/name", summary="Rename an agency, as decided", responses=refused(RenameAgencyRequest)
)
async def rename(
    agency: str, body: RenameAgencyRequest, who: Registrar, organising: TheOrganising
) -> AgencyAnswer:
    """Its code stays."""
    return await organising.carry_out(body, who, agency=agency)


@reorganisation.post(
    "/{agency}/parent",
    summary="Move an agency under another one, as decided",
    responses=refused(MoveAgencyRequest),
)
async def move(
    agency: str, body: MoveAgencyRequest, who: Registrar, organising: TheOrganising
) -> AgencyAnswer:
    """The other one exists on that day, and is of a kind that stands above it."""
    return await organising.carry_out(body, who, agency=agency)


@reorganisation.post(
    "/{agency}/codes",
    summary="Give an agency a code of a national scheme",
    responses=refused(AssignAgencyCodeRequest),
)
async def assign_code(
    agency: str, body: AssignAgencyCodeRequest, who: Registrar, organising: TheOrganising
) -> AgencyAnswer:
    """It replaces the scheme's earlier one."""
    return await organising.carry_out(body, who, agency=agency)


# ---- several agencies


@reorganisation.post(
    "/{agency}/dissolution", summary="End an agency; others succeed it", responses=refusals(*REFUSES)
)
async def dissolve(
    agency: str, body: DissolveAgencyRequest, who: Registrar, organising: TheOrganising
) -> AgenciesAnswer:
    """Its successors, new or existing, take its work over from that day on."""
    return await organising.reorganise(body, who, agency=agency)


@reorganisation.post("/{agency}/split", summary="Split an agency into several", responses=refusals(*REFUSES))
async def split(
    agency: str, body: SplitAgencyRequest, who: Registrar, organising: TheOrganising
) -> AgenciesAnswer:
    """It says which of them gets which division."""
    return await organising.reorganise(body, who, agency=agency)


@reorganisation.post(
    "/mergers", summary="Merge agencies into one, new or existing", responses=refusals(*REFUSES)
)
async def merge(body: MergeAgenciesRequest, who: Registrar, organising: TheOrganising) -> AgenciesAnswer:
    """Each of them ends on that day."""
    return await organising.reorganise(body, who)
