"""Escalations over HTTP: who sees them, who acknowledges, what figures and metrics say, by which policy."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from services.sla.application.sla import SlaApplication
from services.sla.gauges import ToldFigures
from services.sla.queries import SlaQueries
from shared.contracts.topics import Service
from shared.kernel import Role, day_of
from shared.telemetry import metrics
from tests.hosting import principal
from tests.integration.services.sla_case import CASE, Sla, sla_alone
from tests.unit.sla.cases import requested
from tests.unit.working_time.calendars import hours

LAN = principal("snv.lan", Role.OFFICIAL, "SNV", "VP")
HOA = principal("snv.hoa", Role.DIVISION_HEAD, "SNV", "VP")
BINH = principal("snv.binh", Role.AGENCY_HEAD, "SNV")
STRANGER = principal("stc.an", Role.AGENCY_HEAD, "STC")


async def listed(sla: Sla, query: str = "", **more: Any) -> list[tuple[str, str]]:
    rows = (await sla.get(f"/escalations{query}", **more))["escalations"]
    return [(one["level"], one["state"]) for one in rows]


async def test_what_climbs_is_listed_counted_and_ended(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.sweep("2026-03-03 11:31")
        assert await listed(sla) == [("division_head", "open"), ("official", "open")]
        assert await listed(sla, "?level=official&state=open&division=VP") == [("official", "open")]
        assert await listed(sla, "", as_=STRANGER) == []
        figures = await sla.get("/figures", as_=BINH)
        assert figures["escalations"] == len(
            await listed(sla, figures["opens"]["escalations"][12:], as_=BINH)
        )
        assert figures["escalations"] == 2
        page = await sla.get(f"/clocks/{CASE}", as_=LAN)
        assert [one["level"] for one in page["escalations"]] == ["official", "division_head"]
        (row,) = (await sla.get("/province?agency=SNV"))["agencies"]
        assert row["escalations_by_level"] == {"official": 1, "division_head": 1}
        await sla.complete("receive", "2026-03-03 13:30")
        assert await listed(sla, "?state=open") == []
        assert {one["reason"] for one in (await sla.get("/escalations"))["escalations"]} == {"completed"}
        await sla.sweep("2026-03-04 17:30")
        assert await sla.waiting("2026-03-04 17:30") == []


async def test_the_asked_agency_sees_what_climbs_against_it_and_not_for_which_step(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.tell(requested(2, "2026-03-02 08:30", hours(5)).event, "2026-03-02 08:30")
        await sla.sweep("2026-03-03 15:31")
        (row,) = (await sla.get("/escalations", as_=STRANGER))["escalations"]
        assert (row["agency"], row["case_agency"], row["level"]) == ("STC", "SNV", "agency_head")
        assert [row[name] for name in ("procedure", "step", "step_name", "visit")] == [None] * 4
        assert await listed(sla, "?procedure=SNV-07", as_=STRANGER) == []
        assert await listed(sla, "?procedure=SNV-07&told_agency=STC", as_=STRANGER) == []


async def test_who_is_told_acknowledges_and_nobody_else(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.sweep("2026-03-02 17:31")
        path, body = (
            f"/clocks/{CASE}/AcknowledgeEscalation",
            {"level": "official", "step": "receive", "visit": 1},
        )

        async def given(as_: Any, **more: Any) -> tuple[int, str | None]:
            answer = await sla.world.request("POST", "sla", path, as_=as_, json={**body, **more})
            return answer.status_code, answer.json().get("code")

        assert await given(HOA) == (403, "not-told-of-escalation")
        assert await given(STRANGER) == (404, "escalation-not-found")
        assert await given(LAN, level="province") == (404, "escalation-not-found")
        assert await given(LAN, note="Xong trong sáng mai") == (200, None)
        assert await given(LAN) == (409, "escalation-acknowledged-already")
        await sla.world.settle()
        (row,) = (await sla.get("/escalations", as_=LAN))["escalations"]
        assert (row["acknowledged_by"], row["note"]) == ("snv.lan", "Xong trong sáng mai")


async def test_what_nobody_acknowledges_for_a_working_day_is_told_to_monitoring(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        told, service = ToldFigures(), sla.world.host.hosted[Service.SLA].service
        application, queries = service.application, service.queries
        assert isinstance(application, SlaApplication)
        assert isinstance(queries, SlaQueries)
        for metric in (metrics.ESCALATIONS_OPEN, metrics.ESCALATIONS_UNACKNOWLEDGED):
            metric.clear()  # of other tests in this process

        async def at(moment: str) -> dict[str, float]:
            await sla.sweep(moment)
            await told.tell(queries, Service.SLA)
            await told.tell_unacknowledged(queries, application)
            (family,) = metrics.ESCALATIONS_UNACKNOWLEDGED.collect()
            return {one.labels["level"]: one.value for one in family.samples if one.value}

        assert await at("2026-03-03 17:29") == {}
        assert await at("2026-03-03 17:31") == {"official": 1}
        assert await at("2026-03-04 11:31") == {"official": 1, "division_head": 1}
        unacknowledged = "?state=open&acknowledged=false"
        assert await listed(sla, unacknowledged) == await listed(sla, "?state=open")
        path = f"/clocks/{CASE}/AcknowledgeEscalation"
        body = {"level": "division_head", "step": "receive", "visit": 1}
        answer = await sla.world.request("POST", "sla", path, as_=HOA, json=body)
        assert answer.is_success, answer.text
        await sla.world.settle()
        assert await listed(sla, "?acknowledged=true") == [("division_head", "open")]
        assert ("division_head", "open") not in await listed(sla, unacknowledged)
        assert await at("2026-03-04 11:32") == {"official": 1}
        await sla.complete("receive", "2026-03-04 11:33")
        assert await at("2026-03-04 11:34") == {}


async def test_a_policy_is_adopted_and_read(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        path = "/deadline-policies/SNV"
        shown = await sla.get(path, as_=LAN)
        assert (shown["holds"], shown["version"], len(shown["steps"])) == ("default", 0, 4)
        day = day_of(datetime.now(UTC) + timedelta(days=2)).isoformat()
        body = {
            "in_force_from": day,
            "steps": [{"level": "agency_head", "after_minutes": 60}],
            "reason": "Thử nghiệm",
        }

        async def adopted(as_: Any, at: str = path) -> int:
            answer = await sla.world.request("POST", "sla", f"{at}/AdoptDeadlinePolicy", as_=as_, json=body)
            return answer.status_code

        assert await adopted(BINH) == 200
        assert await adopted(STRANGER) == 403
        assert await adopted(LAN) == 403
        assert await adopted("operator", "/deadline-policies/province") == 200
        (one,) = (await sla.get(path, as_=LAN))["adopted"]
        assert (one["in_force_from"], one["adopted_by"]) == (day, "snv.binh")
