"""Inboxes as their owners see them, on the embedded profile; catalog and sla are stood in for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from shared.auth import Principal
from shared.contracts import notify, sla
from shared.contracts.catalog.agencies import DivisionAdded, OfficialAppointed
from shared.contracts.catalog.deliveries import AcknowledgementReminded, CatalogueSent
from shared.contracts.catalog.reviews import EditionSentForComments, ReviewRoundClosed
from shared.contracts.catalog.staff import DelegationGranted, DelegationRevoked
from shared.contracts.declaring import type_of
from shared.contracts.topics import Service, Topic
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting, Role
from shared.messaging.consumer import Consumer
from shared.messaging.dead_letters import DeadLetterAdded
from shared.messaging.message import Message
from shared.messaging.record import LocalRecord
from tests.hosting import World, hosted, principal

AT = datetime(2026, 12, 7, 4, 5, tzinfo=UTC)
CASE = "SNV-261201-0001"
LIMIT = TimeLimit.of(32 * 60, Counting.WORKING_HOURS)
OF_CASE: dict[str, Any] = {"case_number": CASE, "agency": "SNV", "procedure": "SNV-07", "edition": 1}
TIMES: dict[str, Any] = {"started_at": AT, "due_at": AT, "time_limit": LIMIT, "detected_at": AT}
STEP: dict[str, Any] = {**OF_CASE, **TIMES, "step": "tham-dinh", "visit": 1, "division": "CCVC"}
MINH = principal("snv.minh", Role.OFFICIAL, "SNV", "CCVC")
HOA = principal("snv.hoa", Role.DIVISION_HEAD, "SNV", "CCVC")
BINH = principal("snv.binh", Role.AGENCY_HEAD, "SNV")


async def appoint(world: World, official: str, role: Role, *divisions: str) -> None:
    appointed = OfficialAppointed(
        agency="SNV",
        official=official,
        name=official,
        divisions=divisions,
        position="",
        roles=(role.value, "a-role-of-a-later-version"),
        appointed_by="quan-tri",
        appointed_at=AT,
    )
    await world.tell(appointed, "SNV", AT)


async def staff(world: World) -> None:
    await appoint(world, "snv.minh", Role.OFFICIAL, "CCVC")
    await appoint(world, "snv.hoa", Role.DIVISION_HEAD, "CCVC")
    await appoint(world, "snv.binh", Role.AGENCY_HEAD)
    await world.settle()


async def told(world: World, event: sla.ClockEvent) -> None:
    await world.tell(event, CASE, AT)
    await world.settle()
    assert await world.dead_letters("notify") == []


async def inbox(world: World, who: Principal, language: str = "vi") -> list[dict[str, Any]]:
    answer = await world.get("notify", "/inbox/entries", as_=who, headers={"Accept-Language": language})
    assert answer.is_success, answer.text
    entries: list[dict[str, Any]] = answer.json()["entries"]
    return entries


async def test_the_holder_and_the_head_of_the_division_are_told_of_an_overdue_step(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await staff(world)
        await told(world, sla.StepOverdue(**STEP, official="snv.minh"))
        assert [[entry["kind"] for entry in await inbox(world, who)] for who in (MINH, HOA, BINH)] == [
            ["step_overdue"],
            ["step_overdue"],
            [],
        ]


async def test_who_leads_the_agency_is_told_where_nobody_holds_or_leads_the_work(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await staff(world)
        await told(world, sla.StepDueSoon(**{**STEP, "division": "TTr"}, used_percent=80))
        await told(world, sla.CaseOverdue(**OF_CASE, **TIMES))
        kinds = {entry["kind"] for entry in await inbox(world, BINH)}
        assert (kinds, await inbox(world, MINH)) == ({"step_due_soon", "case_overdue"}, [])


async def test_all_who_hold_a_part_of_an_overdue_case_are_told_each_once(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await staff(world)
        held = [
            sla.OpenStep(step="a", visit=1, division="CCVC", official="snv.minh"),
            sla.OpenStep(step="b", visit=1, division="CCVC", official="snv.lan"),
        ]
        await told(world, sla.CaseOverdue(**OF_CASE, **TIMES, open_steps=tuple(held)))
        lan = principal("snv.lan", Role.OFFICIAL, "SNV", "CCVC")
        assert [len(await inbox(world, who)) for who in (MINH, lan, HOA)] == [1, 1, 1]


async def test_a_cause_that_is_told_again_adds_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await staff(world)
        await told(world, sla.StepOverdue(**STEP, official="snv.minh"))
        consumer, message = await last_message(world)
        assert isinstance(message, Message)
        await world.application("notify").execute(lambda work: consumer.process(work, message))
        await world.settle()
        assert len(await inbox(world, MINH)) == 1


async def last_message(world: World) -> tuple[Consumer, Message | DeadLetterAdded]:
    """The consumer of the sla service's topic, and the newest message there, as it would come once more."""
    consumers = world.host.hosted[Service.NOTIFY].consumers
    consumer = next(one for one in consumers if one.subscription.topic is Topic.SLA)
    (event,) = await world.application("sla").log(0, 100)
    outgoing = world.host.hosted[Service.SLA].mapper.to_record(event)
    assert outgoing is not None
    return consumer, consumer.read(LocalRecord(Topic.SLA.value, outgoing.event, outgoing.told))


