"""Random provinces: board, list, scorecard, export, metric and `GET /overdue` are one number."""

from collections import Counter
from pathlib import Path

import pytest

from shared.errors import Language
from tests.hosting import hosted
from tests.integration.histories.agreeing import check_agreement
from tests.integration.histories.random_files import keep_the_calendar, random_file
from tests.integration.histories.taking_over import SERVICES, taken_over
from tthc.connection import in_process


async def test_the_figures_of_five_provinces_agree(tmp_path: Path) -> None:
    counted = await check(tmp_path, range(5), length=24)
    assert min(counted[one] for one in ("late_steps", "overdue_steps", "done", "done_late", "cases")) > 0


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("group", range(20))
async def test_the_figures_of_two_hundred_provinces_agree(tmp_path: Path, group: int) -> None:
    await check(tmp_path, range(100 + 10 * group, 110 + 10 * group), length=60)


async def check(folder: Path, seeds: range, length: int) -> Counter[str]:
    """Each province is what there was and one tree more; answers with what the last one's figures are."""
    async with hosted(folder / "var", *SERVICES) as world:
        async with in_process(world.host, Language.EN) as services:
            await keep_the_calendar(services)
        for seed in seeds:
            inner = folder / f"{seed}"
            inner.mkdir()
            taken = await taken_over(world, random_file(inner, [seed], length, looks=0).path)
            assert taken.new > 0
            counted = await check_agreement(world)
    return counted
