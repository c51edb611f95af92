"""A file over five agencies into four services: once, whatever happens in between, to the minute."""

from collections import Counter
from pathlib import Path

import pytest

from shared.contracts.cases.course import CaseOpened, HistoryEnded
from shared.contracts.notify import NotificationAdded
from shared.contracts.sla import CaseOverdue, StepOverdue
from shared.errors import Language
from tests.hosting import World, hosted
from tests.integration.histories.taking_over import (
    EXAMPLE,
    EXPECTED,
    LINES,
    SERVICES,
    case_events,
    log_of,
    taken_over,
    tree,
    written_lines,
)
from tests.integration.services.test_catalog import DECISION, EDITIONS, found, issue, ok, procedure, put_in
from tests.unit.cases.histories.test_tree import as_said
from tthc.histories import driving
from tthc.histories.errors import HistoryUnfit

HALF = LINES[:25]  #: with work that is still open
ROOT = "SNV-260302-0001"


class BreakOff(Exception):
    """Ends an import in the middle."""


async def test_gives_the_trees_that_are_expected_and_the_same_again_adds_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        first = await taken_over(world, EXAMPLE)
        assert (first.cases, first.acts, first.new) == (3, len(LINES) - 1, len(LINES) - 1)
        for expected in EXPECTED:
            assert as_said(await tree(world, ROOT, expected["as_of"]), expected) == expected
        before = {name: len(await log_of(world, name)) for name in SERVICES}
        again = await taken_over(world, EXAMPLE)
        assert (again.new, again.running, again.agencies, again.editions) == (0, (), 0, 0)
        assert {name: len(await log_of(world, name)) for name in SERVICES} == before
        assert [await world.dead_letters(name) for name in SERVICES] == [[], [], [], []]


async def test_goes_on_where_it_broke_off_and_takes_what_a_longer_file_adds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driving, "ACTS_IN_REQUEST", 7)

    def stop(_acts: int) -> None:
        raise BreakOff

    half = written_lines(tmp_path, HALF)
    async with hosted(tmp_path / "var", *SERVICES) as world:
        with pytest.raises(BreakOff):
            await taken_over(world, half, done=stop)
        assert not [one for one in await case_events(world) if isinstance(one.event, HistoryEnded)]
    async with hosted(tmp_path / "var", *SERVICES) as world:
        assert (await taken_over(world, half)).new == len(HALF) - 1 - 7
        longer = await taken_over(world, EXAMPLE)
        assert longer.new == len(LINES) - len(HALF)
        assert {kind for _, kind in await _notified(world)} == {"cases_taken_over"}
        for expected in EXPECTED:
            assert as_said(await tree(world, ROOT, expected["as_of"]), expected) == expected
        opened = [
            one.event.case_number for one in await case_events(world) if isinstance(one.event, CaseOpened)
        ]
        assert sorted(opened) == ["SNV-260302-0001", "STC-260303-0001", "SXD-260303-0001"]


async def test_nothing_is_written_where_anything_is_refused(tmp_path: Path) -> None:
    at = next(at for at, one in enumerate(LINES) if one.get("act") == "complete")
    wrong = [*LINES[:at], LINES[at] | {"by": "snv.hung"}, *LINES[at + 1 :]]
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await world.settle()
        before = {name: len(await log_of(world, name)) for name in SERVICES}
        path = written_lines(tmp_path, wrong)
        with pytest.raises(HistoryUnfit) as refused:
            await taken_over(world, path)
        faults = [(one.where, one.problem) for one in refused.value.found]
        assert faults == [(f"{path}:{at + 1}:step", "not-of-holding-division")]
        assert {name: len(await log_of(world, name)) for name in SERVICES} == before


async def test_what_still_runs_falls_due_and_only_who_holds_it_is_told_once(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        taken = await taken_over(world, written_lines(tmp_path, HALF))
        assert taken.running == ("SNV-260302-0001", "STC-260303-0001", "SXD-260303-0001")
        told = [one.event for one in await log_of(world, "sla")]
        overdue = [one for one in told if isinstance(one, CaseOverdue | StepOverdue)]
        assert len(overdue) > 3
        assert all(one.old_news for one in overdue)
        (due_at,) = (
            one.due_at for one in overdue if isinstance(one, CaseOverdue) and one.case_number == ROOT
        )
        assert due_at.isoformat() == "2026-03-06T07:00:00+00:00"
        case = await ok(await world.get("cases", f"/cases/{ROOT}", as_="auditor"))
        assert (case["late"], case["overdue"]) == (True, True)
        assert await _notified(world) == {
            (f"{agency}.hung", "cases_taken_over"): 1 for agency in ("snv", "stc", "sxd")
        }


async def test_its_catalogues_come_beside_what_is_in_force(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await _led(world, "2025-08-01")
        taken = await taken_over(world, EXAMPLE)
        assert (taken.agencies, taken.editions) == (4, 4)
        for code in ("P01", "SNV-21"):
            opening = {"agency": "SNV", "procedure": code, "subject": "Vẫn mở được"}
            await ok(await world.post("cases", "/cases", json=opening, as_="cong-chuc"))


@pytest.mark.parametrize(
    ("first_day", "code", "field", "problem"),
    [
        ("2026-02-01", "P01", "in_force_from", "history-edition-too-early"),
        ("2025-08-01", "SNV-21", "catalogue.procedures[0]", "history-procedure-differs"),
    ],
)
async def test_what_does_not_fit_what_is_in_force_is_refused_by_its_place(
    tmp_path: Path, first_day: str, code: str, field: str, problem: str
) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await _led(world, first_day, code)
        with pytest.raises(HistoryUnfit) as refused:
            await taken_over(world, EXAMPLE)
        faults = [(one.where, one.code) for one in refused.value.found]
        assert faults == [(f"{EXAMPLE}:1:catalogues[0].{field}", problem)]


async def test_a_case_that_has_the_reference_already_is_named(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await _led(world, "2025-08-01")
        opening = {"agency": "SNV", "procedure": "P01", "subject": "Đã có", "external_reference": "A1"}
        number = (await ok(await world.post("cases", "/cases", json=opening, as_="cong-chuc")))["case_number"]
        await world.settle()
        with pytest.raises(HistoryUnfit) as refused:
            await taken_over(world, EXAMPLE)
        (fault,) = refused.value.found
        assert (fault.where, fault.problem) == (f"{EXAMPLE}:2:case", "external-reference-taken")
        assert number in fault.message(Language.EN)


async def _notified(world: World) -> Counter[tuple[str, str]]:
    """Who got which kinds of entries, and how many."""
    events = [one.event for one in await log_of(world, "notify")]
    return Counter((one.recipient, one.kind) for one in events if isinstance(one, NotificationAdded))


async def _led(world: World, first_day: str, code: str = "P01") -> None:
    """Home Affairs with a procedure in force."""
    await found(world)
    await ok(await world.post("catalog", EDITIONS, json={"empty": True}, as_="bien-tap"))
    await put_in(world, 1, procedure(code))
    await issue(world, 1, **{**DECISION, "decision_date": first_day, "in_force_from": first_day})
    await world.settle()
