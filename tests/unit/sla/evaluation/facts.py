"""Facts for evaluations: read from `visits.json`, or made with few words."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

from services.sla.domain.evaluation.evaluating import evaluate
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.domain.evaluation.work import (
    EnteredPoints,
    ObjectiveCause,
    ReturnedWork,
    VisitMinutes,
    WorkedVisit,
)
from services.sla.domain.measured import CauseState
from shared.contracts.evaluation import EvaluationPolicy, EvaluationResult
from shared.vietnam_time import VIETNAM

DATA = Path(__file__).parent / "data"
VISITS: dict[str, Any] = json.loads((DATA / "visits.json").read_text("utf-8"))
EXPECTED: list[dict[str, Any]] = json.loads((DATA / "expected.json").read_text("utf-8"))
MORE_IN_A_RESULT = {"policy_version", "leadership", "entered", "simulated"}
MORE_IN_A_LINE = {"case_number", "agency", "entered", "confirmed_by", "explain"}


def policy_of(document: dict[str, Any]) -> EvaluationPolicy:
    """A policy as a file has it."""
    grades = [{"code": one["code"], "points": one["from"]} for one in document["grades"]]
    return msgspec.convert({**document, "grades": grades}, EvaluationPolicy, strict=False)


POLICIES = {one["code"]: policy_of(one) for one in VISITS["policies"]}
ND335, STRICT = POLICIES["ND335"], POLICIES["ND335-STRICT"]


def visit_of(document: dict[str, Any]) -> WorkedVisit:
    """A visit as `visits.json` has it."""
    returned, cause = document.get("returned"), document.get("cause")
    same = ("official", "agency", "case", "step", "visit", "factor_thousandths")
    limits = ("step_limit_minutes", "steps_limit_minutes", "limit_minutes")
    return WorkedVisit(
        **{name: document[name] for name in (*same, *limits)},
        opened_at=datetime.fromisoformat(document["opened_at"]),
        ended_at=datetime.fromisoformat(document["ended_at"]),
        completed=document["ended_by"] == "completed",
        minutes=VisitMinutes(**document["minutes"]),
        minutes_at={
            date.fromisoformat(day): VisitMinutes(**minutes)
            for day, minutes in document.get("minutes_at", {}).items()
        },
        returned=() if returned is None else (_returned(returned),),
        cause=None
        if cause is None
        else ObjectiveCause(state=CauseState(cause["state"]), reason=cause["reason"], decided_by=cause["by"]),
    )


def _returned(document: dict[str, Any]) -> ReturnedWork:
    return ReturnedWork(
        at=datetime.fromisoformat(document["at"]),
        grounds=document["grounds"],
        reason=document["reason"],
        cleared_by=document["cleared"],
    )


def general_of(official: str, period: str) -> Fraction | None:
    """The general points as `visits.json` has them."""
    found = [one for one in VISITS["general"] if (one["official"], one["period"]) == (official, period)]
    return Fraction(found[0]["points"]) if found else None


def pinned(result: EvaluationResult) -> dict[str, Any]:
    """A result without what may stand beside what is pinned."""
    shown = json.loads(json.dumps(asdict(result), default=str))
    lines = [{name: line[name] for name in line if name not in MORE_IN_A_LINE} for line in shown["lines"]]
    return {name: shown[name] for name in shown if name not in MORE_IN_A_RESULT} | {"lines": lines}


# ---- made by hand


def at(text: str) -> datetime:
    """An instant in Vietnam, `2026-03-02 08:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def visit(opened: str, ended: str | None = None, used: int = 60, **more: Any) -> WorkedVisit:
    """A visit of one standard product with a limit of 480 minutes, completed if it ended."""
    minutes = VisitMinutes(used=used, waiting=more.pop("waiting", 0), absent=more.pop("absent", 0))
    given: dict[str, Any] = {
        "official": "stc.mai",
        "agency": "STC",
        "case": "H1",
        "step": "B1",
        "visit": 1,
        "step_limit_minutes": 480,
        "steps_limit_minutes": 480,
        "limit_minutes": 480,
        "completed": ended is not None,
        "minutes": minutes,
    }
    ended_at = None if ended is None else at(ended)
    return WorkedVisit(**(given | {"opened_at": at(opened), "ended_at": ended_at} | more))


def sent_back(when: str, grounds: str | None = "content", **more: Any) -> tuple[ReturnedWork, ...]:
    """One return."""
    return (ReturnedWork(at=at(when), grounds=grounds, **more),)


def confirmed(state: str = "confirmed") -> ObjectiveCause:
    """An objective cause, confirmed unless said otherwise."""
    return ObjectiveCause(state=CauseState(state), decided_by="stc.truong")


def evaluated(
    visits: Iterable[WorkedVisit],
    period: str = "2026-03",
    policy: EvaluationPolicy = ND335,
    **entered: Any,
) -> EvaluationResult:
    """The evaluation of stc.mai."""
    points = EnteredPoints(**entered)
    return evaluate("stc.mai", EvaluationPeriod.parse(period), policy, visits, points)
