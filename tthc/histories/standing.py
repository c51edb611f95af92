"""What the system has already of the agencies that a file names: looked at before anything is made."""

import asyncio
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.printing.catalogue_files import CatalogueFile
from shared.client.errors import ServiceRefused
from shared.client.services import Services
from shared.client.tokens import IMPORTER
from shared.contracts.topics import Service
from shared.kernel import day_of
from tthc.histories.header import Header

_ENTRY_POLL_SECONDS = 0.2  #: the sweeper brings an edition into force within a second or two
_DRAFTS = ("draft", "in_review", "revised")

Shown = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """An agency's edition in force."""

    edition: int
    in_force_from: date
    entered_at: datetime
    working_calendar: str
    procedures: Mapping[str, Procedure]  #: by code, in order


@dataclass(slots=True, kw_only=True)
class Standing:
    """An agency as it is before the import, or where an earlier run of it broke off."""

    shown: Shown
    divisions: dict[str, Shown] = field(default_factory=dict)
    officials: dict[str, Shown] = field(default_factory=dict)
    newest: int = 0  #: the highest number of an edition
    present: InForce | None = None
    waiting: Shown | None = None  #: an edition whose first day hasn't come
    draft: Shown | None = None


async def look(services: Services, header: Header, others: Iterable[str]) -> dict[str, Standing]:
    """The agencies that the header names, and `others`; with those that their procedures lead to, by code."""
    await services.shown(Service.CATALOG)
    agencies = {one["agency"]: one for one in await services.get(Service.CATALOG, "/agencies", as_=IMPORTER)}
    found: dict[str, Standing] = {}
    ahead = {*_named(header), *others}
    while ahead:
        code = ahead.pop()
        if code in agencies and code not in found:
            found[code] = await look_at(services, code, agencies[code])
            present = found[code].present
            ahead |= {*_responding(present.procedures.values() if present else ())}
    return found


async def look_at(services: Services, code: str, shown: Shown) -> Standing:
    """One agency."""
    path = f"/agencies/{code}"
    editions = await _entered(services, path)
    present = next((one for one in editions if one["status"] == "in_force"), None)
    return Standing(
        shown=shown,
        divisions={one["division"]: one for one in await _all(services, f"{path}/divisions")},
        officials={one["official"]: one for one in await _all(services, f"{path}/officials")},
        newest=max((one["edition"] for one in editions), default=0),
        present=await _in_force(services, path, present) if present else None,
        waiting=next((one for one in editions if one["status"] == "issued"), None),
        draft=next((one for one in editions if one["status"] in _DRAFTS), None),
    )


def _named(header: Header) -> Iterable[str]:
    yield from (one.code for one in header.organisation)
    yield from (one.parent for one in header.organisation if one.parent)
    for catalogue in header.catalogues:
        yield catalogue.agency
        yield from _responding(catalogue.procedures())


def _responding(procedures: Iterable[Procedure]) -> Iterable[str]:
    for procedure in procedures:
        yield from procedure.named_agencies()


async def _all(services: Services, path: str) -> Sequence[Shown]:
    found: Sequence[Shown] = await services.get(Service.CATALOG, path, as_=IMPORTER)
    return found


async def _entered(services: Services, path: str) -> Sequence[Shown]:
    """The editions, the newest first, once each whose day has come is in force."""
    give_up = time.monotonic() + services.patience
    while True:
        editions = await _all(services, f"{path}/editions")
        today = day_of(datetime.now().astimezone()).isoformat()
        coming = [one for one in editions if one["status"] == "issued" and one["in_force_from"] <= today]
        if not coming or time.monotonic() > give_up:
            return editions
        await asyncio.sleep(_ENTRY_POLL_SECONDS)


async def _in_force(services: Services, path: str, present: Shown) -> InForce:
    edition = present["edition"]
    try:
        content = await services.file(
            Service.CATALOG, f"{path}/editions/{edition}/catalogue.json", as_=IMPORTER
        )
    except ServiceRefused as refused:
        refused.where = path
        raise
    procedures = CatalogueFile.model_validate(json.loads(content)).procedures
    return InForce(
        edition=edition,
        in_force_from=date.fromisoformat(present["in_force_from"]),
        entered_at=datetime.fromisoformat(present["entered_at"]),
        working_calendar=present["working_calendar"],
        procedures={one.code: one for one in procedures},
    )
