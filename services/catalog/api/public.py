"""The public catalogue: procedures in force, for everybody to read."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.catalog.application import VIETNAM
from services.catalog.errors.agencies import AgencyNotRegistered
from services.catalog.errors.procedures import ProcedureNotInEdition
from services.catalog.views import CatalogQueries
from shared.auth.rules import public
from shared.eventstore.store import utc_now

_PUBLIC = public("everybody: an issued catalogue is posted for all to read")
Day = Annotated[date | None, Query(description="The day on which it is in force; today in Vietnam.")]
_SUMMARY = ("procedure", "name", "kind", "time_limit", "edition", "position", "in_force_from")


def public_queries(queries: CatalogQueries) -> APIRouter:
    """`GET` routes without signing in: what is issued and in force, and nothing else."""
    router = APIRouter(prefix="/catalogue", tags=["catalogue"], dependencies=[_PUBLIC])

    @router.get("/agencies/{agency}/procedures", summary="An agency's procedures in force")
    async def list_procedures(agency: str, on: Day = None) -> dict[str, Any]:
        found = await queries.agency(agency)
        if found is None:
            raise AgencyNotRegistered(where="agency", agency=agency)
        day = on or _today()
        procedures = await queries.procedures_in_force(agency, day)
        return {
            "agency": agency,
            "name_vi": found["name_vi"],
            "name_en": found["name_en"],
            "on": day.isoformat(),
            "procedures": [{name: one[name] for name in _SUMMARY} for one in procedures],
        }

    @router.get("/agencies/{agency}/procedures/{code}", summary="One procedure in force, in full")
    async def show_procedure(agency: str, code: str, on: Day = None) -> dict[str, Any]:
        found = await queries.procedures_in_force(agency, on or _today(), code)
        if not found:
            raise ProcedureNotInEdition(where=f"procedures/{code}", procedure=code)
        return found[0]

    return router


def _today() -> date:
    return utc_now().astimezone(VIETNAM).date()
