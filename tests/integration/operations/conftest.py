"""One sound system for all tests of a run; each damages its own copy."""

from pathlib import Path

import pytest

from tests.integration.operations.damage import Damaged, make_system


@pytest.fixture(scope="session")
def sound_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sound system is made, by the first test that needs it."""
    return tmp_path_factory.mktemp("sound")


@pytest.fixture
async def system(sound_folder: Path, tmp_path: Path) -> Damaged:
    """A copy of the sound system."""
    if not (sound_folder / "whole").exists():
        await make_system(sound_folder)
        (sound_folder / "whole").touch()
    return Damaged(sound_folder, tmp_path / "copy")
