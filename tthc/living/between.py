"""What agencies ask each other for: who sits on it, what became of it, and what it belongs to as a whole."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.client.services import Services
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service

Shown = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPart:
    """What one agency asked another for, as it stands; agencies by their codes."""

    case_number: str  #: of the case that asks
    coordination: int
    subject: str
    step: str
    asking: str
    asked: str
    outside: bool  #: the asked one isn't in the system
    since: datetime
    due_at: datetime
    owed: bool
    overdue_minutes: int  #: of working time, of what is owed still
    state: str
    answer: str | None  #: its kind
    by_silence: bool
    late: bool
    reason: str | None  #: why it was declined or withdrawn
    belongs_to: str | None  #: whose it is, in the words of who declined
    own_case: str | None  #: of the asked agency
    held_by: str | None  #: who has that now
    waits_for: Sequence[str]  #: whose answers that waits for in turn


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Work that units passed between each other without doing it."""

    case_number: str
    kind: str
    between: Sequence[str]  #: codes of the agencies


@dataclass(frozen=True, slots=True)
class BetweenAgencies:
    """All of it, with the tree of the case whose answer has been owed longest."""

    asked: Sequence[AskedPart]  #: what is owed first, of that what is overdue longest
    passed_on: Sequence[PassedOn]
    tree: Shown | None  #: as `/cases/{case}/tree` answers


async def between_agencies(services: Services, agency: str) -> BetweenAgencies:
    """As the services tell it of the cases that the agency began, and of what those led to."""
    found = await services.get(Service.SLA, "/coordinations", as_=AUDITOR, params={"limit": 100})
    asked = await asyncio.gather(*(_told(services, row) for row in found["coordinations"]))
    asked.sort(key=lambda one: (not one.owed, -one.overdue_minutes, one.case_number, one.coordination))
    passed = await services.get(Service.CASES, "/buck-passing", as_=AUDITOR, params={"agency": agency})
    return BetweenAgencies(
        asked,
        [_passed(one) for one in passed["buck_passing"]],
        await _tree(services, asked[0].case_number) if asked else None,
    )


async def _told(services: Services, row: Shown) -> AskedPart:
    number, coordination = row["case_number"], row["coordination"]
    path = f"/coordinations/{number}/{coordination}"
    full = await services.get(Service.CASES, path, as_=AUDITOR)
    child = row["child_case"]
    own = await services.get(Service.CASES, f"/cases/{child}", as_=AUDITOR) if child else None
    ended = full["ended"] or {}
    return AskedPart(
        case_number=number,
        coordination=coordination,
        subject=row["subject"] or "",
        step=row["step_name"] or row["step"],
        asking=row["agency"],
        asked=row["asked_agency"],
        outside=full["outside"],
        since=datetime.fromisoformat(row["started_at"]),
        due_at=datetime.fromisoformat(row["due_at"]),
        owed=row["state"] == "running",
        overdue_minutes=row["overdue_working_minutes"] or 0,
        state=full["state"],
        answer=full["answer"],
        by_silence=full["by_silence"],
        late=row["late"],
        reason=ended.get("reason"),
        belongs_to=ended.get("belongs_to"),
        own_case=child,
        held_by=_holders(own) if own is not None else None,
        waits_for=own["waits_for"] if own is not None else (),
    )


def _holders(case: Shown) -> str:
    """Who has its steps, the person before the division."""
    steps = (one for one in case["steps"] if not one["completed"])
    named = ((one["official_name"], one["division_name"] or one["division"]) for one in steps)
    return "; ".join(", ".join(filter(None, each)) for each in named)


def _passed(row: Shown) -> PassedOn:
    return PassedOn(row["case_number"], row["kind"], [one["agency"] for one in row["between"]])


async def _tree(services: Services, number: str) -> Shown:
    """The whole tree that a case is in."""
    found: Shown = await services.get(Service.CASES, f"/cases/{number}/tree", as_=AUDITOR)
    root = found["root"]
    if root and root != number:
        found = await services.get(Service.CASES, f"/cases/{root}/tree", as_=AUDITOR)
    return found
