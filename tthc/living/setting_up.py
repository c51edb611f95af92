"""The agencies of a script are made: registered, live, with their people, contact and procedures."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from shared.client.services import Services
from shared.contracts.topics import Service
from shared.vietnam_time import VIETNAM
from tthc.living.script import Script, ScriptedAgency


async def set_up(services: Services, script: Script) -> None:
    """All of them, then their procedures: who is asked stands behind who asks."""
    first_day = min(one.decision["in_force_from"] for one in script.agencies if one.decision is not None)
    for agency in script.agencies:
        await _Making(services, agency, first_day).organise()
    for agency in reversed(script.agencies):
        await _Making(services, agency, first_day).issue()
    await services.caught_up(Service.CATALOG)


class _Making:
    """One agency, from a day on."""

    def __init__(self, services: Services, agency: ScriptedAgency, first_day: str) -> None:
        self._services = services
        self._agency = agency
        begin = datetime.combine(date.fromisoformat(first_day), time.min, VIETNAM)
        self._at = {"at": begin.astimezone(UTC).isoformat()}

    async def organise(self) -> None:
        """Who is there, and who is to be asked."""
        one = self._agency
        if one.registration is not None:
            await self._post("/agencies", "agency", {"code": one.code, **one.registration})
        path = f"/agencies/{one.code}"
        if one.live is not None:
            await self._post(f"{path}/live", "live", one.live)
        if one.contact is not None:
            await self._services.put(
                Service.CATALOG, f"{path}/contact", key=self._key("contact"), json={**one.contact, **self._at}
            )
        for name, people in (("divisions", one.divisions), ("officials", one.officials)):
            if people:
                await self._post(f"{path}/staff", name, {name: people})

    async def issue(self) -> None:
        """Its procedures, by its decision."""
        decision = self._agency.decision
        if decision is None:
            return
        path = f"/agencies/{self._agency.code}/editions"
        edition = (await self._post(path, "draft", {"empty": False}))["edition"]
        for procedure in self._agency.procedures:
            order = {"procedure": procedure}
            await self._post(f"{path}/{edition}/procedures", procedure["code"], order)
        await self._post(f"{path}/{edition}/issue", "issue", decision)

    async def _post(self, path: str, what: str, body: Mapping[str, Any]) -> Any:
        return await self._services.post(
            Service.CATALOG, path, key=self._key(what), json={**body, **self._at}
        )

    def _key(self, what: str) -> str:
        return f"living-{self._agency.code}-{what}"
