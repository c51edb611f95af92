"""Sends what was discovered to the catalog, as a draft edition of an agency's catalogue."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from shared.client.errors import ServiceRefused
from shared.client.services import Services
from shared.client.tokens import IMPORTER
from shared.contracts.topics import Service
from tthc.mining.discovery.found import Discovery
from tthc.mining.discovery.proposal import draft_of
from tthc.mining.log.driving_errors import TooManyActivities
from tthc.mining.log.importable import MOST_ACTIVITIES

_MOST_DIVISIONS = 200  #: of one order


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft that was made."""

    agency: str
    edition: int
    carried: int  #: so many procedures come from the last edition
    replaced: bool  #: one of these had the code of the discovered procedure, which now stands in its place
    divisions_added: tuple[str, ...]
    findings: tuple[str, ...]  #: what keeps it from being issued as it is

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "agency": self.agency,
            "edition": self.edition,
            "carried": self.carried,
            "replaced": self.replaced,
            "divisions_added": list(self.divisions_added),
            "findings": list(self.findings),
        }


async def draft(
    services: Services, found: Discovery, agency: str, *, with_units: bool, empty: bool = False
) -> Drafted:
    """Draft the agency's next edition with the procedure; the same discovery again finds the same draft.

    Where that draft was discarded meanwhile, the next one is begun.

    The draft starts from the last edition that was issued, unless it shall begin `empty`; a procedure of the
    same code is replaced. The agency must be registered. `with_units` adds the divisions that it lacks;
    without it, they are told among the findings. Officials are never appointed: that is for the agency to do.
    Raises `TooManyActivities`, before anything is made.
    """
    if len(found.steps) > MOST_ACTIVITIES:
        raise TooManyActivities(where=found.code, count=len(found.steps), most=MOST_ACTIVITIES)
    procedure = draft_of(found)
    key = _key(agency, procedure)
    added: tuple[str, ...] = ()
    begun = first = f"{key}-{'empty' if empty else 'draft'}"
    while True:
        made = await services.post(
            Service.CATALOG, f"/agencies/{agency}/editions", key=begun, json={"empty": empty}
        )
        if with_units:  # once there is a draft: beside another one there is none, and nothing else either
            added += await _add_divisions(services, found, agency, key)
        try:
            replaced, findings = await _filled(services, agency, made["edition"], procedure, key)
        except ServiceRefused as refusal:
            if refusal.problem != "edition-discarded":
                raise
            begun = f"{first}-after-{made['edition']}"
        else:
            return Drafted(agency, made["edition"], made["version"] - 1, replaced, added, findings)


async def _filled(
    services: Services, agency: str, edition: int, procedure: dict[str, Any], key: str
) -> tuple[bool, tuple[str, ...]]:
    """Put the procedure into the edition: whether it replaced one, and what is still to be mended."""
    path = f"/agencies/{agency}/editions/{edition}"
    replaced = await _put_in(services, path, procedure, f"{key}-{edition}")
    found_wrong = await services.get(Service.CATALOG, f"{path}/check", as_=IMPORTER)
    return replaced, tuple(f"{one['where']}: {one['message']}" for one in found_wrong)


async def _put_in(services: Services, edition: str, order: dict[str, Any], key: str) -> bool:
    """Add the procedure, or put it in the place of the one that has its code; whether it was so."""
    path, procedure = f"{edition}/procedures", order["procedure"]
    try:
        await services.post(Service.CATALOG, path, key=f"{key}-procedure", json=order)
    except ServiceRefused as refusal:
        if refusal.problem != "procedure-code-used":
            raise
    else:
        return False
    content = {name: value for name, value in procedure.items() if name != "code"}
    path = f"{path}/{quote(procedure['code'], safe='')}"
    try:
        await services.put(Service.CATALOG, path, key=f"{key}-revision", json={"procedure": content})
    except ServiceRefused as refusal:
        if refusal.problem != "procedure-unchanged":
            raise
    return True


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
