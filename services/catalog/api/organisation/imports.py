"""Many agencies, or an agency's many people, in one request; what is there already is skipped."""

import io
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import AwareDatetime, ValidationError

from services.catalog.api.organisation.agencies import Organiser, Registrar, actor
from services.catalog.api.organisation.tables import DryRun, contexts_of, foreseen
from services.catalog.application.catalog import CatalogApplication
from services.catalog.application.organisation.organising import UNSTATED
from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.errors.organisation.agencies import AgencyDiffers, AgencyNotRegistered, DivisionUnknown
from services.catalog.errors.organisation.files import FileUnreadable, TableUnfit
from services.catalog.errors.organisation.rights import MayNotGrantRole
from services.catalog.schemas.answers import ImportAnswer, StaffAnswer
from services.catalog.schemas.organisation.agencies import EngageStaff, ImportAgencies
from services.catalog.tables.agencies import read_agencies
from services.catalog.tables.organisation import parents_in
from services.catalog.tables.rows import read_csv
from shared.errors import ColumnMissing
from shared.http.commands import Headers
from shared.http.problems import refusals

_BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/json": {"schema": ImportAgencies.model_json_schema()},
        },
    }
}


def import_commands(application: CatalogApplication) -> APIRouter:
    """`POST` routes of large orders; sent again under the same key, they go on where they stopped."""
    router = APIRouter(prefix="/agencies", tags=["agencies"])

    @router.post(
        "/import",
        summary="Register all agencies of a table, or none",
        openapi_extra=_BODIES,
        responses=refusals(AgencyDiffers, TableUnfit, ColumnMissing, FileUnreadable),
    )
    async def import_agencies(
        request: Request,
        who: Registrar,
        headers: Headers,
        at: Annotated[AwareDatetime | None, Query(description="For a CSV body.")] = None,
        valid_from: Annotated[date | None, Query(description="For a CSV body.")] = None,
        dry_run: DryRun = False,
    ) -> ImportAnswer:
        order = await _order(request, at, valid_from)
        contexts = contexts_of(who.id, headers, order)
        recorded_at = contexts(0).recorded_at
        table = read_csv(io.StringIO(order.csv, newline=""), order.file)
        reading = read_agencies(
            table,
            by=actor(who, None, order),
            at=order.at or recorded_at,
            valid_from=order.valid_from or UNSTATED,
            registered=await application.kinds(parents_in([table])),
        )
        changes = await foreseen(application, reading, order.file, recorded_at)
        if dry_run:
            registered = sum(change.action == "added" for change in changes)
            changed, unchanged = len(changes) - registered, len(reading.placed) - len(changes)
            return ImportAnswer(registered=registered, changed=changed, unchanged=unchanged)
        answers = await application.take_table([one.command for one in reading.placed], contexts)
        changed = sum(answer["changed"] for answer in answers)
        return ImportAnswer(
            registered=sum(len(answer["events"]) for answer in answers) - changed,
            changed=changed,
            unchanged=sum(answer["skipped"] for answer in answers),
        )

    @router.post(
        "/{agency}/staff",
        summary="Add divisions and appoint officials, many at once",
        responses=refusals(AgencyNotRegistered, DivisionUnknown, MayNotGrantRole),
    )
    async def engage_staff(agency: str, order: EngageStaff, who: Organiser, headers: Headers) -> StaffAnswer:
        contexts = contexts_of(who.id, headers, [agency, order])
        commands = order.values(agency, actor(who, agency, order), contexts(0).recorded_at)
        answers = await application.organise_all(commands, headers.version, contexts)
        version = answers[-1]["version"] if answers else (await application.state(AGENCY, agency))[1]
        return StaffAnswer(
            agency=agency,
            version=version,
            events=[event for answer in answers for event in answer["events"]],
            skipped=sum(answer["skipped"] for answer in answers),
        )

    return router


async def _order(request: Request, at: Any, valid_from: date | None) -> ImportAgencies:
    """The order in the body: JSON, or the bare table."""
    body = await request.body()
    if request.headers.get("content-type", "").partition(";")[0].strip().endswith("json"):
        try:
            return ImportAgencies.model_validate_json(body)
        except ValidationError as error:
            faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]
            raise RequestValidationError(faults) from None
    try:
        return ImportAgencies(csv=body.decode(), at=at, valid_from=valid_from)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        file = ImportAgencies.model_fields["file"].default
        raise FileUnreadable(where=f"{file}:{line}", file=file, line=line) from None
