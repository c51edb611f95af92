"""Every paper of the service is made in the papers' own threads, in its turn."""

import asyncio
import threading
from typing import Any

import pytest

from services.sla.reporting import keeping
from services.sla.reporting.keeping import Reports, WantedFile
from services.sla.reporting.making import ReportForm
from shared.printing.beside import make_paper


def _here(*_: Any) -> str:
    return threading.current_thread().name


async def test_a_report_is_made_where_papers_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "report_file", _here)
    asked: Any = type("Asked", (), {"setting": None})()
    reports = Reports(asked, None)  # type: ignore[arg-type]
    report: Any = None
    made: Any = await reports._made(report, WantedFile(form=ReportForm.PDF))
    assert made.startswith("papers")


async def test_at_most_two_papers_are_made_at_once() -> None:
    begun, gate, under_way, most, lock = threading.Semaphore(0), threading.Event(), [0], [0], threading.Lock()

    def make() -> str:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        begun.release()
        gate.wait(30)
        with lock:
            under_way[0] -= 1
        return _here()

    making = asyncio.gather(*(make_paper(make) for _ in range(5)))
    for _ in range(2):
        await asyncio.to_thread(begun.acquire)
    gate.set()
    assert {name.startswith("papers") for name in await making} == {True}
    assert most == [2]
