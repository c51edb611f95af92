"""Services say that they have come to rest when nothing is owed any more, and at no moment before."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from services.catalog import consumers
from shared.runtime.hosted import HostedService
from tests.hosting import PATIENCE
from tests.integration.services.catalogue_life import Life, decision, living, procedure

PROCEDURES = 12
#: What one save takes holds two or three of them.
SMALL = {"save_bytes_maximum": 8 * 1024, "event_bytes_maximum": 6 * 1024}


async def issue(life: Life) -> None:
    """Issue an edition that is told in many parts, and then told as in force in as many."""
    await life.found()
    await life.do("/agencies/SCT/editions", {}, "importer")
    for number in range(PROCEDURES):
        await life.edition(1, "/procedures", {"procedure": procedure(f"P{number}")}, "importer")
    await life.edition(1, "/issue", decision(1, life.start, life.start), "importer")


async def progress_when_still(hosted: HostedService) -> dict[str, Any]:
    """What is said when everything that was saved has been published, taken and shown."""
    async with asyncio.timeout(PATIENCE):
        while True:
            progress: dict[str, Any] = await hosted.progress()
            last = await hosted.last()
            shown = all(at >= last for at in progress["views"].values())
            if shown and not any(progress["behind"].values()):
                return progress
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("link", ["issue_next", "tell_procedures"])
async def test_nothing_is_at_rest_between_two_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str
) -> None:
    real, links = getattr(consumers, link), 2

    def some(*args: Any) -> None:
        nonlocal links
        if links:
            links -= 1
            real(*args)

    monkeypatch.setattr(consumers, link, some)
    async with living(tmp_path, **SMALL) as life:
        await issue(life)
        hosted = life.world.host.hosted["catalog"]
        progress = await progress_when_still(hosted)
    assert (progress["owed"], progress["settled"]) == (1, False)


async def test_what_is_told_whole_is_owed_no_more(tmp_path: Path) -> None:
    async with living(tmp_path, **SMALL) as life:
        await issue(life)
        await life.world.settle()
        progress = await life.world.host.hosted["catalog"].progress()
        current = await life.world.application("catalog").read(
            life.world.application("catalog").store.events, "currentcatalogue-SCT"
        )
    assert (progress["owed"], progress["settled"]) == (0, True)
    parts = [one.event.left for one in current if hasattr(one.event, "left")]
    assert len(parts) > 2
    assert parts[-1] == 0


async def test_what_is_saved_while_it_is_counted_is_not_at_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with living(tmp_path) as life:
        await life.found()
        await life.world.settle()
        hosted = life.world.host.hosted["catalog"]
        behind = hosted._behind

        async def busy() -> dict[str, int]:
            """What comes in is taken, with its effects, behind the back of who counts."""
            counted = await behind()
            await life.do("/agencies/SCT/divisions", {"division": "KT", "name": "Kế toán"}, "operator")
            await hosted.reach(hosted.written)
            return counted

        monkeypatch.setattr(hosted, "_behind", busy)
        assert not (await hosted.progress())["settled"]
