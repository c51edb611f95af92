"""The tests' files lie in memory where there is room: opening a world would wait for a disk a hundred times.

The fault tests' files stay on a disk (`tests/faults`): what survives a fault is asked where it would be kept.
"""

import os
import shutil
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")
#: Bytes that must be free: servers' data and what failed tests leave. A container often has 64 MB there.
ROOM = 6 * 1024**3
_PLACE = "PYTEST_DEBUG_TEMPROOT"  #: pytest's own variable; its workers are given it


def place() -> str | None:
    """Where the tests' files go, if that is another place than where temporary files go anyhow."""
    return os.environ.get(_PLACE)


def fit(folder: Path) -> bool:
    """Whether there is room, and programs may be run from there, as some tests do."""
    if not os.access(folder, os.W_OK):
        return False
    return shutil.disk_usage(folder).free >= ROOM and not os.statvfs(folder).f_flag & os.ST_NOEXEC


def pytest_configure(config: pytest.Config) -> None:
    """Let pytest put `tmp_path` there, unless it is told otherwise: a soak writes too much."""
    if config.option.basetemp is None and "not soak" in config.option.markexpr and fit(MEMORY):
        os.environ.setdefault(_PLACE, str(MEMORY))
