"""Sends what was discovered to the catalog, as a draft edition of an agency's catalogue."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shared.contracts.topics import Service
from tthc.client import IMPORTER, Services
from tthc.discovery.found import Discovery
from tthc.discovery.proposal import draft_of

_MOST_DIVISIONS = 200  #: of one order


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft that was made."""

    agency: str
    edition: int
    divisions_added: tuple[str, ...]
    findings: tuple[str, ...]  #: what keeps it from being issued as it is

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "agency": self.agency,
            "edition": self.edition,
            "divisions_added": list(self.divisions_added),
            "findings": list(self.findings),
        }


async def draft(services: Services, found: Discovery, agency: str, *, with_units: bool) -> Drafted:
    """Draft the agency's next edition with the procedure; the same discovery again finds the same draft.

    The agency must be registered. `with_units` adds the divisions that it lacks; without it, they are told
    among the findings. Officials are never appointed: that is for the agency to do.
    """
    procedure = draft_of(found)
    key = _key(agency, procedure)
    added: tuple[str, ...] = ()
    if with_units:
        added = await _add_divisions(services, found, agency, key)
    path = f"/agencies/{agency}/editions"
    drafted = await services.post(Service.CATALOG, path, key=f"{key}-draft", json={})
    edition = f"{path}/{drafted['edition']}"
    await services.post(Service.CATALOG, f"{edition}/procedures", key=f"{key}-procedure", json=procedure)
    found_wrong = await services.get(Service.CATALOG, f"{edition}/check", as_=IMPORTER)
    findings = tuple(f"{one['where']}: {one['message']}" for one in found_wrong)
    return Drafted(agency, drafted["edition"], added, findings)


async def _add_divisions(services: Services, found: Discovery, agency: str, key: str) -> tuple[str, ...]:
    path = f"/agencies/{agency}"
    there = {one["division"] for one in await services.get(Service.CATALOG, f"{path}/divisions")}
    lacking = [code for code in found.divisions if code not in there]
    for number, part in enumerate(_parts(lacking)):
        body = {"divisions": [{"division": code, "name": found.divisions[code]} for code in part]}
        await services.post(Service.CATALOG, f"{path}/staff", key=f"{key}-units-{number}", json=body)
    return tuple(lacking)


def _parts(codes: Sequence[str]) -> list[Sequence[str]]:
    return [codes[start : start + _MOST_DIVISIONS] for start in range(0, len(codes), _MOST_DIVISIONS)]


def _key(agency: str, procedure: dict[str, Any]) -> str:
    text = json.dumps([agency, procedure], sort_keys=True)
    return "discover-" + hashlib.sha256(text.encode()).hexdigest()[:40]
