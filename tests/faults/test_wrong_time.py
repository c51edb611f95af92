"""The fault of a wrong wall clock is of the wall clock alone."""

import os
import subprocess
import sys
from pathlib import Path

from tests.faults.wrong_time import WrongTime

_LOOK = """
import threading, time
computed = time.clock_gettime(time.pthread_getcpuclockid(threading.get_ident()))
print(computed < 60, time.time())
"""


def test_what_a_thread_has_computed_is_true(tmp_path: Path) -> None:
    """Else a decision that is under way as the clock is set would seem to compute for days."""
    wrong = WrongTime(tmp_path / "time")
    environment = {**os.environ, **wrong.environment()}
    wrong.set("+2d")
    told = subprocess.run(
        [sys.executable, "-c", _LOOK], env=environment, capture_output=True, text=True, check=True
    ).stdout.split()
    assert told[0] == "True"
    right = subprocess.run(["date", "+%s"], capture_output=True, text=True, check=True).stdout
    assert float(told[1]) - float(right) > 86_400
