"""A discovery as one JSON object."""

from typing import Any

from shared.errors import Language
from tthc.mining.discovery.found import Discovery, FoundStep, Spread
from tthc.mining.discovery.proposal import draft_of, limit_body


def told(found: Discovery, language: Language) -> dict[str, Any]:
    """The discovery in figures; amounts are minutes of working time or working days, as `counting` says."""
    return {
        "cases": found.cases,
        "events": found.events,
        "activities": len(found.steps),
        "units": len(found.divisions),
        "officials": found.officials,
        "variants": found.variants,
        "first_event": found.first_event.isoformat(),
        "last_event": found.last_event.isoformat(),
        "calendar": found.calendar,
        "counting": found.counting.value,
        "meets": found.meets,
        "steps": [_step(step) for step in found.steps],
        "time_limit": limit_body(found.time_limit),
        "case_limit": limit_body(found.case_limit),
        "needed": _spread(found.needed),
        "cases_met": {
            "total": found.met_total,
            "case_limit": found.met_case_limit,
            "every_step": found.met_every_step,
        },
        "rework": {
            "times": found.again,
            "cases": found.cases_reworked,
            "share": share(found.cases_reworked, found.cases),
        },
        "out_of_order": {
            "times": found.out_of_order,
            "cases": found.cases_out_of_order,
            "share": share(found.cases_out_of_order, found.cases),
        },
        "work_of_units": [
            {"division": code, "name": found.divisions[code], "visits": visits}
            for code, visits in found.work_of_units.items()
        ],
        "hand_offs": [
            {"from": giver, "to": taker, "times": times} for (giver, taker), times in found.hand_offs.items()
        ],
        "commonest_variants": [
            {"steps": list(way), "cases": cases, "share": share(cases, found.cases)}
            for way, cases in found.commonest
        ],
        "notices": [one.told(language) for one in found.notices],
        **draft_of(found),
    }


def share(part: int, whole: int) -> float:
    """A part of a whole, 0 to 1, to four places."""
    return round(part / whole, 4) if whole else 0.0


def _step(step: FoundStep) -> dict[str, Any]:
    return {
        "step": step.code,
        "name": step.name,
        "activity": step.activity,
        "stage": step.stage,
        "optional": step.optional,
        "visits": step.visits,
        "cases": step.cases,
        "division": step.division,
        "units": dict(step.units),
        "officials": step.officials,
        "needed": _spread(step.needed),
        "time_limit": limit_body(step.limit),
        "met": step.met,
        "share_met": share(step.met, step.visits),
        "again": step.again,
        "cases_again": step.cases_again,
    }


def _spread(spread: Spread) -> dict[str, int]:
    return {"median": spread.median, "p80": spread.percentile_80, "p95": spread.percentile_95}
