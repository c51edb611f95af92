"""Who is late, by how much, and why: what the services tell of agencies' open steps."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from shared.client.services import Services
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service

#: The sweeper looks each second; what it finds has been told after two looks that bring nothing new.
_LOOKS, _BETWEEN_LOOKS, _LONGEST_WAIT = 2, 1.2, 20.0

Shown = Mapping[str, Any]


class Why(StrEnum):
    """What the step waits for."""

    OTHER_AGENCY = "other_agency"  #: what it asked another agency for isn't answered
    RETURNED = "returned"  #: it came back, and isn't done again yet
    NOT_RECEIVED = "not_received"  #: nobody has taken it up
    NOT_COMPLETED = "not_completed"  #: it was taken up, and isn't done


@dataclass(frozen=True, slots=True, kw_only=True)
class LateStep:
    """An open step past its due instant, in the words of the agency."""

    agency: str  #: its code
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
    waits_for: Sequence[str] = ()  #: codes of the agencies whose answers are missing


@dataclass(frozen=True, slots=True)
class LateSteps:
    """The overdue steps of some agencies, in the two figures that stand everywhere."""

    steps: Sequence[LateStep]  #: those that wait for nobody else first, each kind the latest first
    overdue: int  #: the holders' own
    waiting: int  #: overdue, waiting for another agency


async def late_steps(services: Services, *agencies: str) -> LateSteps:
    """The agencies' overdue steps; waits until the sweeper has told them."""
    swept = await _swept(services, agencies)
    found = [await _told(services, row) for answer in swept for row in answer["steps"]]
    found.sort(key=lambda one: (one.why is Why.OTHER_AGENCY, -one.overdue_minutes))
    counted = (sum(one[name] for one in swept) for name in ("overdue_steps", "overdue_steps_waiting"))
    return LateSteps(found, *counted)


async def _swept(services: Services, agencies: Sequence[str]) -> Sequence[Shown]:
    give_up, same, before = time.monotonic() + _LONGEST_WAIT, 0, -1
    while True:
        asked = (
            services.get(Service.SLA, "/overdue", as_=AUDITOR, params={"agency": agency, "limit": 100})
            for agency in agencies
        )
        found: Sequence[Shown] = await asyncio.gather(*asked)
        total = sum(one["total"] for one in found)
        same = same + 1 if total == before else 0
        if (same >= _LOOKS and total) or time.monotonic() > give_up:
            return found
        before = total
        await asyncio.sleep(_BETWEEN_LOOKS)


async def _told(services: Services, row: Shown) -> LateStep:
    number, step = row["case_number"], row["step"]
    case = await services.get(Service.CASES, f"/cases/{number}", as_=AUDITOR)
    why, reason = await _why(services, case, row)
    return LateStep(
        agency=row["agency"],
        case_number=number,
        subject=case["subject"],
        procedure=row["procedure_name"] or row["procedure"],
        step=row["step_name"] or step,
        division=row["division_name"] or row["division"],
        official=row["official_name"] or row["official"],
        since=datetime.fromisoformat(row["started_at"]),
        due_at=datetime.fromisoformat(row["due_at"]),
        overdue_minutes=row["overdue_working_minutes"] or 0,
        why=why,
        reason=reason,
        waits_for=row["waiting_for"],
    )


async def _why(services: Services, case: Shown, row: Shown) -> tuple[Why, str]:
    """By the last thing that brought the case to the step, and what has become of it there."""
    if row["waiting"]:
        return Why.OTHER_AGENCY, ""
    step = row["step"]
    events = f"/cases/{case['case_number']}/events"
    told = await services.get(Service.CASES, events, as_=AUDITOR, params={"limit": 500})
    returns = [one["event"] for one in told["events"] if one["type"] == "StepReturned"]
    if returns and any(visit["step"] == step for visit in returns[-1]["to"]):
        return Why.RETURNED, returns[-1]["reason"]
    held = next((one for one in case["steps"] if one["step"] == step), None)
    return (Why.NOT_COMPLETED if held and held["received"] else Why.NOT_RECEIVED), ""
