"""Random histories through `tthc import-history`: each tree to the minute as a naive count has it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.errors import Language
from tests.hosting import hosted
from tests.integration.histories.random_files import keep_the_calendar, random_file
from tests.integration.histories.taking_over import SERVICES, case_events, ignored
from tthc.connection import in_process
from tthc.histories.driving import take_over
from tthc.histories.file import read_history
from tthc.operations.verify import verify


async def test_a_few_trees_are_as_a_naive_count_has_them(tmp_path: Path) -> None:
    await check(tmp_path, range(3), length=30, looks=4)


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_many_trees_are_as_a_naive_count_has_them(tmp_path: Path) -> None:
    await check(tmp_path, range(10, 70), length=70, looks=12)


async def check(folder: Path, seeds: range, length: int, looks: int) -> None:
    """Taken in twice; nothing is wrong then."""
    made = random_file(folder, seeds, length, looks)
    async with hosted(folder / "var", *SERVICES) as world, in_process(world.host, Language.EN) as services:
        await keep_the_calendar(services)
        now = datetime.now(UTC)
        for new in (len(made.acts), 0):
            taken = await take_over(services, read_history(made.path, now), now, ignored, ignored)
            assert taken.new == new
        await services.settle()
        await made.check(services, await case_events(world))
        found = await verify([one.service for one in world.host.hosted.values()], world.settings)
        assert list(map(str, found.disagreements)) == []
