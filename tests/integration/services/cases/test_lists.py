"""Lists of cases: by who holds them and when they are due, as their clocks say; and their events in pages."""

from datetime import datetime, timedelta
from typing import Any

from shared.contracts import sla
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tests.integration.services.cases.driving import BINH, CODE, LAN, MINH, Office, written
from tests.integration.services.test_catalog import ok

HOUR = timedelta(hours=1)
LIMIT = TimeLimit.of(32 * 60, Counting.WORKING_HOURS)


class Clock:
    """What the sla service tells of the case that is open now."""

    def __init__(self, office: Office) -> None:
        self._office, self._at = office, office.opened_at
        self._case: dict[str, Any] = {
            "agency": "SNV",
            "procedure": CODE,
            "edition": 1,
            "case_number": office.case,
        }
        self._limit: dict[str, Any] = {"started_at": self._at, "time_limit": LIMIT}

    async def started(self, due: datetime) -> None:
        await self._tell(sla.ClockStarted(**self._case, **self._limit, due_at=due, working_calendar="VN"))

    async def moved(self, due: datetime) -> None:
        number = self._case["case_number"]
        await self._tell(
            sla.CaseDueMoved(case_number=number, due_at=due, reason="resumed", moved_at=self._at)
        )

    async def overdue(self, due: datetime) -> None:
        await self._tell(sla.CaseOverdue(**self._case, **self._limit, due_at=due, detected_at=due))

    async def withdrawn(self, due: datetime, step: str | None = None) -> None:
        why: dict[str, Any] = {"reason": "extended", "withdrawn_at": self._at, "step": step}
        await self._tell(sla.OverdueWithdrawn(**self._case, **why, due_at=due))

    async def stopped(self, due: datetime, late: bool) -> None:
        end: dict[str, Any] = {"outcome": "cancelled", "stopped_at": due, "used_minutes": 1, "late": late}
        await self._tell(sla.ClockStopped(**self._case, **self._limit, **end, due_at=due))

    async def _tell(self, event: Any) -> None:
        await self._office.world.tell(event, self._case["case_number"], self._at)
        await self._office.world.settle()


def of(shown: dict[str, Any]) -> tuple[str | None, bool, bool]:
    return shown["due_at"], shown["late"], shown["overdue"]


async def test_a_case_is_due_when_its_clock_says_and_late_as_it_says(office: Office) -> None:
    await office.open()
    assert of(await office.shown()) == (None, False, False)
    clock, due, later = Clock(office), office.opened_at + HOUR, office.opened_at + 2 * HOUR
    await clock.started(due)
    assert of(await office.shown()) == (written(due), False, False)
    await clock.overdue(due)
    assert of(await office.shown()) == (written(due), True, True)
    await clock.withdrawn(due, step="tiep-nhan")
    assert of(await office.shown()) == (written(due), True, True)
    await clock.withdrawn(due)
    await clock.moved(later)
    shown = await office.shown()
    assert (of(shown), shown["version"]) == ((written(later), False, False), 1)
    await clock.overdue(later)
    await office.do(BINH, "CancelCase", reason="Rút hồ sơ")
    assert of(await office.shown()) == (written(later), True, False)
    await clock.stopped(later, late=True)
    assert of(await office.shown()) == (written(later), True, False)
    rebuilt = await office.world.post("cases", "/operations/views/cases/rebuild", as_="operator")
    assert rebuilt.is_success, rebuilt.text
    assert of(await office.shown()) == (written(later), True, False)


async def test_cases_are_listed_by_due_and_by_who_holds_them(office: Office) -> None:
    due = office.opened_at + 5 * HOUR
    first = await office.open()
    await Clock(office).started(due)
    await office.at_appraisal()
    second = office.case
    await Clock(office).started(due - HOUR)
    await Clock(office).overdue(due - HOUR)
    await office.do(MINH, "ReceiveStep", step="tham-dinh")
    third = await office.open()
    await Clock(office).started(due - 2 * HOUR)
    await Clock(office).stopped(due - 3 * HOUR, late=True)
    await office.do(BINH, "CancelCase", reason="Rút hồ sơ")
    assert await office.listed(order="due") == [third, second, first]
    assert await office.listed(order="due", late=True) == [third, second]
    assert await office.listed(overdue=True) == [second]
    assert await office.listed(overdue=False, order="due") == [third, first]
    assert await office.listed(due_before=written(due), order="due") == [third, second]
    assert await office.listed(due_after=written(due)) == [first]
    assert await office.listed(division="VP") == [first]
    assert await office.listed(division="CCVC") == await office.listed(division="PC") == [second]
    assert await office.listed(official=MINH.id, agency="SNV", status="open", procedure=CODE) == [second]
    assert await office.listed(official=LAN.id) == []
    pages, address = [], "/cases?order=due&limit=1"
    while address:
        page = await ok(await office.world.get("cases", address, as_=BINH))
        pages += [one["case_number"] for one in page["cases"]]
        address = page["next"]
    assert pages == [third, second, first]


async def test_the_events_of_a_case_come_in_pages(office: Office) -> None:
    await office.at_appraisal()
    await office.world.settle()
    whole = await office.events()
    assert [one["version"] for one in whole] == [1, 2, 3, 4]
    limit = whole[0]["event"]["time_limit"]
    assert (limit["duration"], limit["counting"]) == ("PT32H", "working_hours")
    address, found = f"/cases/{office.case}/events?limit=3", []
    first = await ok(await office.world.get("cases", address, as_=BINH))
    assert (first["total"], len(first["events"])) == (4, 3)
    await office.do(MINH, "ReceiveStep", step="tham-dinh")
    rest = await ok(await office.world.get("cases", first["next"], as_=BINH))
    found = [one["version"] for one in (*first["events"], *rest["events"])]
    assert (found, rest["next"], rest["total"]) == ([1, 2, 3, 4, 5], None, None)
    for cursor in ("x", "WyJjYXNlcy5kdWUiLDFd", "WyJjYXNlLmV2ZW50cyIsLTFd", "WyJjYXNlLmV2ZW50cyIsIngiXQ=="):
        answer = await office.world.get("cases", f"{address}&cursor={cursor}", as_=BINH)
        assert (answer.status_code, answer.json()["code"]) == (422, "cursor-unreadable"), cursor
