"""A log through all four services, by their own commands."""

from pathlib import Path

import pytest

from shared.contracts.topics import Service
from shared.errors import Language
from tests.hosting import hosted
from tests.integration.importlog.importing import SERVICES, cases_of, imported, small_plan
from tests.unit.cli.logs import done, planned
from tthc.connection import in_process
from tthc.mining.log.driving import drive
from tthc.mining.log.driving_cases import import_cases
from tthc.mining.log.driving_setup import set_up


class BreakOff(Exception):
    """Ends an import in the middle."""


async def test_tells_of_the_log_what_the_log_tells_of_itself(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        summary = await imported(world, small_plan(tmp_path))
        assert (summary.disagreements, summary.cases, summary.steps_completed) == ([], 3, 47)
        assert (summary.late_cases, summary.events_by_type["CaseOverdue"]) == (1, 1)
        assert (summary.events_by_type["CaseOpened"], summary.events_by_type["StepCompleted"]) == (3, 47)
        assert [await world.dead_letters(name) for name in SERVICES] == [[], [], [], []]


async def test_ends_every_case_as_the_log_does(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await imported(world, small_plan(tmp_path))
        cases = await cases_of(world)
        assert {case["external_reference"] for case in cases} == {"c1", "c2", "c3"}
        assert {case["status"] for case in cases} == {"completed"}


async def test_imports_the_same_log_once_also_after_a_restart(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    async with hosted(tmp_path / "var", *SERVICES) as world:
        first = await imported(world, plan)
    async with hosted(tmp_path / "var", *SERVICES) as world:
        again = await imported(world, small_plan(tmp_path))
    assert again.events_by_type == first.events_by_type
    assert again.told(Language.EN) | {"seconds": 0} == first.told(Language.EN) | {"seconds": 0}


async def test_goes_on_where_an_import_broke_off(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)

    def stop(_cases: int) -> None:
        raise BreakOff

    async with hosted(tmp_path / "var", *SERVICES) as world:
        async with in_process(world.host, Language.EN) as services:
            edition = await set_up(services, plan)
            with pytest.raises(ExceptionGroup):
                await import_cases(services, plan, edition, stop)
        summary = await imported(world, plan)
        assert (summary.disagreements, len(await cases_of(world))) == ([], 3)


async def test_keeps_a_deadline_to_the_instant_whatever_the_procedure_allows(tmp_path: Path) -> None:
    plan = planned(tmp_path, done("A", 5, case="c1", deadline=7.5), done("A", 1, case="c2", deadline=9000))
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await imported(world, plan)
        cases = await cases_of(world)
        assert {case["external_reference"] for case in cases} == {"c1", "c2"}
        for case in cases:
            clock = (await world.get("sla", f"/clocks/{case['case_number']}", as_="auditor")).json()
            deadline = plan.survey.cases[case["external_reference"]].deadline
            assert clock["due_at"].replace("Z", "+00:00") == deadline.isoformat(timespec="microseconds")


async def test_imports_two_logs_into_one_agency(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    second = planned(tmp_path / "second", done("X", 1, case="x1", group="Phòng C"))
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await imported(world, small_plan(tmp_path))
        async with in_process(world.host, Language.EN) as services:
            result = await drive(services, second)
            officials = await services.get(Service.CATALOG, "/agencies/SNV/officials")
        assert result.happened["StepCompleted"] == 1
        assert next(one["divisions"] for one in officials if one["official"] == "an") == [
            "PHONG-A",
            "PHONG-C",
        ]
