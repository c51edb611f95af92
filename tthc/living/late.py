"""Who is late, by how much, and why: what the services tell of an agency's open steps, with names."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from shared.client.services import Services
from shared.client.tokens import IMPORTER
from shared.contracts.topics import Service
from shared.vietnam_time import VIETNAM
from shared.working_time.calendar import WorkingCalendar
from tthc.mining.log.counting import counting_calendar

#: The sweeper looks each second; what it finds has been told after two looks that bring nothing new.
_LOOKS, _BETWEEN_LOOKS, _LONGEST_WAIT = 2, 1.2, 20.0

Shown = Mapping[str, Any]


class Why(StrEnum):
    """What the step waits for."""

    RETURNED = "returned"  #: it came back, and isn't done again yet
    NOT_RECEIVED = "not_received"  #: nobody has taken it up
    NOT_COMPLETED = "not_completed"  #: it was taken up, and isn't done


@dataclass(frozen=True, slots=True, kw_only=True)
class LateStep:
    """An open step past its due instant, in the words of the agency."""

    case_number: str
    subject: str
    procedure: str
    step: str
    division: str
    official: str | None
    since: datetime
    due_at: datetime
    overdue_minutes: int  #: of working time
    why: Why
    reason: str = ""  #: of the return


async def late_steps(services: Services, agency: str) -> list[LateStep]:
    """The agency's overdue steps, the latest first; waits until the sweeper has told them."""
    rows = await _swept(services, agency)
    names = await _names(services, agency)
    calendar, now = counting_calendar("VN", VIETNAM).of(agency), datetime.now(UTC)
    found = [await _told(services, row, names, calendar, now) for row in rows]
    return sorted(found, key=lambda one: -one.overdue_minutes)


async def _swept(services: Services, agency: str) -> Sequence[Shown]:
    give_up, same, before = time.monotonic() + _LONGEST_WAIT, 0, -1
    while True:
        found = await services.get(
            Service.SLA, "/overdue", as_=IMPORTER, params={"agency": agency, "limit": 100}
        )
        same = same + 1 if found["total"] == before else 0
        if (same >= _LOOKS and found["total"]) or time.monotonic() > give_up:
            rows: Sequence[Shown] = found["steps"]
            return rows
        before = found["total"]
        await asyncio.sleep(_BETWEEN_LOOKS)


@dataclass(frozen=True, slots=True)
class _Names:
    """What codes stand for."""

    divisions: Mapping[str, str]
    officials: Mapping[str, str]
    procedures: Mapping[str, str]
    steps: Mapping[tuple[str, str], str]


async def _names(services: Services, agency: str) -> _Names:
    path = f"/agencies/{agency}"
    editions = await services.get(Service.CATALOG, f"{path}/editions")
    present = next(one["edition"] for one in editions if one["status"] in ("in_force", "issued"))
    procedures = (await services.get(Service.CATALOG, f"{path}/editions/{present}"))["procedures"]
    return _Names(
        {one["division"]: one["name"] for one in await services.get(Service.CATALOG, f"{path}/divisions")},
        {one["official"]: one["name"] for one in await services.get(Service.CATALOG, f"{path}/officials")},
        {one["procedure"]: one["name"] for one in procedures},
        {
            (one["procedure"], step["code"]): step["name"]
            for one in procedures
            for stage in one["stages"]
            for step in stage["steps"]
        },
    )


async def _told(
    services: Services, row: Shown, names: _Names, calendar: WorkingCalendar, now: datetime
) -> LateStep:
    number, step, official = row["case_number"], row["step"], row["official"]
    case = await services.get(Service.CASES, f"/cases/{number}", as_=IMPORTER)
    due_at = datetime.fromisoformat(row["due_at"])
    why, reason = await _why(services, case, step)
    procedure = case["procedure"]
    return LateStep(
        case_number=number,
        subject=case["subject"],
        procedure=names.procedures.get(procedure, procedure),
        step=names.steps.get((procedure, step), step),
        division=names.divisions.get(row["division"], row["division"]),
        official=names.officials.get(official, official),
        since=datetime.fromisoformat(row["started_at"]),
        due_at=due_at,
        overdue_minutes=calendar.working_minutes(due_at, now),
        why=why,
        reason=reason,
    )


async def _why(services: Services, case: Shown, step: str) -> tuple[Why, str]:
    """By the last thing that brought the case to the step, and what has become of it there."""
    events = f"/cases/{case['case_number']}/events"
    told = await services.get(Service.CASES, events, as_=IMPORTER, params={"limit": 500})
    returns = [one["event"] for one in told["events"] if one["type"] == "StepReturned"]
    if returns and any(visit["step"] == step for visit in returns[-1]["to"]):
        return Why.RETURNED, returns[-1]["reason"]
    held = next((one for one in case["steps"] if one["step"] == step), None)
    return (Why.NOT_COMPLETED if held and held["received"] else Why.NOT_RECEIVED), ""
