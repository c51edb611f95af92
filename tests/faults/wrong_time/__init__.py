"""A process whose wall clock the test sets while it runs: by libfaketime, from outside.

The time since boot and the monotonic clock stay true. The library refuses a thread's sleep by the latter, and
shifts what a thread has computed as well, so `sitecustomize` replaces both.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[2]
PLANT = "TTHC_TEST_PLANT"
#: Where Debian's package `libfaketime` lies; a copy elsewhere is named by the variable.
_LIBRARY = os.environ.get("TTHC_TEST_FAKETIME", "")


def library() -> Path:
    """The shared library."""
    found = [Path(_LIBRARY)] if _LIBRARY else sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    if not found or not found[0].exists():
        pytest.fail("libfaketime isn't installed: run deploy/install-test-packages")
    return found[0]


@dataclass(frozen=True, slots=True)
class WrongTime:
    """How far a process's wall clock is set; read by it each time that it asks for the time."""

    file: Path

    def set(self, offset: str) -> None:
        """`+2d`, `-1h`, or `+0` for the right time."""
        new = self.file.with_suffix(".new")
        new.write_text(offset)
        new.replace(self.file)

    def environment(self, planted: str = "") -> Mapping[str, str]:
        """The variables of the process, and of a bug in it."""
        self.set("+0")
        paths = [str(HERE), str(REPOSITORY), *filter(None, [os.environ.get("PYTHONPATH")])]
        return {
            "LD_PRELOAD": str(library()),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "PYTHONPATH": os.pathsep.join(paths),
            PLANT: planted,
        }
