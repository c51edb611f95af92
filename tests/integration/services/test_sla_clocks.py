"""Clocks as people see them: due soon, overdue and withdrawn, by the time of events and by the sweeper."""

import copy
from functools import partial
from pathlib import Path

from shared.contracts.cases.course import ExtensionGranted
from shared.contracts.cases.steps import StepReopened
from shared.contracts.declaring import type_of
from shared.contracts.registry import parse
from shared.contracts.sla import StepOverdue
from shared.contracts.topics import Service
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role
from shared.messaging.consumer import Consumer
from shared.messaging.message import Message
from shared.telemetry.metrics import REGISTRY
from tests.hosting import principal
from tests.integration.services.sla_case import CASE, OF_CASE, Sla, case_step, opening, sla_alone
from tests.unit.working_time.calendars import hanoi


async def test_a_step_finished_late_is_overdue_though_nobody_looked(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.complete("receive", "2026-03-03 08:30")
        step = await sla.step()
        assert (step["late"], step["overdue"], step["used_minutes"]) == (True, False, 540)
        assert (await sla.get("/overdue"))["total"] == 0
        (late,) = (await sla.get("/figures?by=official"))["most_late"]
        assert (late["official"], late["late_steps"], late["overdue_steps"]) == ("snv.lan", 1, 0)


async def test_the_sweeper_warns_and_then_tells_that_a_step_is_overdue_each_once(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.sweep("2026-03-02 15:53")
        assert await sla.events() == ["ClockStarted", "StepClockStarted"]
        for at in ("15:54", "16:00"):
            await sla.sweep(f"2026-03-02 {at}")
        assert (await sla.events())[2:] == ["StepDueSoon"]
        for at in ("17:30", "18:00", "19:00"):
            await sla.sweep(f"2026-03-02 {at}")
        assert (await sla.events())[2:] == ["StepDueSoon", "StepOverdue"]
        await sla.sweep("2026-03-04 18:00")
        assert (await sla.events())[4:] == ["CaseOverdue"]


async def test_the_overdue_list_begins_with_the_worst_and_says_by_how_much(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open("2026-03-02 08:30", case="SNV-260302-0002")
        await sla.open()
        await sla.sweep("2026-03-03 09:30")
        overdue = (await sla.get("/overdue"))["steps"]
        assert [(one["case_number"], one["overdue_working_minutes"]) for one in overdue] == [
            (CASE, 120),
            ("SNV-260302-0002", 60),
        ]


async def test_a_step_is_with_whom_it_was_assigned_to_and_then_with_who_holds_it(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open(first=(opening("receive", official=None),))
        assert (await sla.step())["official"] is None
        await sla.assign("receive", "2026-03-02 08:00", "snv.minh")
        assert (await sla.step())["official"] == "snv.minh"
        await sla.receive("receive", "2026-03-02 09:00", by="snv.hoa", official="snv.thu")
        assert (await sla.step())["official"] == "snv.thu"


async def test_a_step_is_with_who_received_it_where_nobody_else_is_named(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.receive("receive", "2026-03-02 09:00", by="snv.hoa")
        assert (await sla.step())["official"] == "snv.hoa"


async def test_an_overdue_is_withdrawn_when_the_step_turns_out_to_have_been_done(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.sweep("2026-03-02 18:00")
        await sla.complete("receive", "2026-03-02 17:00")
        assert (await sla.events())[2:] == ["StepOverdue", "OverdueWithdrawn", "StepClockStopped"]
        step = await sla.step()
        assert (step["late"], step["overdue"]) == (False, False)
        assert (await sla.get("/figures"))["most_late"] == []


async def test_a_paused_clock_is_not_overdue_and_is_due_later_when_it_runs_again(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.suspend("2026-03-02 10:30")
        await sla.sweep("2026-03-09 08:00")
        assert (await sla.events())[2:] == ["ClockPaused"]
        await sla.resume("2026-03-09 08:00")
        assert (await sla.step())["due_at"] == "2026-03-09T08:00:00.000000Z"
        await sla.sweep("2026-03-09 15:01")
        assert (await sla.events())[3:] == ["ClockResumed", "StepOverdue"]


async def test_what_was_overdue_before_a_pause_is_told_in_the_pause(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.suspend("2026-03-03 10:30")
        await sla.sweep("2026-03-03 11:00")
        assert (await sla.events())[2:] == ["ClockPaused", "StepOverdue"]


async def test_many_paused_cases_dont_keep_the_sweeper_from_a_running_one(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.suspend("2026-03-02 08:00")
        await sla.open("2026-03-02 09:30", case="SNV-260302-0002")
        clocks = await sla.waiting("2026-03-10 08:00")
        assert clocks == ["SNV-260302-0002"]


async def test_an_extension_takes_a_cases_overdue_back(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open(first=())
        await sla.sweep("2026-03-04 18:00")
        assert (await sla.get("/figures"))["late_cases"] == 1
        granted = ExtensionGranted(
            **OF_CASE,
            due_at=hanoi("2026-03-06 17:30"),
            reason="Phải xác minh",
            granted_by="snv.binh",
            granted_at=hanoi("2026-03-04 18:30"),
        )
        await sla.tell(granted, "2026-03-04 18:30")
        assert (await sla.get("/figures"))["late_cases"] == 0
        await sla.sweep("2026-03-06 17:31")
        assert (await sla.events())[1:] == ["CaseOverdue", "OverdueWithdrawn", "ClockExtended", "CaseOverdue"]


async def test_an_imported_history_is_left_alone_by_the_sweeper(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open(imported=True)
        await sla.sweep("2026-06-01 08:00")
        assert await sla.events() == ["ClockStarted", "StepClockStarted"]


async def test_a_restart_forgets_no_alarm(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.sweep("2026-03-02 16:00")
    async with sla_alone(tmp_path) as sla:
        await sla.sweep("2026-03-02 18:00")
        assert (await sla.events())[2:] == ["StepDueSoon", "StepOverdue"]


async def test_a_read_model_built_anew_has_the_same_alarms(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.sweep("2026-03-02 16:00")
        before = await sla.get(f"/clocks/{CASE}")
        rebuilt = await sla.world.post("sla", "/operations/views/clocks/rebuild", as_="operator")
        assert rebuilt.is_success, rebuilt.text
        assert await sla.get(f"/clocks/{CASE}") == before
        assert before["next_alarm"] == "2026-03-02T10:30:00.000001Z"


async def test_what_is_delivered_twice_changes_nothing(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.complete("receive", "2026-03-03 08:30")
        before = await sla.events()
        messages = await sla.messages()
        for consumer, message in messages:
            await sla.world.application("sla").execute(partial(react, consumer, message))
        assert (len(messages), await sla.events()) == (2, before)


def react(consumer: Consumer, message: Message, work: UnitOfWork) -> None:
    consumer.process(work, message)


async def test_a_clock_that_another_process_wrote_is_read_again_before_it_is_swept(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open(first=())
        await open_step_elsewhere(sla)
        await sla.sweep("2026-03-02 18:00")
        assert (await sla.events())[1:] == ["StepClockStarted", "StepGiven", "StepOverdue"]


async def open_step_elsewhere(sla: Sla) -> None:
    """The next event of the case, taken by a process of its own: this one's cache doesn't know of it."""
    application = sla.world.application("sla")
    kept = application._commit._cache
    stale = kept.get(f"clock-{CASE}")
    assert stale is not None
    old = copy.deepcopy(stale)
    await sla.tell(
        StepReopened(
            **OF_CASE,
            step="receive",
            visit=1,
            division="VP",
            official="snv.lan",
            to=(opening("receive"),),
            reason="Bổ sung",
            reopened_by="snv.hoa",
            reopened_at=hanoi("2026-03-02 07:30"),
        ),
        "2026-03-02 07:30",
    )
    kept.put(f"clock-{CASE}", old)


async def test_why_names_what_was_counted_and_what_was_not(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open("2026-03-06 16:30")
        why = await sla.get(f"/clocks/{CASE}/why?step=receive")
        assert [one["label"] for one in why if not one["counted"]][:2] == [
            "Ngoài giờ làm việc",
            "Ngày nghỉ hằng tuần",
        ]
        assert sum(one["counted"] for one in why) == 3
        assert len(await sla.get(f"/clocks/{CASE}/why")) > len(why)


async def test_divisions_of_the_same_code_are_counted_apart(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.open(case="STC-260302-0001", agency="STC")
        await sla.sweep("2026-03-02 18:00")
        units = (await sla.get("/figures?by=division"))["most_late"]
        assert [(one["division"], one["agency"], one["late_steps"]) for one in units] == [
            ("VP", agency, 1) for agency in ("SNV", "STC")
        ]


async def test_clocks_of_other_agencies_look_as_if_they_were_not_there(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        other, own = (principal("one", Role.OFFICIAL, agency, "VP") for agency in ("STC", "SNV"))
        for path in (f"/clocks/{CASE}", f"/clocks/{CASE}/why"):
            assert (await sla.world.get("sla", path, as_=other)).status_code == 404
            assert (await sla.world.get("sla", path, as_=own)).status_code == 200
            assert (await sla.world.get("sla", path)).status_code == 401


async def test_what_others_hear_of_a_step_names_it(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open(steps=(case_step("receive", "Tiếp nhận hồ sơ"),))
        await sla.sweep("2026-03-02 17:31")
        mapper = sla.world.host.hosted[Service.SLA].mapper
        log = await sla.world.application("sla").log(0, 100)
        overdue = next(one for one in log if isinstance(one.event, StepOverdue))
        told = mapper.to_record(overdue)
        assert told is not None
        assert told.event.type == type_of(StepOverdue)
        assert parse(told.event.type, told.event.data).step_name == "Tiếp nhận hồ sơ"


async def test_each_receipt_is_measured_once_in_working_time(tmp_path: Path) -> None:
    before, waited = hand_offs(), hand_offs("sum")
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        await sla.receive("receive", "2026-03-02 08:30")
        await sla.open("2026-03-02 07:30", case="SNV-260302-0002", imported=True)
        await sla.receive("receive", "2026-03-03 08:30", case="SNV-260302-0002")
    assert (hand_offs() - before, hand_offs("sum") - waited) == (1, 3_600)


def hand_offs(what: str = "count") -> float:
    found = REGISTRY.get_sample_value(f"tthc_hand_off_seconds_{what}", {"agency": "SNV"})
    return found or 0.0


async def test_what_nobody_received_is_shown_and_looked_at_once(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla:
        await sla.open()
        step = await sla.step()
        assert (step["receipt_due_at"], step["receipt_overdue"]) == ("2026-03-03T10:30:00.000000Z", False)
        await sla.sweep("2026-03-03 17:31")
        step = await sla.step()
        assert (step["receipt_late"], step["receipt_overdue"]) == (True, True)
        assert (await sla.all_events()).count("ReceiptOverdue") == 1
        await sla.receive("receive", "2026-03-03 17:45")
        step = await sla.step()
        assert (step["receipt_late"], step["receipt_overdue"], step["receipt_alarm"]) == (True, False, None)
        assert await sla.waiting("2026-03-04 08:00") == []
