"""Who leaves the agency, or a division, strands no case: its division may go on with each."""

from typing import Any

import pytest

from services.cases.queries import departures
from services.cases.queries.departures import DepartureQueries
from services.cases.sweeper import DepartureSweeper
from shared.contracts.topics import Service
from tests.integration.services.cases.driving import MAI, MINH, Office
from tests.integration.services.test_catalog import ok

GONE = {"path": "/agencies/SNV/officials/snv.minh/departure", "json": {}}
MOVED = {
    "path": "/agencies/SNV/officials",
    "json": {"official": "snv.minh", "name": "Minh", "divisions": ["PC"], "roles": ["official"]},
}


def sweeper(office: Office) -> DepartureSweeper:
    service = office.world.host.hosted[Service.CASES].service
    return DepartureSweeper(service.application, DepartureQueries(service.documents))  # type: ignore[arg-type]


async def held_by_minh(office: Office, many: int = 1) -> list[str]:
    """Cases at their appraisal, which Minh has taken up."""
    numbers = []
    for _ in range(many):
        await office.at_appraisal()
        await office.do(MINH, "ReceiveStep", step="tham-dinh")
        numbers.append(office.case)
    await office.world.settle()
    return numbers


async def leave(office: Office, how: dict[str, Any]) -> None:
    await ok(await office.world.post("catalog", how["path"], json=how["json"], as_="operator"))
    await office.world.settle()


@pytest.mark.parametrize("how", [GONE, MOVED], ids=["the agency", "the division"])
async def test_all_that_they_held_is_their_divisions_once(office: Office, how: dict[str, Any]) -> None:
    numbers = await held_by_minh(office, 3)
    await leave(office, how)
    sweep = sweeper(office)
    await sweep.sweep()  # those that the service itself has not seen yet
    for number in numbers:
        office.case = number
        step = (await office.steps())["tham-dinh"]
        assert (step["official"], step["received"], step["division"]) == (None, False, "CCVC")
        kinds = [event["type"] for event in await office.events()]
        assert kinds.count("StepReleased") == 1
    assert await sweep.sweep() == 0
    assert await office.listed(official="snv.minh") == []
    await ok(await office.give(MAI, "ReceiveStep", step="tham-dinh"))


async def test_a_new_process_finds_what_is_held_by_who_left_before(office: Office) -> None:
    await held_by_minh(office)
    await leave(office, GONE)
    assert await sweeper(office).sweep() == 1
    assert (await office.steps())["tham-dinh"]["official"] is None
    assert await sweeper(office).sweep() == 0


async def test_of_more_than_a_page_none_is_left(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(departures, "_PAGE", 1)
    await held_by_minh(office, 4)
    await leave(office, GONE)
    sweep = sweeper(office)  # beside the service's own
    while await sweep.sweep():
        await office.world.settle()
    assert await office.listed(official="snv.minh") == []


async def test_whoever_acts_first_needs_no_sweeper(office: Office) -> None:
    await held_by_minh(office)
    await ok(await office.world.post("catalog", GONE["path"], json={}, as_="operator"))
    await office.world.settle()
    answer = await office.give(MAI, "ReceiveStep", step="tham-dinh")
    assert answer.status_code == 200, answer.text
    (step,) = [one for one in (await office.shown())["steps"] if one["step"] == "tham-dinh"]
    assert step["official"] == "snv.mai"
