"""The derived procedure in force: in an edition that begins with all that is in force already."""

from typing import Any
from urllib.parse import quote

from shared.client.errors import ServiceRefused
from shared.client.services import Services
from shared.contracts.topics import Service
from tthc.mining.log.driving_plan import ImportPlan
from tthc.mining.log.driving_standing import Coming, Standing
from tthc.mining.log.procedure_body import procedure_body


async def begin_edition(services: Services, plan: ImportPlan, standing: Standing) -> int:
    """The number of a new draft: of what is in force, or empty where nothing is."""
    body = {**_at(plan, standing), "empty": standing.present is None}
    key = plan.key("draft", standing.newest)
    drafted = await services.post(Service.CATALOG, _path(plan), key=key, json=body)
    return int(drafted["edition"])


async def issue_procedure(
    services: Services, plan: ImportPlan, standing: Standing, edition: int, calendar: str
) -> None:
    """Put the procedure into the draft, and issue it."""
    path = _path(plan, edition)
    await _put_in(services, plan, standing, path)
    issuing = {**_at(plan, standing), **_decision(plan, standing, calendar)}
    await services.post(Service.CATALOG, f"{path}/issue", key=plan.key("issue", edition), json=issuing)


async def give_up(
    services: Services, plan: ImportPlan, standing: Standing, edition: int, refused: ServiceRefused
) -> None:
    """Discard the draft of an import that was refused."""
    reason = {**_at(plan, standing), "reason": f"Nhật ký không nhập được: {refused.problem}"}
    key = plan.key("discard", edition)
    await services.post(Service.CATALOG, f"{_path(plan, edition)}/discard", key=key, json=reason)


async def _put_in(services: Services, plan: ImportPlan, standing: Standing, path: str) -> None:
    procedure, key = procedure_body(plan.procedure), plan.key("procedure", path)
    path, at = f"{path}/procedures", _at(plan, standing)
    if standing.coming is Coming.NEW:
        await services.post(Service.CATALOG, path, key=key, json={**at, "procedure": procedure})
        return
    content = {name: value for name, value in procedure.items() if name != "code"}
    path = f"{path}/{quote(plan.procedure.code, safe='')}"
    await services.put(Service.CATALOG, path, key=key, json={**at, "procedure": content})


def _decision(plan: ImportPlan, standing: Standing, calendar: str) -> dict[str, Any]:
    """By which decision it is issued; what is in force is counted as it was."""
    decision, first_day = plan.options.decision, standing.in_force_from(plan)
    counted: dict[str, Any] = {"working_calendar": calendar}
    if standing.present is not None:
        own = {"procedure": plan.procedure.code, "working_calendar": calendar}
        counted = {"working_calendar": standing.present["working_calendar"], "calendars": [own]}
    return {
        "decision_number": decision.number or f"01/QĐ-{plan.options.agency}",
        "decision_date": (decision.dated or first_day).isoformat(),
        "signed_by": decision.signed_by,
        "in_force_from": first_day.isoformat(),
        **counted,
    }


def _at(plan: ImportPlan, standing: Standing) -> dict[str, str]:
    return {"at": standing.begins(plan).isoformat()}


def _path(plan: ImportPlan, edition: int | None = None) -> str:
    path = f"/agencies/{plan.options.agency}/editions"
    return path if edition is None else f"{path}/{edition}"
