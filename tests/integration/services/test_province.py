"""The province's figures: each is as many as its list, as scorecards have it, and as the gauges say."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import Gauge

from services.sla.domain.ladder import Level
from services.sla.gauges import GAUGES, NO_WAVE, ToldFigures
from services.sla.queries import SlaQueries
from services.sla.queries.province_rows import COUNTED
from shared.contracts.cases.passing import BuckPassingDetected, PassingUnit
from shared.contracts.catalog.agencies import AgencyRegistered
from shared.contracts.catalog.reorganisation import AgencyDissolved, WavePlanned
from shared.contracts.topics import Service
from shared.kernel import Role
from shared.telemetry import metrics
from tests.hosting import principal
from tests.integration.services.sla_case import OF_CASE, Sla, case_step, sla_alone
from tests.integration.services.test_sla_coordinations import ask
from tests.unit.working_time.calendars import hanoi

BINH, TAM = principal("snv.binh", Role.AGENCY_HEAD, "SNV"), principal("stc.tam", Role.AGENCY_HEAD, "STC")
LAN = principal("snv.lan", Role.OFFICIAL, "SNV", "VP")
LEADER, HOME_AFFAIRS = principal("ct", Role.PROVINCE_LEADER), principal("snv.tham", Role.REVIEWER)
NOW = "2026-03-09 08:00"
BEGIN = hanoi("2026-01-05 07:30")


def registered(agency: str, wave: int | None) -> AgencyRegistered:
    return AgencyRegistered(
        agency=agency,
        kind="department",
        name_vi=agency,
        wave=wave,
        working_calendar="VN",
        valid_from=date(2021, 1, 1),
        registered_by="quan-tri",
        registered_at=BEGIN,
    )


def ended(agency: str) -> AgencyDissolved:
    return AgencyDissolved(
        agency=agency,
        decision_number="12/QĐ-UBND",
        decision_date=date(2025, 6, 1),
        effective_from=date(2025, 7, 1),
        manner="merged",
        successors=("SNV",),
        dissolved_by="quan-tri",
        dissolved_at=BEGIN,
    )


def _case(number: int) -> str:
    return f"SNV-260302-000{number}"


async def organised(sla: Sla) -> None:
    """Two waves, one agency outside of them, one that has ended."""
    for agency, wave in (("SNV", 1), ("STC", 2), ("SYT", None), ("SCU", 1)):
        await sla.world.tell(registered(agency, wave), agency, BEGIN)
    await sla.world.tell(ended("SCU"), "SCU", BEGIN)
    await sla.world.settle()


@pytest.fixture
async def sla(tmp_path: Path) -> AsyncIterator[Sla]:
    """Steps done in time and late, overdue, overdue and waiting, due soon; a question; work passed on."""
    async with sla_alone(tmp_path) as found:
        await organised(found)
        steps = (case_step("receive", "Tiếp nhận"),)
        for number, at in enumerate(OPENED, 1):
            await found.open(f"2026-03-{at}", case=_case(number), steps=steps)
        await ask(found, "2026-03-02 08:30")
        await found.complete("receive", "2026-03-02 09:00", case=_case(2))
        passed = BuckPassingDetected(
            **{**OF_CASE, "case_number": _case(3)},
            kind="repeated_return",
            between=(PassingUnit(agency="SNV", division="VP"), PassingUnit(agency="SNV", division="CCVC")),
            evidence=("a" * 36,),
            detected_at=hanoi("2026-03-06 14:00"),
        )
        await found.tell(passed, "2026-03-06 14:00")
        await found.sweep(NOW)
        await found.complete("receive", NOW, case=_case(5))
        yield found


#: When each case was opened; each has 24 working hours, and its only step eight.
OPENED = ("02 07:31", "02 07:32", "02 07:33", "06 13:45", "06 07:45", "06 09:30", "04 13:30")
SNV = {
    "cases_open": 7,
    "cases_due_soon": 1,
    "cases_overdue": 3,
    "steps_open": 5,
    "steps_due_soon": 1,
    "steps_overdue": 2,
    "steps_overdue_waiting": 1,
    "receipts_overdue": 3,
    "coordinations_waiting": 1,
    "coordinations_open": 0,
    "coordinations_overdue": 0,
    "steps_done": 2,
    "steps_done_late": 1,
    "buck_passing": 2,
}
OWES = {"coordinations_open": 1, "coordinations_overdue": 1}


def by_agency(answer: Any) -> dict[str, Any]:
    return {one["agency"]: one for one in answer["agencies"]}


def counted(row: Any) -> dict[str, int]:
    """What isn't none, without the escalations."""
    return {name: row[name] for name in COUNTED if row[name] and name != "escalations_open"}


