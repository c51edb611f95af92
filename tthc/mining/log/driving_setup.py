"""What must be there before a log's cases: the calendar, the agency's people, the procedure in force."""

from collections.abc import Iterator, Sequence
from typing import Any

from shared.client.errors import ServiceRefused
from shared.client.services import Services
from shared.client.tokens import IMPORTER
from shared.contracts.topics import Service
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Role
from tthc.mining.log.driving_calendar import ensure_calendar
from tthc.mining.log.driving_plan import ImportPlan
from tthc.mining.log.procedure import DerivedProcedure, DerivedStep

PROVINCE = {
    "code": "UBND",
    "kind": "province",
    "name_vi": "Ủy ban nhân dân tỉnh",
    "name_en": "Provincial People's Committee",
}
_MOST_STAFF = 200  #: of each kind in one order
_POSITION = "Công chức"


async def set_up(services: Services, plan: ImportPlan) -> None:
    """Make ready what the cases need; what is there already stays. Returns when every service knows of it."""
    calendar = await ensure_calendar(services, plan)
    await _ensure_agency(services, plan)
    await _ensure_staff(services, plan)
    await _ensure_procedure(services, plan, calendar)
    await services.caught_up(Service.CATALOG)


async def _ensure_agency(services: Services, plan: ImportPlan) -> None:
    code = plan.options.agency
    agencies = await services.get(Service.CATALOG, "/agencies", as_=IMPORTER)
    if any(agency["agency"] == code for agency in agencies):
        return
    provinces = [agency["agency"] for agency in agencies if agency["kind"] == PROVINCE["kind"]]
    if not provinces:
        await _register(services, plan, PROVINCE)
    name_vi, name_en = plan.options.names
    parent = provinces[0] if provinces else PROVINCE["code"]
    department = {"code": code, "kind": "department", "name_vi": name_vi, "name_en": name_en}
    await _register(services, plan, {**department, "parent": parent})


async def _register(services: Services, plan: ImportPlan, agency: dict[str, Any]) -> None:
    body = {**agency, "at": plan.earliest.isoformat(), "valid_from": plan.in_force_from.isoformat()}
    try:
        await services.post(Service.CATALOG, "/agencies", key=plan.key("agency", body), json=body)
    except ServiceRefused as refused:
        if refused.problem != "agency-already-registered":  # since the list was asked for
            raise


async def _ensure_staff(services: Services, plan: ImportPlan) -> None:
    """Divisions and officials; officials keep what they are in other divisions of the agency."""
    path = f"/agencies/{plan.options.agency}"
    known = {one["official"]: one for one in await services.get(Service.CATALOG, f"{path}/officials")}
    divisions = [{"division": one.code, "name": one.name} for one in plan.procedure.divisions]
    officials = []
    for one in plan.procedure.officials:
        before = known.get(one.id, {})
        officials.append(
            {
                "official": one.id,
                "name": one.name,
                "position": before.get("position") or _POSITION,
                "divisions": sorted({*one.divisions, *before.get("divisions", ())}),
                "roles": sorted({Role.OFFICIAL.value, *before.get("roles", ())}),
            }
        )
    for order in (*_parts("divisions", divisions), *_parts("officials", officials)):
        body = {**order, "at": plan.earliest.isoformat()}
        await services.post(Service.CATALOG, f"{path}/staff", key=plan.key("staff", body), json=body)


def _parts(name: str, people: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(people), _MOST_STAFF):
        yield {name: people[start : start + _MOST_STAFF]}


async def _ensure_procedure(services: Services, plan: ImportPlan, calendar: str) -> None:
    """An edition of the agency's catalogue with the derived procedure alone, drafted and issued once."""
    path = f"/agencies/{plan.options.agency}/editions"
    at = {"at": plan.earliest.isoformat()}
    drafted = await services.post(Service.CATALOG, path, key=plan.key("draft"), json=at)
    edition = f"{path}/{drafted['edition']}"
    filling = {**at, "procedure": procedure_body(plan.procedure)}
    await services.post(
        Service.CATALOG, f"{edition}/procedures", key=plan.key("procedure", edition), json=filling
    )
    decision = plan.options.decision
    issuing = {
        **at,
        "decision_number": decision.number or f"01/QĐ-{plan.options.agency}",
        "decision_date": (decision.dated or plan.in_force_from).isoformat(),
        "signed_by": decision.signed_by,
        "in_force_from": plan.in_force_from.isoformat(),
        "working_calendar": calendar,
    }
    await services.post(Service.CATALOG, f"{edition}/issue", key=plan.key("issue", edition), json=issuing)


def procedure_body(procedure: DerivedProcedure) -> dict[str, Any]:
    """The derived procedure as the catalog takes it: each step a stage of its own."""
    stages = [{"code": step.code, "name": step.name, "steps": [_step(step)]} for step in procedure.steps]
    return {
        "code": procedure.code,
        "name": procedure.name,
        "time_limit": _limit(procedure.time_limit),
        "stages": stages,
    }


def _step(step: DerivedStep) -> dict[str, Any]:
    return {
        "code": step.code,
        "name": step.name,
        "division": step.division,
        "other_divisions": list(step.other_divisions),
        "content": step.activity,
        "time_limit": _limit(step.time_limit),
        "optional": step.optional,
    }


def _limit(limit: TimeLimit) -> dict[str, str]:
    return {"duration": limit.duration, "counting": limit.counting}
