"""Lists of times: what they are filtered by, page by page; and that figures open into them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from shared.contracts.catalog.agencies import DivisionAdded, OfficialAppointed
from shared.contracts.catalog.staff import DivisionRenamed
from shared.kernel import Role
from tests.hosting import principal
from tests.integration.services.sla_case import Sla, case_step, opening, sla_alone
from tests.unit.working_time.calendars import hanoi

LAN, MINH = ("VP", "snv.lan"), ("CCVC", "snv.minh")
AT = "2026-03-02 07:30"


@pytest.fixture
async def sla(tmp_path: Path) -> AsyncIterator[Sla]:
    """Five cases, a step each: of two divisions and nobody, in time, late and ended, overdue, and paused."""
    async with sla_alone(tmp_path) as found:
        for number, (division, official) in enumerate([LAN, LAN, MINH, ("CCVC", None), LAN], 1):
            first = (opening("receive", division, official),)
            at = f"2026-03-02 0{7 + number // 4}:{10 + number}"
            steps = (case_step("receive", "Tiếp nhận"),)
            await found.open(at, case=_case(number), first=first, steps=steps)
        await found.open("2026-03-09 07:30", case=_case(6))
        await found.sweep("2026-03-09 08:00")
        await found.complete("receive", "2026-03-09 08:00", case=_case(2))
        await found.complete("receive", "2026-03-09 08:10", case=_case(6))
        yield found


def _case(number: int) -> str:
    return f"SNV-260302-000{number}"


async def listed(sla: Sla, path: str, **query: Any) -> list[str]:
    """The cases of a list's rows, page by page, two rows each."""
    found: list[str] = []
    address = f"{path}?{urlencode({**query, 'limit': 2})}"
    while address:
        page = await sla.get(address)
        rows = next(page[kind] for kind in ("steps", "cases", "escalations") if kind in page)
        assert len(rows) == 2 or page["next"] is None
        assert (page["total"] is None) == ("cursor=" in address)
        found += [row["case_number"][-1] for row in rows]
        address = page["next"]
    return found


#: What is asked for, and the cases whose steps are listed.
ASKED: list[tuple[dict[str, str], str]] = [
    ({}, "123456"),
    ({"state": "open"}, "1345"),
    ({"state": "stopped"}, "26"),
    ({"late": "true"}, "12345"),
    ({"late": "false"}, "6"),
    ({"overdue": "true"}, "1345"),
    ({"overdue": "false"}, "26"),
    ({"late": "true", "overdue": "false"}, "2"),
    ({"division": "VP"}, "1256"),
    ({"division": "VP", "state": "open"}, "15"),
    ({"official": "snv.minh", "late": "true"}, "3"),
    ({"held": "false"}, "4"),
    ({"held": "true", "division": "CCVC"}, "3"),
    ({"due_before": "2026-03-03T00:00:00Z"}, "123"),
    ({"due_after": "2026-03-03T00:00:00Z", "due_before": "2026-03-04T00:00:00Z"}, "45"),
    ({"procedure": "SNV-08"}, ""),
    ({"agency": "STC"}, ""),
]


async def test_steps_are_listed_by_what_is_asked_page_by_page(sla: Sla) -> None:
    for query, expected in ASKED:
        assert "".join(await listed(sla, "/steps", **query)) == expected, query


async def test_what_is_due_soon_is_open_and_in_time(sla: Sla) -> None:
    await sla.open("2026-03-09 07:30", case=_case(7))
    await sla.sweep("2026-03-09 16:00")
    assert await listed(sla, "/steps", due_soon="true") == ["7"]
    assert await listed(sla, "/clocks", due_soon="true") == []
    await sla.sweep("2026-03-11 11:00")
    assert await listed(sla, "/clocks", due_soon="true") == ["6", "7"]


async def test_cases_are_listed_by_their_own_time(sla: Sla) -> None:
    assert await listed(sla, "/clocks", late="true") == ["1", "2", "3", "4", "5"]
    await sla.suspend("2026-03-09 08:30")
    assert await listed(sla, "/clocks", state="paused") == ["1"]
    assert await listed(sla, "/clocks", state="running", overdue="true") == ["2", "3", "4", "5"]
    assert await listed(sla, "/clocks", state="open") == ["1", "2", "3", "4", "5", "6"]


