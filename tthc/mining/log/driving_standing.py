"""What an agency has already into which a log is taken: looked at before anything is made."""

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum, auto
from typing import Any

from shared.client.services import Services
from shared.client.tokens import IMPORTER
from shared.contracts.topics import Service
from shared.kernel import day_of
from shared.vietnam_time import VIETNAM
from tthc.mining.log.driving_errors import AgencyEnded, CatalogueFull, DraftOpen, EditionWaits, ProcedureTaken
from tthc.mining.log.driving_plan import ImportPlan
from tthc.mining.log.procedure_body import derived_form, procedure_body, says

MOST_PROCEDURES = 1000  #: of an edition

_ENTRY_POLL_SECONDS = 0.2  #: the sweeper brings an edition into force within a second or two

Shown = Mapping[str, Any]


class Coming(Enum):
    """How the derived procedure comes into the catalogue."""

    NEW = auto()
    REPLACED = auto()  #: an earlier import brought one of this code
    THERE = auto()  #: it is in force as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An agency as it is before the import, or where an earlier run of it broke off."""

    agencies: Sequence[Shown]
    divisions: Mapping[str, Shown] = field(default_factory=dict)
    officials: Mapping[str, Shown] = field(default_factory=dict)
    newest: int = 0  #: the highest number of an edition
    present: Shown | None = None  #: the edition in force, in short
    edition: int | None = None  #: the import's own, where an earlier run has begun or issued it
    coming: Coming = Coming.NEW

    def begins(self, plan: ImportPlan) -> datetime:
        """When the import's edition is drafted and issued: with the first case, or what is in force."""
        entered = [datetime.fromisoformat(self.present["entered_at"])] if self.present else []
        return max([plan.earliest, *entered])

    def in_force_from(self, plan: ImportPlan) -> date:
        """The import's edition's first day: what was in force before isn't touched."""
        first_day = [date.fromisoformat(self.present["in_force_from"])] if self.present else []
        return max([plan.in_force_from, *first_day])


async def look(services: Services, plan: ImportPlan) -> Standing:
    """How the agency stands. Raises a refusal where the log can't be taken in beside what is there."""
    await services.shown(Service.CATALOG)
    agencies = await services.get(Service.CATALOG, "/agencies", as_=IMPORTER)
    own = next((one for one in agencies if one["agency"] == plan.options.agency), None)
    if own is None:
        return Standing(agencies=agencies)
    if own.get("ended_from") and own["ended_from"] <= plan.in_force_from.isoformat():
        raise AgencyEnded(where="--agency", agency=own["agency"], ended_from=_day(own["ended_from"]))
    path = f"/agencies/{plan.options.agency}"
    editions = await _entered(services, path)
    present = next((one for one in editions if one["status"] == "in_force"), None)
    coming, edition = await _coming(services, plan, path, present, editions)
    standing = Standing(
        agencies=agencies,
        divisions={one["division"]: one for one in await services.get(Service.CATALOG, f"{path}/divisions")},
        officials={one["official"]: one for one in await services.get(Service.CATALOG, f"{path}/officials")},
        newest=max((one["edition"] for one in editions), default=0),
        present=present,
        edition=edition,
        coming=coming,
    )
    return standing if coming is Coming.THERE else _with_draft(standing, plan, editions)


async def _entered(services: Services, path: str) -> Sequence[Shown]:
    """The editions, the newest first, once each whose day has come is in force."""
    today, give_up = datetime.now(VIETNAM).date().isoformat(), time.monotonic() + services.patience
    while True:
        editions: Sequence[Shown] = await services.get(Service.CATALOG, f"{path}/editions", as_=IMPORTER)
        waiting = next((one for one in editions if one["status"] == "issued"), None)
        if waiting is None:
            return editions
        if waiting["in_force_from"] > today or time.monotonic() > give_up:
            raise EditionWaits(
                where="--agency",
                agency=waiting["agency"],
                edition=waiting["edition"],
                in_force_from=_day(waiting["in_force_from"]),
            )
        await asyncio.sleep(_ENTRY_POLL_SECONDS)


def _with_draft(standing: Standing, plan: ImportPlan, editions: Sequence[Shown]) -> Standing:
    """With the draft that this import has begun; any other one is a reason to wait."""
    draft = next((one for one in editions if one["status"] in ("draft", "in_review", "revised")), None)
    if draft is None:
        return standing
    if datetime.fromisoformat(draft["drafted_at"]) != standing.begins(plan):
        raise DraftOpen(
            where="--agency",
            agency=plan.options.agency,
            draft=draft["edition"],
            drafted_by=draft["drafted_by"],
            since=_day(day_of(datetime.fromisoformat(draft["drafted_at"])).isoformat()),
        )
    return replace(standing, edition=draft["edition"])


async def _coming(
    services: Services, plan: ImportPlan, path: str, present: Shown | None, editions: Sequence[Shown]
) -> tuple[Coming, int | None]:
    """How the procedure comes in; and the edition that it came with, where it is in force as it is."""
    code = plan.procedure.code
    if present is None:
        return Coming.NEW, None
    if code not in present["procedures"]:
        _check_room(plan, present)
        return Coming.NEW, None
    came_with = None
    for edition in _with(code, editions):
        found = await _shown(services, path, edition, code)
        if not says(found, procedure_body(plan.procedure)):
            break
        came_with = edition["edition"]
    if came_with is not None:
        return Coming.THERE, came_with
    if not (derived_form(found) and [*_with(code, editions)][-1]["imported"]):
        raise _taken(plan, present, code)
    return Coming.REPLACED, None


async def _shown(services: Services, path: str, edition: Shown, code: str) -> Shown:
    """The procedure as an edition has it, in full."""
    whole = await services.get(Service.CATALOG, f"{path}/editions/{edition['edition']}", as_=IMPORTER)
    return next(one for one in whole["procedures"] if one["procedure"] == code)


def _with(code: str, editions: Sequence[Shown]) -> Iterator[Shown]:
    """The issued editions that have a procedure of this code, the newest first."""
    return (one for one in editions if code in one["procedures"] and "imported" in one)


def _check_room(plan: ImportPlan, present: Shown) -> None:
    for other in present["procedures"]:
        if _skeleton(other) == _skeleton(plan.procedure.code):
            raise _taken(plan, present, other)
    if len(present["procedures"]) >= MOST_PROCEDURES:
        raise CatalogueFull(where="--agency", agency=plan.options.agency, most=MOST_PROCEDURES)


def _taken(plan: ImportPlan, present: Shown, other: str) -> ProcedureTaken:
    return ProcedureTaken(
        where="--procedure",
        agency=plan.options.agency,
        procedure=plan.procedure.code,
        other=other,
        edition=present["edition"],
    )


def _skeleton(code: str) -> str:
    """Codes that are the same so are mixed up by people; a catalogue has one of them alone."""
    return code.replace(".", "-").replace("_", "-").lower()


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
