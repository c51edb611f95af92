"""In the bench steps fall due at any hour, and what is told is measured; goals are held by `make bench`."""

from datetime import timedelta
from pathlib import Path

from services.sla.application.sla import SlaApplication
from services.sla.domain.following import CLOCK
from shared.contracts.topics import Service as ServiceName
from shared.settings import load_settings
from tests.bench.falling_due import (
    PROCEDURE,
    Told,
    delays,
    falling_due_table,
    know_short_step,
    work_round_the_clock,
)
from tests.bench.system import running


async def test_a_step_falls_due_a_minute_after_its_opening_at_any_hour_of_any_day(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path)
    await work_round_the_clock(settings)
    async with running(settings) as system:
        await system.application.execute(know_short_step)
        case = await system.open_case(1, PROCEDURE)
        await system.settled()
        application = system.host.hosted[ServiceName.SLA].service.application
        assert isinstance(application, SlaApplication)
        clock, _ = await application.state(CLOCK, case)
    visit = clock.visit("S1", 1)
    assert visit is not None
    assert visit.timer.due_at - visit.timer.started_at == timedelta(minutes=1)


def test_the_table_has_median_ninety_ninth_percentile_and_worst() -> None:
    told = [Told(noticed=number / 100, published=number / 100 + 0.5) for number in range(101)]
    noticed, published = delays(told)
    assert (noticed.median, noticed.p99, noticed.worst, noticed.goal) == (0.5, 0.99, 1.0, None)
    assert (published.median, published.p99, published.worst, published.goal) == (1.0, 1.49, 1.5, 2.0)
    table = falling_due_table((noticed, published))
    assert [list(column.cells)[1] for column in table.columns][1:] == ["1.00", "1.49", "1.50", "< 2"]
