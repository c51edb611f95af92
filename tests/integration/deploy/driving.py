"""Cases that are opened, worked, refused and forgotten, so that every figure has something to tell."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.hosting import World

_LIMIT = {"duration": "PT8H", "counting": "working_hours"}
_STEP = {"name": "Thẩm định", "division": "VP", "content": "Thẩm định hồ sơ", "time_limit": _LIMIT}
PROCEDURE = {
    "code": "SNV-01",
    "name": "Cử công chức đi học",
    "time_limit": {"duration": "PT16H", "counting": "working_hours"},
    "stages": [{"code": f"G{n}", "steps": [{"code": f"S{n}", **_STEP}]} for n in (1, 2)],
}
DECISION = {
    "decision_number": "05/QĐ-SNV",
    "decision_date": "2026-01-05",
    "signed_by": "Lê Minh Đức",
    "in_force_from": "2026-01-10",
}
LIVE = {"decision_number": "12/QĐ-UBND", "decision_date": "2021-06-20", "effective_from": "2021-07-01"}
FORGOTTEN_SINCE = timedelta(days=30)


async def publish_procedure(world: World) -> None:
    """Home Affairs in the first wave, its office, and one procedure in force; Finance in the second wave."""
    province = {
        "code": "UBND",
        "valid_from": "2021-01-01",
        "kind": "province",
        "name_vi": "Ủy ban tỉnh",
        "name_en": "The province",
    }
    office = {"division": "VP", "name": "Văn phòng"}
    agency = {"code": "SNV", "kind": "department", "name_vi": "Sở Nội vụ", "name_en": "Home Affairs"}
    editions = "/agencies/SNV/editions"
    await _post(world, "catalog", "/agencies", province, "operator")
    first = {**agency, "parent": "UBND", "wave": 1, "valid_from": "2021-01-01"}
    await _post(world, "catalog", "/agencies", first, "operator")
    await _post(world, "catalog", "/agencies/SNV/live", LIVE, "operator")
    finance = {"code": "STC", "kind": "department", "name_vi": "Sở Tài chính", "name_en": "Finance"}
    await _post(world, "catalog", "/agencies", {**finance, "parent": "UBND", "wave": 3}, "operator")
    await _post(world, "catalog", "/agencies/STC/wave", {"wave": 2}, "operator")
    await _post(world, "catalog", "/agencies/SNV/divisions", office, "giam-doc")
    await _post(world, "catalog", editions, {"edition": 1}, "bien-tap")
    await _post(world, "catalog", f"{editions}/1/procedures", {"procedure": PROCEDURE}, "bien-tap")
    await _post(world, "catalog", f"{editions}/1/issue", DECISION, "importer")
    await world.settle()


async def work_on_cases(world: World) -> None:
    """One case handed on, one forgotten a month ago, one command refused."""
    number = await _open(world)
    for command in ("ReceiveStep", "CompleteStep", "HandOff"):
        await _post(world, "cases", f"/cases/{number}/commands", {"command": command, "step": "S1"})
    await _open(world, at=(datetime.now(UTC) - FORGOTTEN_SINCE).isoformat())
    refused = {"command": "CompleteStep", "step": "S9"}
    answer = await world.post("cases", f"/cases/{number}/commands", json=refused, as_="importer")
    assert answer.is_client_error


async def _open(world: World, **more: Any) -> str:
    order = {"agency": "SNV", "procedure": "SNV-01", "subject": "Cử đi học", **more}
    answer = await _post(world, "cases", "/cases", order)
    return str(answer["case_number"])


async def _post(world: World, service: str, path: str, body: dict[str, Any], who: str = "importer") -> Any:
    answer = await world.post(service, path, json=body, as_=who)
    assert answer.is_success, f"{path}: {answer.text}"
    return answer.json()
