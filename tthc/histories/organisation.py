"""What a header's agencies and people add to what there is: judged by the catalog's rules, then made."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.divisions import AddDivision
from services.catalog.domain.organisation.officials import AppointOfficial
from services.catalog.domain.organisation.registering import RegisterAgency
from shared.client.errors import ServiceRefused
from shared.client.services import Services
from shared.contracts.topics import Service
from shared.errors import Refusal
from shared.kernel import Role
from tthc.histories.header import FileAgency, Header
from tthc.histories.province import Province
from tthc.histories.standing import Standing

_MOST_STAFF = 200  #: of each kind in one order
_POSITION = "Công chức"


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """What an agency of the file needs that isn't there; who is there keeps name and position."""

    number: int  #: its place in the header
    agency: FileAgency
    register: RegisterAgency | None
    divisions: tuple[AddDivision, ...]
    officials: tuple[AppointOfficial, ...]


def additions(header: Header, found: Mapping[str, Standing], first_day: date) -> Sequence[Additions]:
    """What is to be made, parents first."""
    made = [
        Additions(
            number=number,
            agency=agency,
            register=None if agency.code in found else _register(agency, first_day),
            divisions=tuple(_divisions(agency, found.get(agency.code))),
            officials=tuple(_officials(agency, found.get(agency.code))),
        )
        for number, agency in enumerate(header.organisation)
    ]
    return sorted(made, key=lambda one: _depth(one.agency, {each.code: each for each in header.organisation}))


def judge(additions: Sequence[Additions], province: Province, at: datetime) -> Iterator[Refusal]:
    """What the catalog's rules refuse, by its place in the header."""
    for one in additions:
        place = f"1:organisation[{one.number}]"
        yield from _tried(province, one.register, at, place)
        for division in one.divisions:
            number = [each.code for each in one.agency.divisions].index(division.division)
            yield from _tried(province, division, at, f"{place}.divisions[{number}]")
        for official in one.officials:
            number = [each.id for each in one.agency.officials].index(official.official)
            yield from _tried(province, official, at, f"{place}.officials[{number}]")


async def organise(services: Services, additions: Sequence[Additions], at: datetime) -> None:
    """Make them; what an earlier run has made stays as it is."""
    for one in additions:
        if one.register is not None:
            await _register_at(services, one.register, at)
        divisions = [{"division": each.division, "name": each.name} for each in one.divisions]
        officials = [
            {
                "official": each.official,
                "name": each.name,
                "position": each.position,
                "divisions": list(each.divisions),
                "roles": list(each.roles),
            }
            for each in one.officials
        ]
        path = f"/agencies/{one.agency.code}/staff"
        for order in (*_parts("divisions", divisions), *_parts("officials", officials)):
            body = {**order, "at": at.isoformat()}
            await services.post(Service.CATALOG, path, key=key_of("staff", path, body), json=body)


def key_of(*parts: object) -> str:
    """An idempotency key: the same for the same part, whenever it is made again."""
    return "history-" + hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:40]


def _register(agency: FileAgency, first_day: date) -> RegisterAgency:
    """Without a rollout wave, so it is live from that day on."""
    return RegisterAgency(
        code=agency.code,
        kind=agency.kind,
        name_vi=agency.name,
        name_en=agency.name_en or agency.name,
        parent=agency.parent,
        valid_from=first_day,
    )


def _divisions(agency: FileAgency, standing: Standing | None) -> Iterator[AddDivision]:
    for one in agency.divisions:
        if standing is None or one.code not in standing.divisions:
            yield AddDivision(agency=agency.code, division=one.code, name=one.name)


def _officials(agency: FileAgency, standing: Standing | None) -> Iterator[AppointOfficial]:
    """Whoever lacks a division or a role; what they have besides, they keep."""
    for one in agency.officials:
        before = standing.officials.get(one.id, {}) if standing else {}
        divisions = {*one.divisions, *before.get("divisions", ())}
        roles = {*one.roles, *map(Role, before.get("roles", ()))}
        if before and divisions == {*before["divisions"]} and roles == {*map(Role, before["roles"])}:
            continue
        yield AppointOfficial(
            agency=agency.code,
            official=one.id,
            name=before.get("name") or one.name,
            position=before.get("position") or _POSITION,
            divisions=tuple(sorted(divisions)),
            roles=tuple(sorted(roles)),
        )


def _depth(agency: FileAgency, agencies: Mapping[str, FileAgency]) -> int:
    """How many agencies of the file stand above it; a circle is as deep as there are agencies."""
    depth, above = 0, agencies.get(agency.parent or "")
    while above is not None and depth < len(agencies):
        depth, above = depth + 1, agencies.get(above.parent or "")
    return depth


def _tried(province: Province, command: Any, at: datetime, place: str) -> Iterator[Refusal]:
    if command is None:
        return
    try:
        province.decide(AGENCY, command.agency, command, at)
    except Refusal as refusal:
        refusal.where = f"{place}.{refusal.where}" if refusal.where else place
        yield refusal


async def _register_at(services: Services, command: RegisterAgency, at: datetime) -> None:
    body = {
        "code": command.code,
        "kind": command.kind.value,
        "name_vi": command.name_vi,
        "name_en": command.name_en,
        "parent": command.parent,
        "valid_from": str(command.valid_from),
        "at": at.isoformat(),
    }
    try:
        await services.post(Service.CATALOG, "/agencies", key=key_of("agency", body), json=body)
    except ServiceRefused as refused:
        if refused.problem != "agency-already-registered":  # since the list was asked for
            raise


def _parts(name: str, people: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(people), _MOST_STAFF):
        yield {name: people[start : start + _MOST_STAFF]}
