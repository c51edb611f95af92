"""Figures and their rows: of one position, kept for a quarter of an hour, then told what changed."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from services.sla.views.standing import RULES
from shared.contracts.topics import Service
from shared.kernel import Role
from tests.hosting import principal
from tests.integration.services.sla_case import Sla, opening, sla_alone

AT = "2026-03-09 08:00"
OTHER = {"agency": "STC", "procedure": "STC-01"}


@pytest.fixture
async def sla(tmp_path: Path) -> AsyncIterator[Sla]:
    """Four overdue cases of SNV and one of STC, each of a step."""
    async with sla_alone(tmp_path) as found:
        for number in range(1, 5):
            await found.open(f"2026-03-02 07:3{number}", case=_case(number), first=(opening("receive"),))
        await found.open("2026-03-02 07:40", case="STC-260302-0001", **OTHER)
        await found.sweep(AT)
        yield found


def _case(number: int) -> str:
    return f"SNV-260302-000{number}"


async def rows(sla: Sla, address: str, **request: Any) -> tuple[dict[str, Any], list[str]]:
    """The first page of a list, and the cases of all its rows, two a page."""
    first = page = await sla.get(f"{address}&limit=2", **request)
    found: list[str] = []
    while True:
        listed = next(page[kind] for kind in ("steps", "cases", "escalations") if kind in page)
        found += [one["case_number"] for one in listed]
        if page["next"] is None:
            return first, found
        page = await sla.get(page["next"], **request)


async def test_the_rows_stay_those_of_the_figure_then_the_list_says_what_changed(sla: Sla) -> None:
    figures = await sla.get("/figures")
    stands_on = (figures["position"], figures["rules"])
    assert (figures["late_steps"], figures["overdue_steps"], figures["rules"]) == (5, 5, RULES)
    await sla.complete("receive", AT, case=_case(2))
    await sla.open("2026-03-09 08:00", case=_case(5))
    await sla.sweep("2026-03-09 08:14")
    for figure, address in figures["opens"].items():
        first, found = await rows(sla, address)
        assert (first["total"], first["position"], first["rules"]) == (figures[figure], *stands_on)
        assert (len(found), first["changed_since"]) == (figures[figure], None)
    _, kept = await rows(sla, figures["opens"]["overdue_steps"])
    assert _case(2) in kept
    await sla.sweep("2026-03-20 08:00")
    first, found = await rows(sla, figures["opens"]["overdue_steps"])
    assert first["position"] > figures["position"]
    left, joined = f"{_case(2)}:receive:1", f"{_case(5)}:receive:1"
    assert first["changed_since"] == {"position": figures["position"], "joined": [joined], "left": [left]}
    assert set(found) == {_case(1), _case(3), _case(4), _case(5), "STC-260302-0001"}


async def test_a_figure_asked_again_is_the_same_to_the_letter_and_kept_from_then_on(sla: Sla) -> None:
    first = await sla.get("/figures")
    await sla.sweep("2026-03-09 08:10")
    again = await sla.get("/figures")
    assert again["kept_until"] > first["kept_until"]
    assert {**again, "kept_until": None} == {**first, "kept_until": None}
    await sla.sweep("2026-03-09 08:24")
    assert (await rows(sla, first["opens"]["late_steps"]))[0]["changed_since"] is None


async def test_who_may_not_see_a_row_gets_none_through_somebody_elses_figure(sla: Sla) -> None:
    figures = await sla.get("/figures")
    own = principal("stc.tam", Role.AGENCY_HEAD, "STC")
    for address in figures["opens"].values():
        first, found = await rows(sla, address, as_=own)
        assert (set(found) <= {"STC-260302-0001"}, first["total"]) == (True, len(found))
    await sla.complete("receive", AT, case=_case(2))
    await sla.sweep("2026-03-09 08:31")
    first, _ = await rows(sla, figures["opens"]["overdue_steps"], as_=own)
    assert first["changed_since"] == {"position": figures["position"], "joined": [], "left": []}


async def test_what_isnt_kept_opens_into_what_there_is(sla: Sla, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = await sla.get("/figures?keep=false")
    assert (numbers["kept_until"], "at=" in str(numbers["opens"])) == (None, False)
    monkeypatch.setattr("services.sla.queries.kept_figures.ROWS", 3)
    assert (await sla.get("/figures"))["kept_until"] is None
    unknown = await sla.get("/steps?late=true&at=1.1.7.0123456789abcdef")
    assert unknown["changed_since"] == {"position": 7, "joined": None, "left": None}
    refused = await sla.world.get("sla", "/steps?at=x", as_="auditor")
    assert refused.status_code == 422


async def test_every_list_and_figure_says_what_it_stands_on(sla: Sla) -> None:
    position = (await sla.get("/figures"))["position"]
    assert position == await sla.world.application("sla").read(
        sla.world.application("sla").store.last_notification_id
    )
    month = "month=2026-03"
    for path in (
        "/clocks",
        "/steps",
        "/overdue",
        "/coordinations",
        "/escalations",
        "/work?whose=all",
        "/work/boxes",
        "/work/informed",
        "/work/cases?box=handled",
        f"/scorecards?{month}",
        f"/scorecards/visits?{month}",
        f"/scorecards/sent-back?{month}",
    ):
        told = await sla.get(path)
        assert (told["position"], told["rules"]) == (position, RULES), path


async def test_the_kept_ones_are_of_two_hours_at_most(sla: Sla) -> None:
    documents = sla.world.host.hosted[Service.SLA].service.documents
    for at in ("08:00", "08:20", "10:40"):
        await sla.sweep(f"2026-03-09 {at}")
        address = (await sla.get("/figures"))["opens"]["late_steps"]
    quarter = int(dict(parse_qsl(urlsplit(address).query))["at"].partition(".")[0])
    assert await documents.generations("kept_figures") == [quarter]
