"""The tests' files lie in memory where there is room: opening a world would wait for a disk a hundred times.

The fault tests' files stay on a disk (`tests/faults`): what survives a fault is asked where it would be kept.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")
#: Bytes that must be free: servers' data and what failed tests leave. A container often has 64 MB there.
ROOM = 6 * 1024**3


def place() -> Path:
    """Where the tests' files go: memory, or where temporary files go anyhow."""
    return MEMORY if fit(MEMORY) else Path(tempfile.gettempdir())


def fit(folder: Path) -> bool:
    """Whether there is room, and programs may be run from there, as some tests do."""
    if not os.access(folder, os.W_OK):
        return False
    return shutil.disk_usage(folder).free >= ROOM and not os.statvfs(folder).f_flag & os.ST_NOEXEC


def pytest_configure(config: pytest.Config) -> None:
    """Let pytest put `tmp_path` there; --basetemp and its own variable say otherwise."""
    if config.option.basetemp is None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(place()))