async def test_every_figure_opens_into_as_many_rows(sla: Sla) -> None:
    opened = 0
    for by in ("agency", "division", "official", "procedure"):
        figures = await sla.get(f"/figures?by={by}&agency=SNV&procedure=SNV-07")
        for told in (figures, *figures["most_late"]):
            for figure, address in told["opens"].items():
                assert (await sla.get(address))["total"] == told[figure], address
                path, _, query = address.partition("?")
                assert len(await listed(sla, path, **dict(parse_qsl(query)))) == told[figure], address
                opened += 1
    assert opened == 4 * 6 + 3 * (1 + 2 + 3 + 1)
    assert (figures["late_cases"], figures["late_steps"], figures["overdue_steps"]) == (5, 5, 4)


async def test_a_row_says_names_beside_codes_and_counts_working_minutes(sla: Sla) -> None:
    at = hanoi(AT)
    named = DivisionAdded(agency="SNV", division="VP", name="Văn phòng", added_by="x", added_at=at)
    lan = OfficialAppointed(
        agency="SNV",
        official="snv.lan",
        name="Trần Thị Lan",
        divisions=("VP",),
        position="",
        roles=("official",),
        appointed_by="x",
        appointed_at=at,
    )
    for event in (named, lan):
        await sla.world.tell(event, "SNV", at)
    await sla.world.settle()
    row = (await sla.get("/overdue"))["steps"][0]
    assert (row["division_name"], row["official_name"], row["step_name"]) == (
        "Văn phòng",
        "Trần Thị Lan",
        "Tiếp nhận",
    )
    assert (row["subject"], row["procedure_name"]) == ("Bổ nhiệm", None)
    assert (row["late"], row["overdue"]) == (True, True)
    # Due at the end of Monday: four days of eight hours since, and half an hour of this one.
    assert (row["overdue_working_minutes"], row["remaining_working_minutes"]) == (4 * 480 + 30, None)
    assert row["late_working_minutes"] == row["overdue_working_minutes"]
    renamed = DivisionRenamed(
        agency="SNV", division="VP", name="Văn phòng Sở", renamed_by="x", renamed_at=hanoi("2026-03-05 08:00")
    )
    await sla.world.tell(renamed, "SNV", hanoi("2026-03-05 08:00"))
    await sla.world.settle()
    clock = await sla.get(f"/clocks/{_case(1)}")
    assert clock["steps"][0]["division_name"] == "Văn phòng Sở"


async def test_what_stands_still_is_not_overdue_for_longer(sla: Sla) -> None:
    before = (await sla.get("/overdue?limit=1"))["steps"][0]["overdue_working_minutes"]
    await sla.suspend("2026-03-09 09:00")
    await sla.sweep("2026-03-20 09:00")
    row = (await sla.get("/overdue?limit=1"))["steps"][0]
    assert row["overdue_working_minutes"] == before + 60


async def test_what_has_ended_late_says_by_how_much(sla: Sla) -> None:
    (row,) = (await sla.get("/steps?late=true&state=stopped"))["steps"]
    assert (row["overdue_working_minutes"], row["remaining_working_minutes"]) == (None, None)
    assert row["late_working_minutes"] == 4 * 480 + 30
    in_time = (await sla.get("/steps?late=false"))["steps"]
    assert [one["late_working_minutes"] for one in in_time] == [None]


async def test_a_page_begins_where_the_one_before_it_ended_whatever_was_done_meanwhile(sla: Sla) -> None:
    first = await sla.get("/steps?state=open&limit=2")
    assert first["total"] == 4
    await sla.complete("receive", "2026-03-09 08:20")
    second = await sla.get(first["next"])
    rows = [row["case_number"][-1] for page in (first, second) for row in page["steps"]]
    assert rows == ["1", "3", "4", "5"]
    assert (second["cursor"], second["next"], second["total"]) == (None, None, None)


async def test_a_cursor_that_isnt_this_lists_is_refused_by_name(sla: Sla) -> None:
    of_another = (await sla.get("/clocks?limit=1"))["cursor"]
    for cursor in ("", "x", "W10=", "WzFd", "WyJzdGVwX2Nsb2NrcyIsMV0=", "é", "null", "e30=", of_another):
        answer = await sla.world.get("sla", "/steps", params={"cursor": cursor}, as_="operator")
        assert (answer.status_code, answer.json()["code"]) == (422, "cursor-unreadable"), cursor


async def test_one_lists_what_one_may_see(sla: Sla) -> None:
    stranger = principal("stc.tam", Role.AGENCY_HEAD, "STC")
    for path in ("/clocks", "/steps", "/overdue"):
        assert (await sla.get(path, as_=stranger))["total"] == 0
        answer = await sla.world.get("sla", f"{path}?agency=SNV", as_=stranger)
        assert answer.status_code == 403
