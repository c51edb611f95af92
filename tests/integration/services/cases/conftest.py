"""Home Affairs is founded once; each test goes on from a copy."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.integration.services.cases.driving import Office, office_in, prepare


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stores of catalog and cases with a procedure in force."""
    folder = tmp_path_factory.mktemp("founded")
    await prepare(folder)
    return folder


@pytest.fixture
async def office(founded: Path, tmp_path: Path) -> AsyncIterator[Office]:
    """The services on stores of this test's own."""
    shutil.copytree(founded, tmp_path / "var")
    async with office_in(tmp_path / "var") as office:
        yield office
