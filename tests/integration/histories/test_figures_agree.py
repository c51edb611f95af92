"""Random provinces: board, list, scorecard, export, metric and `GET /overdue` are one number."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.errors import Language
from tests.hosting import hosted
from tests.integration.histories.agreeing import Whose, check_agreement
from tests.integration.histories.random_files import keep_the_calendar, random_acts
from tests.integration.histories.taking_over import SERVICES, taken_over
from tests.unit.cases.histories.five_agencies import AGENCIES
from tthc.connection import in_process


async def test_the_figures_of_five_provinces_agree(tmp_path: Path) -> None:
    """Of each, those of all agencies together and of one of them."""
    counted = await check(tmp_path, range(5), length=15, whose=lambda seed: (None, AGENCIES[seed]))
    assert min(counted[one] for one in ("late_steps", "overdue_steps", "done", "done_late", "cases")) > 0


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("group", range(20))
async def test_the_figures_of_two_hundred_provinces_agree(tmp_path: Path, group: int) -> None:
    seeds = range(100 + 10 * group, 110 + 10 * group)
    await check(tmp_path, seeds, length=60, whose=lambda _: (None, *AGENCIES))


async def check(folder: Path, seeds: range, length: int, whose: Callable[[int], Whose]) -> Counter[str]:
    """Each province is what there was and one tree more; answers with what the last one's figures are."""
    async with hosted(folder / "var", *SERVICES) as world:
        async with in_process(world.host, Language.EN) as services:
            await keep_the_calendar(services)
        for seed in seeds:
            inner = folder / f"{seed}"
            inner.mkdir()
            path, told = random_acts(inner, [seed], length)
            taken = await taken_over(world, path)
            assert taken.new == len(told)
            counted = await check_agreement(world, whose(seed))
    return counted
