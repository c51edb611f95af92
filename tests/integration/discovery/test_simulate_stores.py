"""A what-if on the event stores says of the past what the sla service said."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.cases.domain.case import CASE
from services.sla.domain.clock import StepOutcome
from services.sla.domain.events import StepClockStopped
from shared.contracts.cases.course import CaseSuspended
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tests.hosting import World, hosted
from tests.integration.discovery.test_command_line import PERMIT_LOG
from tests.integration.importlog.importing import SERVICES, imported, small_plan
from tests.integration.services.test_catalog import ok
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.driving_plan import ImportPlan, plan_import
from tthc.mining.log.options import ReadOptions
from tthc.mining.whatif.comparison import Comparison
from tthc.mining.whatif.errors import LimitsFitNothing, NoCasesInPeriod
from tthc.mining.whatif.limits import Limits
from tthc.mining.whatif.of_log import LogQuestion, simulate_log
from tthc.mining.whatif.period import Period
from tthc.operations.simulate_stores import StoreQuestion, StoreWhatIf

NOW = datetime(2026, 11, 25, tzinfo=UTC)
NOWHERE = Path("limits.csv")


def issued(plan: ImportPlan, minutes: int | None = None) -> Limits:
    """The limits that the import issued; or all of them so long, with a total of as much."""
    limits = {step.code: step.time_limit for step in plan.procedure.steps}
    total = plan.procedure.time_limit
    if minutes is not None:
        total = TimeLimit.of(minutes, Counting.WORKING_HOURS)
        limits = dict.fromkeys(limits, total)
    codes = {code: code for code in limits}
    return Limits(total, limits, codes, {})


async def simulated(world: World, plan: ImportPlan, limits: Limits, **named: Any) -> Comparison:
    question = StoreQuestion(
        agency="SNV", procedure=plan.procedure.code, limits=limits, limits_path=NOWHERE, **named
    )
    return await StoreWhatIf(world.application("cases"), world.application("sla"), question, NOW).comparison()


async def stopped_in(world: World) -> list[StepClockStopped]:
    """What the sla service recorded of visits as they ended."""
    sla, found, at = world.application("sla"), list[StepClockStopped](), 0
    while events := await sla.log(at, 2000):
        at = events[-1].notification_id or 0
        found += [one.event for one in events if isinstance(one.event, StepClockStopped)]
    return found


async def check_scorecards(world: World, stopped: Sequence[StepClockStopped]) -> None:
    """Their sums are what the events count, however visits are grouped."""
    done = [one for one in stopped if one.outcome == StepOutcome.COMPLETED]
    counted = (len(done), sum(one.late for one in done), sum(one.used_minutes for one in done))
    for by in ("agency", "division", "official", "procedure"):
        asked = {"by": by, "from": "2010-01-01", "to": "2013-12-31", "all": True}
        answer = await ok(await world.get("sla", "/scorecards", as_="auditor", params=asked))
        rows = answer["rows"]
        sums = tuple(sum(row[name] for row in rows) for name in ("done", "done_late", "used_minutes"))
        assert sums == counted
    assert len(done) == 8577


@pytest.mark.timeout(600)
async def test_says_of_the_permit_log_what_its_clocks_said(tmp_path: Path) -> None:
    read = ReadOptions(zone=ZoneInfo("Europe/Amsterdam"))
    plan = plan_import(ImportOptions(path=PERMIT_LOG, read=read, calendar="NL"))
    async with hosted(tmp_path / "var", *SERVICES) as world:
        assert (await imported(world, plan)).late_cases == 92
        of_stores = await simulated(world, plan, issued(plan))
        stopped = await stopped_in(world)
        recorded = Counter(one.step for one in stopped if one.late)
        await check_scorecards(world, stopped)
    assert (of_stores.cases.count, of_stores.cases.before) == (1434, 92)
    assert +Counter({step: late.before for step, late in of_stores.steps.items()}) == recorded
    assert all(late.before == late.after for late in of_stores.steps.values())
    question = LogQuestion(
        path=PERMIT_LOG, limits=issued(plan), limits_path=NOWHERE, read=read, calendar="NL"
    )
    of_log = simulate_log(question)
    assert of_log.late_by_deadline == 92
    assert +Counter({step: late.after for step, late in of_log.steps.items()}) == recorded
    assert of_log.cases.after == of_stores.cases.after


async def test_counts_what_shorter_limits_would_have_made_late(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await imported(world, plan)
        short = await simulated(world, plan, issued(plan, 1))
        long = await simulated(world, plan, issued(plan, 60_000))
        assert (short.cases.before, short.cases.after, long.cases.after) == (1, 3, 0)
        assert sum(late.after for late in short.steps.values()) > sum(
            late.before for late in short.steps.values()
        )
        assert {late.after for late in long.units.values()} == {0}
        await _suspended_case_counts_no_pause(world, plan)


async def _suspended_case_counts_no_pause(world: World, plan: ImportPlan) -> None:
    """A case that stands still for all but some minutes isn't late under a limit of an hour."""
    opened = datetime.now(UTC) - timedelta(days=20)
    steps = [{"step": plan.procedure.steps[0].code, "division": plan.procedure.steps[0].division}]
    case = {
        "agency": "SNV",
        "procedure": plan.procedure.code,
        "subject": "Hồ sơ",
        "at": opened.isoformat(),
        "first_steps": steps,
        "imported": True,
    }
    answer = await world.post("cases", "/cases", json=case, as_="importer")
    assert answer.is_success, answer.text
    number = answer.json()["case_number"]
    paused = CaseSuspended(
        case_number=number,
        agency="SNV",
        procedure=plan.procedure.code,
        edition=1,
        reason="Chờ bổ sung hồ sơ",
        suspended_by="snv.binh",
        suspended_at=opened,
    )  # past the command: a procedure that is derived from a log has no rule for it
    await world.application("cases").execute(lambda work: work.append(CASE, number, [paused]))
    await world.settle()
    recent = Period(opened.date() - timedelta(days=1))
    comparison = await simulated(world, plan, issued(plan, 60), period=recent)
    assert (comparison.cases.count, comparison.cases.after, comparison.cases.before) == (1, 0, 0)


async def test_refuses_a_period_without_cases_and_limits_that_fit_nothing(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await imported(world, plan)
        with pytest.raises(NoCasesInPeriod):
            await simulated(world, plan, issued(plan), period=Period.parse("1999"))
        foreign = Limits(None, {"X": TimeLimit.of(60, Counting.WORKING_HOURS)}, {"X": "X"}, {"X": 1})
        with pytest.raises(LimitsFitNothing):
            await simulated(world, plan, foreign)
        whole = await simulated(world, plan, Limits(TimeLimit.of(60, Counting.WORKING_HOURS), {}, {}, {}))
        assert whole.cases.after > whole.cases.before
        assert all(late.before == late.after for late in whole.steps.values())
        assert set(whole.unnamed) == set(whole.steps)