async def test_each_figure_is_as_many_as_its_list_and_as_scorecards_have_it(sla: Sla) -> None:
    answer = await sla.get("/province", as_=LEADER)
    found = by_agency(answer)
    assert list(found) == ["SNV", "STC", "SYT"]
    assert counted(found["SNV"]) == {name: value for name, value in SNV.items() if value}
    assert (counted(found["STC"]), counted(found["SYT"])) == (OWES, {})
    assert [one["wave"] for one in answer["agencies"]] == [1, 2, None]
    assert [one["on_time_percent"] for one in answer["agencies"]] == [50.0, None, None]
    for row in answer["agencies"]:
        assert set(COUNTED) - row["opens"].keys() == {"buck_passing"}
        for figure, address in row["opens"].items():
            assert (await sla.get(address, as_=LEADER))["total"] == row[figure], (row["agency"], figure)
    assert found["SNV"]["escalations_open"] > found["STC"]["escalations_open"] > 0
    days = {"from": answer["first_day"], "to": answer["last_day"], "by": "agency", "agency": "SNV"}
    assert (days["from"], days["to"]) == ("2026-02-08", "2026-03-09")
    (card,) = (await sla.get("/scorecards", as_=LEADER, params=days))["rows"]
    same = {"steps_done": "done", "steps_done_late": "done_late", "steps_open": "open"}
    same |= {"steps_overdue": "open_overdue", "steps_overdue_waiting": "open_overdue_waiting"}
    same |= {"buck_passing": "buck_passing"}
    assert {name: card[own] for name, own in same.items()} == {name: SNV[name] for name in same}
    assert answer["position"] == (await sla.get("/scorecards", as_=LEADER, params=days))["position"]


async def test_waves_and_all_together_are_sums_of_what_is_shown(sla: Sla) -> None:
    answer = await sla.get("/province", as_=LEADER)
    assert [(one["wave"], one["agencies"]) for one in answer["waves"]] == [(1, 1), (2, 1), (None, 1)]
    assert counted(answer["waves"][0]) == counted(answer["agencies"][0])
    assert counted(answer["total"]) == {name: value for name, value in {**SNV, **OWES}.items() if value}
    second = await sla.get("/province?wave=2", as_=LEADER)
    assert [list(by_agency(second)), counted(second["total"])] == [["STC"], OWES]
    today = await sla.get("/province?days=1", as_=LEADER)
    assert (today["total"]["steps_done"], today["total"]["steps_done_late"]) == (1, 1)
    assert (today["total"]["on_time_percent"], today["total"]["buck_passing"]) == (0.0, 0)


async def test_who_leads_the_province_sees_all_and_a_head_their_own_agency(sla: Sla) -> None:
    for who in (LEADER, HOME_AFFAIRS, "auditor"):
        assert list(by_agency(await sla.get("/province", as_=who))) == ["SNV", "STC", "SYT"]
    own = await sla.get("/province", as_=TAM)
    assert (list(by_agency(own)), [one["wave"] for one in own["waves"]]) == (["STC"], [2])
    assert counted(own["total"]) == OWES
    assert by_agency(await sla.get("/province?agency=SNV", as_=BINH)).keys() == {"SNV"}
    for who, path, code in (
        (TAM, "/province?agency=SNV", "not-in-agency"),
        (principal("snv.soat", Role.REVIEWER, "SNV"), "/province?agency=SNV", "not-in-agency"),
        (LAN, "/province", "role-missing"),
        ("operator", "/province", "role-missing"),
    ):
        refused = await sla.world.get("sla", path, as_=who)
        assert (refused.status_code, refused.json()["code"]) == (403, code)


async def test_the_gauges_say_the_same_and_an_agency_is_in_one_wave(sla: Sla) -> None:
    queries = sla.world.host.hosted[Service.SLA].service.queries
    assert isinstance(queries, SlaQueries)
    metrics.ESCALATIONS_OPEN.clear()  # of other tests in this process
    told = ToldFigures()
    await told.tell(queries, Service.SLA)
    for agency, row in by_agency(await sla.get("/province", as_=LEADER)).items():
        assert {name: gauge(one, agency=agency) for name, one in GAUGES.items()} == {
            name: row[name] for name in GAUGES
        }
        levels = {one.value: gauge(metrics.ESCALATIONS_OPEN, agency=agency, level=one.value) for one in Level}
        assert {name: count for name, count in levels.items() if count} == row["escalations_by_level"]
        assert sum(row["escalations_by_level"].values()) == row["escalations_open"]
    assert GAUGES.keys() == set(COUNTED) - {"escalations_open"}
    assert gauge(metrics.AGENCY_WAVE, agency="SYT", wave=NO_WAVE) == 1
    await sla.world.tell(
        WavePlanned(agency="SNV", wave=3, planned_by="quan-tri", planned_at=BEGIN), "SNV", BEGIN
    )
    await sla.world.settle()
    await told.tell(queries, Service.SLA)
    assert [gauge(metrics.AGENCY_WAVE, agency="SNV", wave=one) for one in ("1", "3")] == [None, 1]
    assert by_agency(await sla.get("/province", as_=LEADER))["SNV"]["wave"] == 3


def gauge(metric: Gauge, **labels: str) -> float | None:
    """What a process tells now; None: nothing."""
    (family,) = metric.collect()
    return next((one.value for one in family.samples if one.labels == labels), None)
