"""Scorecards over HTTP: of an example that was counted by hand, by right, and each figure with its list."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared.auth import Principal
from shared.contracts.cases.steps import StepCompleted
from shared.contracts.source import event_id
from shared.kernel import Role
from tests.hosting import World, hosted, principal
from tests.integration.histories.taking_over import (
    EXAMPLE,
    LINES,
    SERVICES,
    case_events,
    taken_over,
    written_lines,
)
from tests.integration.services.test_catalog import ok
from tests.unit.cases.histories.world import HERE

EXPECTED = json.loads((HERE / "four-agencies.scorecards.json").read_text("utf-8"))
MARCH = {"from": "2026-03-01", "to": "2026-03-31"}


async def rows(world: World, who: Any = "auditor", **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await _scorecards(world, who, **asked))["rows"]
    return found


async def _scorecards(world: World, who: Any, **asked: Any) -> Any:
    days = {} if "month" in asked else MARCH
    return await ok(await world.get("sla", "/scorecards", as_=who, params={**days, **asked}))


def units(found: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(one["agency"], one["division"], one["official"]) for one in found]


async def test_figures_are_those_of_the_example_for_whom_they_are_and_open_into_their_visits(
    tmp_path: Path,
) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await taken_over(world, EXAMPLE)
        for by, expected in EXPECTED.items():
            found = await rows(world, by=by)
            assert [{name: one[name] for name in expected[0]} for one in found] == expected
        await _sums_agree(world)
        await _figures_open(world)
        await _everybody_sees_their_own(world)
        await _days_are_understood(world)
        await _what_is_contested_counts(world, tmp_path)


async def _sums_agree(world: World) -> None:
    """However they are grouped; and with what the clocks say is late."""
    names = ("done", "done_late", "used_minutes", "waiting_minutes", "received")
    sums = [
        [sum(one[name] for one in await rows(world, by=by, all=True)) for name in names]
        for by in ("agency", "division", "official", "procedure")
    ]
    assert sums == [[10, 4, 2230, 4280, 10]] * 4
    late = await ok(await world.get("sla", "/steps", as_="auditor", params={"late": True}))
    assert late["total"] == 4


async def _figures_open(world: World) -> None:
    answer = await _scorecards(world, "auditor", by="official", open=True)
    assert answer["position"] > 100
    for row in answer["rows"]:
        assert len(row["visits"]) == row["done"]
        assert sum(one["used"] - one["waiting"] for one in row["visits"]) == row["used_minutes"]
        for figure, address in row["opens"].items():
            listed = await ok(await world.get("sla", address, as_="auditor"))
            assert listed["total"] == row[figure], figure
    visit = answer["rows"][0]["visits"][1]
    assert (visit["case"], visit["step"], visit["used"], visit["waiting"]) == (
        "SNV-260302-0001",
        "B2",
        1945,
        1780,
    )
    told = {event_id("cases", one.stream, one.version): one for one in await case_events(world)}
    said = [told[one] for one in visit["events"]]
    assert [one.version for one in said] == visit["versions"]
    assert isinstance(said[-1].event, StepCompleted)
    assert {one.key for one in said} == {visit["case"]}
    [one] = (await _listed(world, "/scorecards/sent-back"))["sent_back"]
    assert (one["way"], one["grounds"], one["redone_by"]) == ("answer_returned", None, ["sxd.hung"])


async def _everybody_sees_their_own(world: World) -> None:
    hung = principal("snv.hung", Role.OFFICIAL, "SNV", "CM")
    own = [("SNV", "CM", "snv.hung")]
    assert units(await rows(world, hung, by="official")) == own
    assert await rows(world, hung, by="division") == await rows(world, hung, by="agency") == []
    division = principal("snv.vp", Role.DIVISION_HEAD, "SNV", "VP")
    assert units(await rows(world, division, by="official")) == [("SNV", "VP", "snv.lan")]
    assert units(await rows(world, division, by="division")) == [("SNV", "VP", None)]
    head = principal("snv.truong", Role.AGENCY_HEAD, "SNV")
    assert units(await rows(world, head, by="agency")) == [("SNV", None, None)]
    assert len(await rows(world, head, by="official")) == 2
    assert len(await rows(world, principal("ct", Role.PROVINCE_LEADER), by="agency")) == 3
    both = Principal("snv.hung", (*hung.grants, *principal("", Role.DIVISION_HEAD, "SNV", "CM").grants))
    numbers = {"by": "official", "keep": False}  # the names of what is kept are of who asked
    assert await rows(world, both, **numbers) == await rows(world, hung, **numbers)
    assert await rows(world, "importer", by="agency") == []
    for who, asked, total in ((hung, {}, 2), (head, {}, 4), (division, {"division": "VP"}, 2)):
        listed = await world.get("sla", "/scorecards/visits", as_=who, params={**MARCH, **asked})
        assert (await ok(listed))["total"] == total
    foreign: list[tuple[Any, dict[str, Any]]] = [
        (hung, {"official": "snv.lan"}),
        (division, {"division": "CM"}),
        (head, {"agency": "STC"}),
    ]
    for who, more in foreign:
        refused = await world.get("sla", "/scorecards/visits", as_=who, params={**MARCH, **more})
        assert (refused.status_code, refused.json()["code"]) == (403, "not-in-agency")


async def _what_is_contested_counts(world: World, folder: Path) -> None:
    """A longer file has a cause, claimed and confirmed; a leader clears the return over HTTP."""
    late = {"case": "B1", "step": "B4", "act": "claim_cause", "reason": "Mất kết nối"}
    claim = {**late, "at": "2026-03-10T08:00:00+07:00", "by": "stc.lan"}
    decided = {"case": "B1", "step": "B4", "act": "decide_cause", "confirmed": True}
    decision = {**decided, "at": "2026-03-10T09:00:00+07:00", "by": "stc.truong"}
    assert (await taken_over(world, written_lines(folder, [*LINES, claim, decision]))).new == 2
    found = await rows(world, by="official", agency="STC")
    excused = {one["official"]: (one["done_late"], one["late_by_objective_cause"]) for one in found}
    assert excused == {"stc.hung": (1, 0), "stc.lan": (1, 1)}
    [returned] = (await _listed(world, "/scorecards/sent-back"))["sent_back"]
    path = f"/cases/{returned['case_number']}/ClearReturn"
    body = {"returned": returned["version"], "reason": "Không do lỗi của người làm"}
    head = principal("sxd.truong", Role.AGENCY_HEAD, "SXD")
    await ok(await world.post("cases", path, json=body, as_=head))
    await world.settle()
    [row] = await rows(world, by="agency", agency="SXD")
    assert (row["sent_back"], row["sent_back_cleared"]) == (1, 1)


async def _listed(world: World, path: str) -> Any:
    return await ok(await world.get("sla", path, as_="auditor", params=MARCH))


async def _days_are_understood(world: World) -> None:
    assert len(await rows(world, by="agency", month="2026-03")) == 3
    assert await rows(world, by="agency", month="2026-02") == []
    edge = {"from": "2026-03-09", "to": "2026-03-09"}
    assert sum(one["done"] for one in await rows(world, by="agency", **edge)) == 3
    months = ({"month": month} for month in ("0000-01", "9999-12"))
    for wrong in ({"from": "2026-03-02"}, {"from": "2026-03-02", "to": "2026-03-01"}, {}, *months):
        refused = await world.get("sla", "/scorecards", as_="auditor", params=wrong)
        assert (refused.status_code, refused.json()["code"]) == (422, "days-unclear")
