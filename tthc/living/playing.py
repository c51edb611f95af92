"""Plays a script through the services: every command as its person would have given it, by the importer.

Done again with the same day it adds nothing: every command has the key that it had the first time.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

from shared.client.services import Services
from shared.contracts.topics import Service
from shared.vietnam_time import VIETNAM
from tthc.living.orders import orders_of
from tthc.living.script import Script, ScriptedCase
from tthc.living.times import Before

Bodies = dict[str, Any]


async def play_script(services: Services, script: Script, before: Before) -> dict[str, str]:
    """Set the agency up and carry out its cases; their numbers by the script's keys."""
    await _set_up(services, script)
    sequels = [_sequel(script, case, before) for case in script.cases]
    answers = await services.post(
        Service.CASES, "/cases/bulk", key=f"{_name(script)}-{before.day}", json={"sequels": sequels}
    )
    for answer in answers:
        if answer["problem"] is not None:
            raise services.refused(
                Service.CASES, answer["problem"], where=f"{script.path.name}: {answer['key']}"
            )
    await services.settle()
    numbers = [answer["answer"]["case_number"] for answer in answers]
    return dict(zip((case.key for case in script.cases), numbers, strict=True))


async def _set_up(services: Services, script: Script) -> None:
    first_day = datetime.fromisoformat(script.decision["in_force_from"])
    at = {"at": datetime.combine(first_day, time.min, VIETNAM).astimezone(UTC).isoformat()}
    agency, name = f"/agencies/{script.agency}", _name(script)

    async def post(path: str, key: str, body: Bodies) -> Any:
        return await services.post(
            Service.CATALOG, f"{agency}{path}", key=f"{name}-{key}", json={**body, **at}
        )

    await post("/staff", "divisions", {"divisions": script.divisions})
    await post("/staff", "officials", {"officials": script.officials})
    edition = (await post("/editions", "draft", {"empty": False}))["edition"]
    for procedure in script.procedures:
        await post(f"/editions/{edition}/procedures", procedure["code"], {"procedure": procedure})
    await post(f"/editions/{edition}/issue", "issue", script.decision)
    await services.caught_up(Service.CATALOG)


def _sequel(script: Script, case: ScriptedCase, before: Before) -> Bodies:
    opening, *further = case.deeds
    return {
        "key": f"{_name(script)}-{case.key}",
        "agency": script.agency,
        "opening": {
            "agency": script.agency,
            "procedure": case.procedure,
            "subject": case.subject,
            "acting_for": opening.by,
            "at": before.hours(opening.hours_ago).isoformat(),
        },
        "orders": [
            order
            for deed in further
            for order in _given(deed.words, deed.by, before.hours(deed.hours_ago).isoformat())
        ],
    }


def _given(words: str, by: str, at: str) -> Iterator[Bodies]:
    for order in orders_of(words):
        yield {**order, "acting_for": by, "at": at}


def _name(script: Script) -> str:
    return f"living-{script.agency}"
