"""Who sees what of a tree: a row a person; a dash is a case or a coordination that isn't there for them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from services.cases.application.known_here import KnownHere
from services.cases.domain.tree.buck_passing import TreeBuckPassing
from services.cases.domain.tree.seeing import Viewer, seen
from services.cases.domain.tree.tree import Tree, tree_of
from services.cases.domain.tree.writing import written
from shared.auth import Grant, Principal
from shared.http.access import readable_agencies
from shared.kernel import Role
from tests.unit.cases.histories.world import HERE, KNOWN, World, known_calendar, world

AT = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)
#: What is told of a case besides its number and agency, and of a coordination besides name and agency.
WHOLE = "all"
ASKED = "due_at subject"
REQUESTED = "due_at held_by late state"
LEAD = "due_at ended_at late opened_at state"
LEAD_REQUESTED = "due_at ended_at held_by late opened_at state"
ANSWER = "answer answered_at by_silence due_at late outside requested_at state"
QUESTION = (
    "answer answer_text answered_at by_silence documents due_at late outside question requested_at state"
)

#: For each person: of A1 (SNV), what it asks STC (TC) and CAT (AN2), of B1 (STC) for TC, what that asks SXD
#: (VON), and of C1 (SXD) for VON; and whose time is told.
TABLE: list[tuple[str, Role, str | None, tuple[str, ...], str]] = [
    # who             role                      agency   A1     TC      AN2    B1              VON    C1
    ("lead agency", Role.OFFICIAL, "SNV", (WHOLE, WHOLE, WHOLE, LEAD_REQUESTED, ANSWER, LEAD), "all"),
    ("asked first", Role.OFFICIAL, "STC", (ASKED, QUESTION, "-", WHOLE, WHOLE, REQUESTED), "STC"),
    ("asked directly", Role.AGENCY_HEAD, "CAT", (ASKED, "-", QUESTION, "-", "-", "-"), "CAT"),
    ("leader of the province", Role.PROVINCE_LEADER, None, (WHOLE,) * 6, "all"),
    ("auditor", Role.AUDITOR, None, (WHOLE,) * 6, "all"),
    ("auditor of one agency", Role.AUDITOR, "STC", (ASKED, QUESTION, "-", WHOLE, WHOLE, REQUESTED), "STC"),
    ("asked further down", Role.OFFICIAL, "SXD", ("-",) * 6, ""),
    ("stranger", Role.AGENCY_HEAD, "SYT", ("-",) * 6, ""),
    ("reviewer", Role.REVIEWER, None, ("-",) * 6, ""),
    ("reviewer in the agency", Role.REVIEWER, "SNV", ("-",) * 6, ""),
    ("operator", Role.OPERATOR, None, ("-",) * 6, ""),
    ("operator in the agency", Role.OPERATOR, "SNV", ("-",) * 6, ""),
    ("importer", Role.IMPORTER, None, ("-",) * 6, ""),
    ("importer of the agency", Role.IMPORTER, "SNV", ("-",) * 6, ""),
    ("system", Role.SYSTEM, None, ("-",) * 6, ""),
]
#: The same of the tree of B1 alone, and of that of C1.
BELOW: list[tuple[str, Role, str | None, str, tuple[str, ...]]] = [
    ("its agency", Role.OFFICIAL, "STC", "B1", (WHOLE, WHOLE, REQUESTED)),
    ("the root's agency", Role.OFFICIAL, "SNV", "B1", (LEAD_REQUESTED, ANSWER, LEAD)),
    ("asked by it", Role.OFFICIAL, "SXD", "B1", (ASKED, QUESTION, WHOLE)),
    ("asked beside it", Role.OFFICIAL, "CAT", "B1", ("-", "-", "-")),
    ("its agency", Role.OFFICIAL, "SXD", "C1", (WHOLE,)),
    ("who asked", Role.OFFICIAL, "STC", "C1", (REQUESTED,)),
    ("the root's agency", Role.OFFICIAL, "SNV", "C1", (LEAD,)),
    ("asked by the root", Role.OFFICIAL, "CAT", "C1", ("-",)),
]


@pytest.fixture(scope="module")
def taken() -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch, world() as made:
        patch.setattr(KnownHere, "calendar", known_calendar)
        yield made.take((HERE / "four-agencies.jsonl").read_bytes())


def tree(taken: World, case: str) -> Tree:
    found = tree_of(taken.cases[case], taken.records(), AT, KNOWN)
    assert found is not None
    return found


@pytest.mark.parametrize(("who", "role", "agency", "told", "times"), TABLE, ids=lambda one: str(one)[:24])
def test_the_whole_tree(
    taken: World, who: str, role: Role, agency: str | None, told: tuple[str, ...], times: str
) -> None:
    found = seen(tree(taken, "A1"), viewer((role, agency)), "SNV")
    case = written(found)["case"] if found is not None else None
    tc, an2 = coordination(case, "TC"), coordination(case, "AN2")
    b1 = tc["case"] if tc else None
    von = coordination(b1, "VON")
    c1 = von["case"] if von else None
    assert tuple(map(shown, (case, tc, an2, b1, von, c1))) == told
    whose = set(found.time) if found is not None else set()
    assert whose == ({"CAT", "SNV", "STC", "STNMT", "SXD"} if times == "all" else set(times.split()))


@pytest.mark.parametrize(("who", "role", "agency", "case", "told"), BELOW, ids=lambda one: str(one)[:24])
def test_a_tree_below_the_root(
    taken: World, who: str, role: Role, agency: str, case: str, told: tuple[str, ...]
) -> None:
    found = seen(tree(taken, case), viewer((role, agency)), "SNV")
    parts = [written(found)["case"] if found is not None else None]
    if case == "B1":
        asked = coordination(parts[0], "VON")
        parts += [asked, asked["case"] if asked else None]
    assert tuple(map(shown, parts)) == told


@pytest.mark.parametrize(
    ("role", "agency", "seen_there"),
    [
        (Role.PROVINCE_LEADER, None, True),
        (Role.OFFICIAL, "SNV", True),
        (Role.OFFICIAL, "STC", False),
        (Role.OFFICIAL, "CAT", False),
    ],
)
def test_buck_passing_is_shown_with_the_case_that_it_is_in(
    taken: World, role: Role, agency: str | None, seen_there: bool
) -> None:
    passed = TreeBuckPassing(
        kind="asked_again",
        between=["SNV", "CAT"],
        detected_at=AT,
        events=[],
        case_number=taken.cases["A1"],
        step="B3",
    )
    whole = replace(tree(taken, "A1"), buck_passing=[passed])
    found = seen(whole, viewer((role, agency)), "SNV")
    assert found is not None
    assert bool(found.buck_passing) == seen_there


def test_who_holds_two_offices_sees_what_both_do() -> None:
    both = viewer((Role.OPERATOR, None), (Role.OFFICIAL, "SNV"), (Role.OFFICIAL, "SXD"))
    assert both.agencies == {"SNV", "SXD"}


def viewer(*grants: tuple[Role, str | None]) -> Viewer:
    """Who has these roles, each in an agency or, with None, in the province."""
    found = readable_agencies(Principal("x", tuple(Grant(*one) for one in grants)), None)
    return Viewer(frozenset(found) if found is not None else None)


def coordination(case: Any, name: str) -> Any:
    return next((one for one in case["coordinations"] if one["name"] == name), None) if case else None


_ALWAYS = {"case_number", "agency", "coordinations", "name", "coordination", "case"}
#: What stands open to be None in whole parts, too.
_MAY_BE_NONE = {"ended_at", "answers", "answered_at", "answer", "answer_text", "by_silence"}


def shown(part: Any) -> str:
    """The fields that aren't None; those that may be None anyway count as told with the state or question."""
    if part is None:
        return "-"
    told = {name for name, value in part.items() if value is not None} - _ALWAYS - {"late_minutes"}
    if "open_steps" in told or ("step" in told and "question" in told):
        return WHOLE
    if "opened_at" in told:
        told |= {"ended_at"}
    if "requested_at" in told:
        told |= {"answer", "answered_at", "by_silence"}
    if "question" in told:
        told |= {"answer_text"}
    return " ".join(sorted(told))
