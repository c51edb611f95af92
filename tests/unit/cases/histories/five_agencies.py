"""Five agencies in a ring that ask each other, for random histories; one has a local half holiday.

Each agency's procedure has two steps side by side that ask the next agency and the one after it; whoever is
asked may use the same procedure of its own, and so ask further, until the first agency is asked again.
"""

import json
from dataclasses import replace
from datetime import date, time
from typing import Any

import msgspec

from services.cases.application.histories.acts import AnyAct
from services.cases.domain.known import KnownNow
from shared.working_time.days import Hours, LocalDifference
from tests.unit.working_time.calendars import VIETNAM

AGENCIES = ("SNV", "STC", "SXD", "STNMT", "CAT")
PROVINCE = {"code": "UBND", "kind": "province", "name": "UBND tỉnh", "divisions": [], "officials": []}
#: The fourth agency works in the mornings alone for a week in March.
CALENDAR = replace(
    VIETNAM,
    differences=(
        LocalDifference(
            agency=AGENCIES[3],
            first_day=date(2026, 3, 2),
            last_day=date(2026, 3, 6),
            hours=(Hours(time(7, 30), time(11, 30)),),
            name="Lễ hội địa phương",
            source="",
        ),
    ),
)
KNOWN = KnownNow(calendars={"VN": CALENDAR})


def calendar_here(_known: Any, _code: str) -> Any:
    """Instead of the copy that follows what sla tells."""
    return CALENDAR


def header() -> dict[str, Any]:
    """The first line of such a history."""
    return {
        "format": "tthc-history/1",
        "organisation": [PROVINCE, *(_agency(code) for code in AGENCIES)],
        "catalogues": [_catalogue(at, code) for at, code in enumerate(AGENCIES)],
    }


def as_file(acts: list[AnyAct]) -> bytes:
    """The whole history."""
    return b"\n".join([json.dumps(header(), ensure_ascii=False).encode(), *map(msgspec.json.encode, acts)])


def _agency(code: str) -> dict[str, Any]:
    name = code.lower()
    return {
        "code": code,
        "kind": "department",
        "name": code,
        "parent": PROVINCE["code"],
        "divisions": [{"code": "VP", "name": "Văn phòng"}, {"code": "CM", "name": "Chuyên môn"}],
        "officials": [
            _official(f"{name}.lan", "VP", "official"),
            _official(f"{name}.hung", "CM", "official"),
            _official(f"{name}.binh", "CM", "official", "division_head"),
            _official(f"{name}.truong", "VP", "division_head", "agency_head"),
        ],
    }


def _official(id: str, division: str, *roles: str) -> dict[str, Any]:
    return {"id": id, "name": id, "divisions": [division], "roles": list(roles)}


def _catalogue(at: int, agency: str) -> dict[str, Any]:
    following, after_that = (AGENCIES[(at + further) % len(AGENCIES)] for further in (1, 2))
    asking = _procedure(
        f"{agency}-01",
        30,
        ("G1", _step("B1", "VP", 6)),
        (
            "G2",
            _step("B2", "CM", 18, coordination=_asks(following)),
            _step("B3", "CM", 18, coordination=_asks(after_that, silence=True, by_itself=at % 2 == 0)),
        ),
        ("G3", _step("B4", "VP", 6)),
    )
    alone = _procedure(f"{agency}-02", 10, ("G1", _step("B1", "VP", 5)), ("G2", _step("B2", "CM", 5)))
    return {
        "agency": agency,
        "decision_number": f"0{at + 1}/QĐ-{agency}",
        "decision_date": "2026-01-05",
        "signed_by": "Giám đốc",
        "in_force_from": "2026-01-06",
        "catalogue": {"format": "tthc-catalogue/1", "agency": agency, "procedures": [asking, alone]},
    }


def _asks(agency: str, *, silence: bool = False, by_itself: bool = False) -> dict[str, Any]:
    return {
        "responding_agency": agency,
        "responding_procedure": f"{agency}-02",
        "answers": ["result_delivered", "agree", "agree_with_comments", "disagree", "no_opinion"],
        "silence_is_agreement": silence,
        "goes_on_by_itself": by_itself,
    }


def _step(code: str, division: str, hours: int, **further: Any) -> dict[str, Any]:
    named = {"code": code, "name": code, "content": code}
    return {**named, "division": division, "time_limit": _hours(hours), **further}


def _procedure(code: str, hours: int, *stages: Any) -> dict[str, Any]:
    asks = any("coordination" in one for _, *steps in stages for one in steps)
    return {
        "code": code,
        "name": code,
        "kind": "coordinated" if asks else "internal",
        "time_limit": _hours(hours),
        "stages": [{"code": code, "steps": steps} for code, *steps in stages],
        "suspension": {"conditions": "Chờ bổ sung hồ sơ"},
        "extension": {"conditions": "Phải xác minh", "most_times": 3},
    }


def _hours(amount: int) -> dict[str, Any]:
    return {"duration": f"PT{amount}H", "counting": "working_hours"}
