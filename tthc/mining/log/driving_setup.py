"""What must be there before a log's cases: the calendar, the agency's people, the procedure in force.

What is there already stays: divisions and officials under their names, and every procedure in force.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from shared.client.errors import ServiceRefused
from shared.client.services import Services
from shared.contracts.topics import Service
from shared.kernel import Role
from tthc.mining.log.driving_calendar import ensure_calendar
from tthc.mining.log.driving_plan import ImportPlan
from tthc.mining.log.driving_procedure import begin_edition, give_up, issue_procedure
from tthc.mining.log.driving_standing import Coming, Standing, look

PROVINCE = {
    "code": "UBND",
    "kind": "province",
    "name_vi": "Ủy ban nhân dân tỉnh",
    "name_en": "Provincial People's Committee",
}
_MOST_STAFF = 200  #: of each kind in one order
_POSITION = "Công chức"


async def set_up(services: Services, plan: ImportPlan) -> int:
    """Make ready what the cases need; the edition that they run under, when every service knows of it.

    Raises a refusal, before anything is made, where the log can't be taken in beside what is there.
    """
    standing = await look(services, plan)
    await _ensure_agency(services, plan, standing)
    edition = standing.edition or await begin_edition(services, plan, standing)
    try:
        calendar = await ensure_calendar(services, plan)
        await _ensure_staff(services, plan, standing)
        if standing.coming is not Coming.THERE:
            await issue_procedure(services, plan, standing, edition, calendar)
    except ServiceRefused as refused:
        if standing.coming is not Coming.THERE:
            await give_up(services, plan, standing, edition, refused)
        raise
    await services.caught_up(Service.CATALOG)
    return edition


async def _ensure_agency(services: Services, plan: ImportPlan, standing: Standing) -> None:
    code = plan.options.agency
    if any(agency["agency"] == code for agency in standing.agencies):
        return
    provinces = [agency["agency"] for agency in standing.agencies if agency["kind"] == PROVINCE["kind"]]
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


async def _ensure_staff(services: Services, plan: ImportPlan, standing: Standing) -> None:
    """The divisions that are lacking, and the officials: whoever is there keeps name, position and roles."""
    path = f"/agencies/{plan.options.agency}/staff"
    divisions = [
        {"division": one.code, "name": one.name}
        for one in plan.procedure.divisions
        if one.code not in standing.divisions
    ]
    officials = []
    for one in plan.procedure.officials:
        before = standing.officials.get(one.id, {})
        officials.append(
            {
                "official": one.id,
                "name": before.get("name") or one.name,
                "position": before.get("position") or _POSITION,
                "divisions": sorted({*one.divisions, *before.get("divisions", ())}),
                "roles": sorted({Role.OFFICIAL.value, *before.get("roles", ())}),
            }
        )
    for order in (*_parts("divisions", divisions), *_parts("officials", officials)):
        body = {**order, "at": plan.earliest.isoformat()}
        await services.post(Service.CATALOG, path, key=plan.key("staff", body), json=body)


def _parts(name: str, people: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(people), _MOST_STAFF):
        yield {name: people[start : start + _MOST_STAFF]}