async def test_the_texts_come_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await told(world, sla.StepOverdue(**STEP, official="snv.minh", step_name="Thẩm định hồ sơ"))
        (coded,) = await inbox(world, MINH)
        assert coded["sentence"].endswith("Đơn vị đang xử lý: CCVC.")
        name = "Phòng Công chức, viên chức"
        named = DivisionAdded(agency="SNV", division="CCVC", name=name, added_by="quan-tri", added_at=AT)
        await world.tell(named, "SNV", AT)
        await world.settle()
        (vi,), (en,) = await inbox(world, MINH), await inbox(world, MINH, "en")
        assert (vi["division"], vi["division_name"]) == ("CCVC", name)
        assert vi["sentence"].endswith(f"Đơn vị đang xử lý: {name}.")
        assert en["sentence"].endswith(f"Held by: {name}.")
        assert vi["sentence"].startswith("Bước “Thẩm định hồ sơ” của hồ sơ SNV-261201-0001 đã quá hạn")
        assert en["sentence"].startswith('Step "Thẩm định hồ sơ" of case SNV-261201-0001 has been overdue')


async def test_an_entry_is_read_once_and_by_its_owner_alone(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await told(world, sla.StepOverdue(**STEP, official="snv.minh"))
        (entry,) = await inbox(world, MINH)
        path = f"/inbox/entries/{entry['notification']}/read"
        others = await world.post("notify", path, as_=HOA)
        assert (others.status_code, others.json()["code"]) == (404, "notification-not-found")
        read = await world.post("notify", path, as_=MINH)
        again = await world.post("notify", path, as_=MINH)
        assert (read.status_code, read.json()["version"], again.status_code) == (200, 2, 409)
        await world.settle()
        assert (await world.get("notify", "/inbox/count", as_=MINH)).json() == {"unread": 0}


async def test_reading_is_answered_alike_under_the_same_key(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await told(world, sla.StepOverdue(**STEP, official="snv.minh"))
        (entry,) = await inbox(world, MINH)
        path = f"/inbox/entries/{entry['notification']}/read"
        key = {"Idempotency-Key": "doc"}
        answers = [await world.post("notify", path, as_=MINH, headers=key) for _ in range(2)]
        assert answers[0].json() == answers[1].json()


async def test_an_inbox_needs_its_owner_to_sign_in(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        assert (await world.get("notify", "/inbox/entries")).status_code == 401
        assert await inbox(world, principal("quan-tri", Role.OPERATOR)) == []


async def test_the_newest_appointment_decides_who_leads(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await staff(world)
        await appoint(world, "snv.hoa", Role.OFFICIAL, "CCVC")
        await world.settle()
        await told(world, sla.StepOverdue(**STEP, official="snv.minh"))
        assert [len(await inbox(world, who)) for who in (MINH, HOA)] == [1, 0]


async def test_what_happens_to_inboxes_is_told_to_others(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await told(world, sla.StepOverdue(**STEP, official="snv.minh"))
        mapper = world.host.hosted[Service.NOTIFY].mapper
        events = await world.application("notify").log(0, 100)
        sent = [out.event for out in map(mapper.to_record, events) if out is not None]
        assert [(one.type, one.partitionkey) for one in sent] == [(type_of(notify.NotificationAdded), CASE)]


async def test_who_must_act_on_a_catalogue_is_told_once_for_each_cause(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await appoint(world, "snv.vinh", Role.REVIEWER)
        await staff(world)
        asked = EditionSentForComments(
            agency="SCT",
            edition=1,
            round=1,
            reviewing_agency="SNV",
            comments_due=AT.date(),
            sent_by="sct.nam",
            sent_at=AT,
        )
        sent = CatalogueSent(
            agency="SCT",
            edition=1,
            recipient="SNV",
            chosen=True,
            address="https://a.vn",
            sent_by="x",
            sent_at=AT,
        )
        for event in (asked, sent):
            await world.tell(event, "SCT", AT)
            await world.settle()
        (entry,) = await inbox(world, principal("snv.vinh", Role.REVIEWER, "SNV"))
        assert (entry["kind"], entry["owner"], entry["edition"]) == ("comments_asked", "SCT", 1)
        assert entry["title"] == "Đề nghị góp ý: danh mục lần 1 của SCT"
        (of_head,) = await inbox(world, BINH)
        assert of_head["kind"] == "catalogue_to_acknowledge"
        assert await world.dead_letters("notify") == []


async def test_reviewers_are_told_of_a_recall_and_the_head_of_who_never_acknowledged(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify") as world:
        await appoint(world, "snv.vinh", Role.REVIEWER)
        await staff(world)
        recalled = ReviewRoundClosed(
            agency="SCT",
            edition=1,
            reviewing_agency="SNV",
            round=1,
            outcome="recalled",
            comments=0,
            closed_at=AT,
        )
        reminded = AcknowledgementReminded(
            agency="SNV", edition=2, recipient="STC", reminded_at=AT, reminder=2, last=False
        )
        last = replace(reminded, **{"reminder": 3, "last": True})
        for event in (recalled, reminded, last):
            await world.tell(event, "SNV", AT)
            await world.settle()
        (entry,) = await inbox(world, principal("snv.vinh", Role.REVIEWER, "SNV"))
        assert entry["kind"] == "comments_no_longer_asked"
        assert "đã rút dự thảo danh mục lần 1" in entry["sentence"]
        (of_head,) = await inbox(world, BINH)
        assert (of_head["kind"], of_head["counterpart"]) == ("catalogue_unacknowledged", "STC")
        assert of_head["sentence"].startswith("STC được nhắc lần cuối vào")


async def test_who_acts_for_the_holder_is_told_until_the_delegation_is_revoked(tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    granted = DelegationGranted(
        agency="SNV",
        official="snv.minh",
        delegate="snv.nga",
        first_day=today - timedelta(days=1),
        last_day=today + timedelta(days=1),
        roles=("official",),
        divisions=("CCVC",),
        granted_by="snv.minh",
        granted_at=AT,
    )
    nga = principal("snv.nga", Role.OFFICIAL, "SNV", "CCVC")
    async with hosted(tmp_path, "notify") as world:
        await staff(world)
        await world.tell(granted, "SNV", AT)
        await world.settle()
        await told(world, sla.StepDueSoon(**STEP, official="snv.minh", used_percent=80))
        revoked = DelegationRevoked(
            agency="SNV",
            official="snv.minh",
            delegate="snv.nga",
            first_day=granted.first_day,
            revoked_by="snv.minh",
            revoked_at=AT,
        )
        await world.tell(revoked, "SNV", AT)
        await world.settle()
        await told(world, sla.StepOverdue(**STEP, official="snv.minh"))
        assert [entry["kind"] for entry in await inbox(world, nga)] == ["step_due_soon"]
        assert len(await inbox(world, MINH)) == 2
