"""Who gives back the token of a command sees what it did, at once, in every list."""

from pathlib import Path

import pytest

from shared.http import consistency
from shared.runtime.projecting import ViewFollower
from tests.hosting import World, hosted
from tests.integration.services.test_catalog import found

DIVISIONS = "/agencies/SNV/divisions"


async def added(world: World, code: str) -> dict[str, str]:
    """The headers with which a new division is sure to be seen."""
    order = {"division": code, "name": f"Phòng {code}"}
    answer = await world.post("catalog", DIVISIONS, json=order, as_="giam-doc")
    return {"Consistency-Token": answer.headers["Consistency-Token"]}


async def test_each_change_is_seen_by_who_made_it(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        for number in range(10):
            token = await added(world, f"P{number}")
            listed = await world.get("catalog", DIVISIONS, as_="giam-doc", headers=token)
            assert f"P{number}" in [one["division"] for one in listed.json()]


async def test_views_that_stand_still_are_not_waited_for_forever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await world.settle()
        with monkeypatch.context() as patched:
            patched.setattr(ViewFollower, "_follow_next", _stands_still)
            patched.setattr(consistency, "WAIT_SECONDS", 0.05)
            token = await added(world, "P0")
            late = await world.get("catalog", DIVISIONS, as_="giam-doc", headers=token)
            assert (late.status_code, late.json()["code"]) == (503, "not-yet-readable")
        seen = await world.get("catalog", DIVISIONS, as_="giam-doc", headers=token)
        assert "P0" in [one["division"] for one in seen.json()]


async def _stands_still(_follower: ViewFollower) -> int:
    return 0
