"""Run by Python at the start of each process that has this folder on its PYTHONPATH."""

import threading
import time

from tests.faults.wrong_time.planting import plant


def _sleep(seconds: float) -> None:
    threading.Event().wait(seconds)


time.sleep = _sleep
plant()
