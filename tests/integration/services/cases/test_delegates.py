"""Who acts for an absent official: the event, its answer and the lists say both."""

from datetime import timedelta

import pytest

from tests.integration.services.cases.driving import BINH, MAI, MINH, Office, refusal
from tests.integration.services.test_catalog import ok


@pytest.fixture
async def away(office: Office) -> Office:
    """Minh is away, and Mai acts for him from now on."""
    office.opened_at += timedelta(days=1, minutes=-5)
    first = office.opened_at.date()
    days = {"first_day": first.isoformat(), "last_day": (first + timedelta(days=60)).isoformat()}
    path = "/agencies/SNV/officials/snv.minh/delegations"
    await ok(await office.world.post("catalog", path, json={**days, "delegate": "snv.mai"}, as_=MINH))
    await office.at_appraisal()
    await office.world.settle()
    return office


async def test_both_are_recorded_and_shown(away: Office) -> None:
    for command in ("ReceiveStep", "CompleteStep"):
        answer = await away.give(MAI, command, step="tham-dinh", acting_for="snv.minh")
        assert answer.status_code == 200, answer.text
    received, completed = (one["event"] for one in (await away.events())[-2:])
    assert (received["received_by"], received["recorded_by"]) == ("snv.minh", "snv.mai")
    assert (completed["completed_by"], completed["recorded_by"]) == ("snv.minh", "snv.mai")
    assert completed["delegate"] == "snv.mai"  # for whom it counts
    step = (await away.steps())["tham-dinh"]
    assert (step["official"], step["acted_by"], step["acted_by_name"]) == ("snv.minh", "snv.mai", "snv.mai")
    assert await away.listed(official="snv.minh") == [away.case]


async def test_what_one_does_oneself_was_done_by_nobody_else(away: Office) -> None:
    await ok(await away.give(MINH, "ReceiveStep", step="tham-dinh"))
    assert (await away.steps())["tham-dinh"]["acted_by"] is None


async def test_who_has_no_delegation_acts_for_nobody(away: Office) -> None:
    answer = await away.give(BINH, "ReceiveStep", step="tham-dinh", acting_for="snv.minh")
    assert refusal(answer) == (403, "delegation-missing")
