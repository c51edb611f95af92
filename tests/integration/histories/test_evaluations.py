"""Evaluations out of a history: as they were worked out, closed by a decision, corrected beside it."""

import json
from pathlib import Path
from typing import Any

from shared.kernel import Role
from tests.hosting import World, hosted, principal
from tests.integration.histories.taking_over import EXAMPLE
from tests.integration.histories.test_command_line import tthc
from tests.unit.sla.evaluation.facts import DATA, EXPECTED

TRUONG = principal("stc.truong", Role.AGENCY_HEAD, "STC")
MAI = principal("stc.mai", Role.OFFICIAL, "STC", "CM")
MINH = principal("stc.minh", Role.OFFICIAL, "STC", "VP")
PATH = "/evaluations/stc.mai"
DECISION = {"decision_number": "12/QĐ-STC", "decision_date": "2026-04-05", "signed_by": "Nguyễn Văn Trưởng"}


def without_general(expected: dict[str, Any]) -> dict[str, Any]:
    """What there is before anybody entered the general points."""
    gap = expected["why_none"] or "general_not_entered"
    return expected | {"general": None, "total": None, "grade": None, "why_none": gap}


def pinned(told: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """The fields of an answer that are pinned."""
    names = list(expected["lines"][0]) if expected["lines"] else []
    lines = [{name: line[name] for name in names} for line in told["lines"]]
    return {name: told[name] for name in expected} | {"lines": lines}


def evaluated(folder: Path, expected: dict[str, Any]) -> dict[str, Any]:
    """What the command says."""
    asked = ("--official", expected["official"], "--period", expected["period"])
    ran = tthc(folder, "evaluate", *asked, "--policy", expected["policy"], "--json")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return pinned(json.loads(ran.stdout), expected)


def test_four_agencies_are_evaluated_to_the_letter(tmp_path: Path) -> None:
    assert tthc(tmp_path, "import-history", str(EXAMPLE)).returncode == 0
    for expected in EXPECTED:
        if expected["official"] != "stc.mai":
            assert evaluated(tmp_path, expected) == without_general(expected)
    before = tthc(tmp_path, "evaluate", "--official", "stc.lan", "--period", "2025-12", "--json")
    assert (before.returncode, json.loads(before.stdout)["code"]) == (1, "no-policy-in-force")
    unit = tthc(tmp_path, "evaluate", "--agency", "STC", "--period", "2026-03", "--language", "en")
    assert "stc.hung" in unit.stdout


async def test_one_official_is_evaluated_closed_and_corrected(tmp_path: Path) -> None:
    assert tthc(tmp_path, "import-history", str(DATA / "one-official.jsonl")).returncode == 0
    of_mai = [one for one in EXPECTED if one["official"] == "stc.mai"]
    for expected in of_mai:
        assert evaluated(tmp_path, expected) == without_general(expected)
    shown = tthc(tmp_path, "evaluate", "--official", "stc.mai", "--period", "2026-03").stdout
    assert "M2 B2 visit 1; used 990 minutes, 0 waiting, 0 absent, limit 720; a delay" in shown
    assert "M8 B2 visit 1; used 1890 minutes, 0 waiting, 0 absent, limit 720; open and overdue" in shown
    async with hosted(tmp_path / "var", "catalog", "cases", "sla", "notify") as world:
        closed = await enter_and_close(world, of_mai[0])
    async with hosted(tmp_path / "var", "sla") as world:  # again, by services that were started anew
        assert await told_bytes(world) == closed


async def test_an_agency_is_closed_at_once_or_not_at_all(tmp_path: Path) -> None:
    assert tthc(tmp_path, "import-history", str(EXAMPLE)).returncode == 0
    async with hosted(tmp_path / "var", "catalog", "cases", "sla", "notify") as world:
        unit, path = "/evaluations?agency=STC&period=2026-03", "/agency-evaluations/STC/CloseEvaluationPeriod"
        rows = (await world.get("sla", unit, as_=TRUONG)).json()["rows"]
        lacking = {one["official"] for one in rows if one["why_none"] == "general_not_entered"} - {TRUONG.id}
        assert len(lacking) > 1
        closing = {"period": "2026-03", **DECISION}
        refused = (await world.post("sla", path, json=closing, as_=TRUONG)).json()
        assert refused["code"] == "officials-incomplete"
        assert all(one in refused["detail"] for one in lacking)
        for official in lacking:
            points = {"period": "2026-03", "points": "28"}
            entered = f"/evaluations/{official}/EnterGeneralPoints"
            assert (await world.post("sla", entered, json=points, as_=TRUONG)).is_success
        await world.settle()
        assert {one["closed"] for one in (await world.get("sla", unit, as_=TRUONG)).json()["rows"]} == {False}
        answer = await world.post("sla", path, json=closing, as_=TRUONG)
        assert answer.is_success, answer.text
        await world.settle()
        rows = (await world.get("sla", unit, as_=TRUONG)).json()["rows"]
        closed = [one["official"] for one in rows if one["closed"]]
        assert closed == answer.json()["officials"] == sorted({one["official"] for one in rows} - {TRUONG.id})
        again = (await world.post("sla", path, json=closing, as_=TRUONG)).json()
        assert again["code"] == "evaluation-is-closed"


async def told_bytes(world: World) -> bytes:
    return (await world.get("sla", f"{PATH}/2026-03", as_=MAI)).content


async def enter_and_close(world: World, expected: dict[str, Any]) -> bytes:
    """Answers with the closed period, byte for byte, with its lines and what was corrected beside it."""
    points = {"period": "2026-03", "points": "27.50"}
    refused = ((MAI, "role-missing"), (MINH, "role-missing"), (TRUONG, None), ("chu-tich", "entered-already"))
    for who, code in refused:
        given = await world.post("sla", f"{PATH}/EnterGeneralPoints", json=points, as_=who)
        assert given.json().get("code") == code
    await world.settle()
    told = (await world.get("sla", f"{PATH}/2026-03", as_=MAI)).json()
    assert pinned(told, expected) == expected
    assert (await world.get("sla", f"{PATH}/2026-03", as_=MINH)).status_code == 403
    closing = {"period": "2026-03", **DECISION}
    await world.post("sla", f"{PATH}/CloseEvaluationPeriod", json=closing, as_=TRUONG)
    await world.settle()
    closed = (await world.get("sla", f"{PATH}/2026-03", as_=MAI)).json()
    assert closed["closed"]["decision_number"] == "12/QĐ-STC"
    assert {**closed, "closed": None} == told
    again = await world.post("sla", f"{PATH}/EnterGeneralPoints", json=points, as_=TRUONG)
    assert again.json()["code"] == "evaluation-is-closed"
    number = next(line["case_number"] for line in told["lines"] if line["case"] == "M2")
    claim = {"step": "B2", "visit": 1, "reason": "Mất điện"}
    await world.post("cases", f"/cases/{number}/ClaimObjectiveCause", json=claim, as_=MAI)
    decided = await world.post("cases", f"/cases/{number}/ConfirmObjectiveCause", json=claim, as_=TRUONG)
    assert decided.is_success, decided.text
    await world.settle()
    for _ in range(2):  # the second finds nothing else
        correct = {"period": "2026-03"}
        await world.post("sla", f"{PATH}/CorrectEvaluation", json=correct, as_=TRUONG)
    await world.settle()
    corrected = (await world.get("sla", f"{PATH}/2026-03", as_=MAI)).json()
    assert {**corrected, "corrections": []} == closed
    (correction,) = corrected["corrections"]
    assert (correction["was"]["total"], correction["becomes"]["total"]) == ("87.11", "87.83")
    assert correction["changed"] == ["M2/B2"]
    assert corrected["lines"] == closed["lines"] != []
    return await told_bytes(world)
