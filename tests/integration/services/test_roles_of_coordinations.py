"""Over HTTP: what an agency is in a coordination, lead, co-operating or only informed, in lists and boxes."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.cases.coordination import CoordinationReceived
from shared.contracts.cases.course import AnsweredCoordination
from shared.kernel import Role
from tests.hosting import principal
from tests.integration.services.sla_case import CASE, Sla, opening, sla_alone
from tests.integration.services.test_catalog import ok
from tests.integration.services.test_sla_coordinations import ask, of_asked
from tests.unit.working_time.calendars import hanoi

OWN = "STC-260302-0001"
STC = principal("stc.tam", Role.OFFICIAL, "STC", "VP")
STC_HEAD = principal("stc.hung", Role.AGENCY_HEAD, "STC")
SYT = principal("syt.an", Role.OFFICIAL, "SYT", "VP")
#: They have no part in what an agency is told of.
OTHERS = (principal("snv.lan", Role.OFFICIAL, "SNV", "VP"), "kiem-toan", "chu-tich", "operator")


@pytest.fixture
async def sla(tmp_path: Path) -> AsyncIterator[Sla]:
    """A case asks STC, which leads, and tells SYT; STC has a case of its own for it."""
    async with sla_alone(tmp_path) as found:
        await found.open()
        await ask(found, "2026-03-02 08:30", role="lead")
        await ask(found, "2026-03-02 08:40", number=2, agency="SYT", role="informed")
        answers = AnsweredCoordination(case_number=CASE, coordination=1, agency="SNV")
        first = (opening("receive", official="stc.tam"),)
        own: dict[str, Any] = {"agency": "STC", "opened_by": "stc.tam", "answers": answers, "first": first}
        await found.open("2026-03-02 09:00", OWN, **own)
        yield found


async def boxes(sla: Sla, who: Any) -> dict[str, int]:
    told = await ok(await sla.world.get("sla", "/work/boxes", as_=who))
    return {one["box"]: one["count"] for one in told["boxes"]}


async def informed(sla: Sla, who: Any, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = await ok(await sla.world.get("sla", "/work/informed", params=asked, as_=who))
    return found


async def test_work_says_what_the_agency_is_in_what_it_was_asked_for(sla: Sla) -> None:
    (row,) = (await ok(await sla.world.get("sla", "/work", as_=STC)))["work"]
    assert (row["case_number"], row["role"], row["asked_by"]) == (OWN, "lead", "SNV")
    asking = (await ok(await sla.world.get("sla", "/work", params={"whose": "all"}, as_=OTHERS[0])))["work"]
    assert [(one["case_number"], one["role"], one["box"]) for one in asking] == [(CASE, None, "waiting")]
    (asked,) = (await sla.get("/coordinations?asked_agency=STC"))["coordinations"]
    assert asked["role"] == "lead"


async def test_who_is_only_told_sees_the_case_in_a_box_whose_count_is_that_of_its_rows(sla: Sla) -> None:
    listed = await informed(sla, SYT)
    (row,) = listed["informed"]
    assert (listed["total"], (await boxes(sla, SYT))["informed"]) == (1, 1)
    assert row == {
        "case_number": CASE,
        "subject": "Bổ nhiệm",
        "agency": "SNV",
        "due_at": "2026-03-04T10:30:00.000000Z",
        "coordination": 2,
        "asked_agency": "SYT",
        "role": "informed",
        "informed_at": "2026-03-02T01:40:00.000000Z",
        "received_at": None,
    }
    for who in (*OTHERS, STC, STC_HEAD):
        assert (await informed(sla, who))["total"] == 0
        assert (await boxes(sla, who))["informed"] == 0


async def test_a_receipt_is_shown_and_leaves_it_in_the_box(sla: Sla) -> None:
    told = {**of_asked(), "coordination": 2, "asked_agency": "SYT"}
    received = CoordinationReceived(**told, received_by="syt.an", received_at=hanoi("2026-03-02 10:00"))
    await sla.tell(received, "2026-03-02 10:00")
    (row,) = (await informed(sla, SYT))["informed"]
    assert row["received_at"] == "2026-03-02T03:00:00.000000Z"
    assert (await informed(sla, SYT, received="false"))["informed"] == []
    assert (await boxes(sla, SYT))["informed"] == 1
