"""`tthc verify` finds each kind of damage in files, and names it."""

import pytest

from shared.runtime.findings import Area
from tests.integration.operations.damage import Damaged

CASE = "SELECT originator_id FROM stored_events WHERE topic = 'CaseOpened' ORDER BY rowid"


def case(system: Damaged, number: int = 0) -> str:
    """The stream of a case."""
    return str(system.rows("cases.events", CASE)[number][0])


def last_version(system: Damaged, service: str, stream: str) -> int:
    text = "SELECT max(originator_version) FROM stored_events WHERE originator_id = ?"
    return int(system.rows(f"{service}.events", text, stream)[0][0])


async def test_a_sound_system_has_no_disagreements(system: Damaged) -> None:
    findings = await system.findings()
    assert findings.disagreements == []
    assert findings.checked["case numbers"] == findings.checked["clocks"] == 3
    assert min(findings.checked[what] for what in ("documents", "positions", "notifications")) > 0


# --- stores --------------------------------------------------------------------------------------


async def test_a_deleted_row_is_named(system: Damaged) -> None:
    stream = case(system)
    system.delete_row("cases", stream, 2)
    (found,) = await system.found(Area.STORE)
    assert f"cases {stream} version 2: expected an event, found none" in found


async def test_a_row_that_can_not_be_read_is_named(system: Damaged) -> None:
    stream = case(system)
    text = "UPDATE stored_events SET state = ? WHERE originator_id = ? AND originator_version = 2"
    system.execute("cases.events", text, b'{"torn', stream)
    assert any(f"cases {stream} version 2" in found for found in await system.found(Area.STORE))


async def test_a_deleted_last_row_shows_in_what_followed_from_it(system: Damaged) -> None:
    stream = case(system)
    version = last_version(system, "cases", stream)
    system.delete_row("cases", stream, version)
    clock = stream.replace("case-", "clock-")
    assert any(f"{clock}: expected no fact {version}" in one for one in await system.found(Area.CLOCK))
    assert any(f"'version': {version - 1}," in one for one in await system.found(Area.READ_MODEL))
    assert await system.found(Area.ANSWERS)


async def test_a_row_that_was_changed_by_hand_is_named(system: Damaged) -> None:
    stream = case(system)
    system.change_event("cases", stream, 1, seals=False, subject="Chủ đề khác")
    found = await system.found(Area.STORE)
    assert any(f"cases {stream} version 1" in one and "checksum" in one for one in found)


async def test_a_changed_row_shows_in_the_read_model(system: Damaged) -> None:
    stream = case(system)
    system.change_event("cases", stream, 1, subject="Chủ đề khác")
    found = await system.found(Area.READ_MODEL)
    assert any(f"cases cases cases/{stream[5:]}" in one and "Chủ đề khác" in one for one in found)


# --- numbers and answers -------------------------------------------------------------------------


async def test_a_gap_in_the_numbers_is_named(system: Damaged) -> None:
    book, version = system.row("cases", "NumberTaken", 1)
    system.change_event("cases", book, version, sequence=5)
    found = await system.found(Area.NUMBERS)
    assert any(f"{book}: expected number {version}" in one and "a gap" in one for one in found)


async def test_a_number_given_twice_is_named(system: Damaged) -> None:
    book, version = system.row("cases", "NumberTaken", 0)
    system.change_event("cases", book, version + 1, number=case(system)[5:])
    found = await system.found(Area.NUMBERS)
    assert any(f"{case(system)[5:]}: expected one place in the books" in one for one in found)
    assert any(f"{case(system, 1)}: expected its number in a book" in one for one in found)


async def test_a_case_without_a_number_is_named(system: Damaged) -> None:
    book, version = system.row("cases", "NumberTaken", -1)
    system.delete_row("cases", book, version)
    (found,) = await system.found(Area.NUMBERS)
    assert f"{case(system, 2)}: expected its number in a book" in found


async def test_a_key_that_was_answered_twice_is_named(system: Damaged) -> None:
    stream, _ = system.row("cases", "CommandAnswered")
    system.copy_event("cases", stream, 1, stream, 2)
    assert any(f"cases {stream}: expected one answer" in one for one in await system.found(Area.ANSWERS))


# --- positions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("by", "kind"), [(-2, "behind"), (+1, "ahead"), (+10_000, "ahead")])
async def test_a_moved_position_is_named(system: Damaged, by: int, kind: str) -> None:
    reader = system.move_position("sla", "tthc.cases", by)
    (found,) = await system.found(Area.POSITION)
    assert f"sla {reader}" in found
    assert kind in found


# --- read models ---------------------------------------------------------------------------------


async def test_a_changed_document_is_named(system: Damaged) -> None:
    number = case(system)[5:]
    text = "UPDATE \"cases@1\" SET body = json_set(body, '$.status', 'cancelled') WHERE id = ?"
    assert system.execute("cases.documents", text, number) == 1
    (found,) = await system.found(Area.READ_MODEL)
    assert f"cases cases cases/{number}: expected {{'status': 'completed'}}" in found


async def test_a_deleted_document_is_named(system: Damaged) -> None:
    number = case(system)[5:]
    assert system.execute("cases.documents", 'DELETE FROM "cases@1" WHERE id = ?', number) == 1
    (found,) = await system.found(Area.READ_MODEL)
    assert f"cases cases cases/{number}: expected a document at version" in found


async def test_a_document_too_many_is_named(system: Damaged) -> None:
    text = 'INSERT INTO "cases@1" SELECT ?, version, body FROM "cases@1" LIMIT 1'
    assert system.execute("cases.documents", text, "SNV-990101-0001") == 1
    (found,) = await system.found(Area.READ_MODEL)
    assert "cases cases cases/SNV-990101-0001: expected no document" in found


async def test_a_document_of_an_older_version_is_named(system: Damaged) -> None:
    number = case(system)[5:]
    text = 'UPDATE "cases@1" SET version = version - 1 WHERE id = ?'
    assert system.execute("cases.documents", text, number) == 1
    (found,) = await system.found(Area.READ_MODEL)
    assert f"cases cases cases/{number}: expected version" in found


@pytest.mark.parametrize(("by", "kind"), [(-1, "behind"), (+1, "ahead")])
async def test_a_view_that_is_elsewhere_than_it_says_is_named(system: Damaged, by: int, kind: str) -> None:
    text = "UPDATE _read_models SET version = version + ? WHERE id LIKE '*:%'"  # all views' together
    assert system.execute("notify.documents", text, by) == 1
    found = await system.found(Area.READ_MODEL)
    assert [one for one in found if "notify inbox position" in one and kind in one]
    assert all(" position" in one for one in found)


# --- clocks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", ["CaseOverdue", "StepClockStopped"])
async def test_a_missing_conclusion_is_named(system: Damaged, event: str) -> None:
    stream, version = system.row("sla", event)
    system.delete_row("sla", stream, version)
    found = await system.found(Area.CLOCK)
    assert any(f"{stream}: expected {event}(" in one and "no such event" in one for one in found)


async def test_a_fact_that_left_nothing_is_named(system: Damaged) -> None:
    stream, version = system.row("sla", "ClockStopped")
    for one in (version, system.row("sla", "VisitsLeft")[1]):  # all that the case's end led to
        system.delete_row("sla", stream, one)
    assert any(f"{stream}: expected facts 1 to" in one for one in await system.found(Area.CLOCK))


async def test_a_changed_conclusion_is_named(system: Damaged) -> None:
    stream, _ = system.row("sla", "CaseOverdue")
    stopped = last_version(system, "sla", stream)
    system.change_event("sla", stream, stopped, late=False)
    found = await system.found(Area.CLOCK)
    assert any(f"{stream} version {stopped}: " in one and "late=True" in one for one in found)


async def test_a_clock_that_is_gone_is_named(system: Damaged) -> None:
    stream, _ = system.row("sla", "ClockStarted")
    assert system.execute("sla.events", "DELETE FROM stored_events WHERE originator_id = ?", stream) > 1
    assert any(f"{stream}: expected a clock with facts 1 to" in one for one in await system.found(Area.CLOCK))


async def test_a_clock_from_before_steps_names_were_kept_is_whole(system: Damaged) -> None:
    (stream, *_), *_ = system.rows(
        "sla.events",
        "SELECT originator_id FROM stored_events WHERE originator_id LIKE 'clock-%' GROUP BY originator_id"
        " HAVING SUM(topic LIKE '%Overdue' OR topic = 'StepDueSoon') = 0",
    )
    system.change_event("sla", stream, 1, step_names={})
    of_visits = (
        "SELECT originator_version FROM stored_events WHERE originator_id = ? AND topic = 'StepClockStarted'"
    )
    for (version,) in system.rows("sla.events", of_visits, stream):
        system.change_event("sla", stream, version, step_name=None)
    measured = of_visits.replace("StepClockStarted", "StepClockStopped")
    for (version,) in system.rows("sla.events", measured, stream):
        system.change_event("sla", stream, version, measured=None)
    assert await system.found(Area.CLOCK) == []


async def test_a_clock_with_other_names_of_steps_is_named(system: Damaged) -> None:
    stream, _ = system.row("sla", "ClockStarted")
    system.change_event("sla", stream, 1, step_names={"x": "Bước khác"})
    assert any(f"{stream} version 1: " in one for one in await system.found(Area.CLOCK))


# --- notifications -------------------------------------------------------------------------------


async def test_a_missing_notification_is_named(system: Damaged) -> None:
    stream, version = system.row("notify", "NotificationAdded")
    system.delete_row("notify", stream, version)
    (found,) = await system.found(Area.NOTIFICATION)
    assert f"{stream}: expected a notification" in found


async def test_a_second_notification_is_named(system: Damaged) -> None:
    stream, _ = system.row("notify", "NotificationAdded")
    system.copy_event("notify", stream, 1, stream, 2)
    (found,) = await system.found(Area.NOTIFICATION)
    assert f"{stream}: expected one notification, found a second one" in found


async def test_a_notification_to_somebody_else_is_named(system: Damaged) -> None:
    stream, _ = system.row("notify", "NotificationAdded")
    system.change_event("notify", stream, 1, recipient="nguoi-khac")
    found = await system.found(Area.NOTIFICATION)
    assert any(stream in one and "found one to nguoi-khac" in one for one in found)


async def test_a_notification_without_a_cause_is_named(system: Damaged) -> None:
    stream, _ = system.row("notify", "NotificationAdded")
    strange = "delivery-00000000-0000-5000-8000-000000000000.an"
    system.copy_event("notify", stream, 1, strange, 1)
    system.change_event("notify", strange, 1, cause=strange[9:45], recipient="an")
    assert any(f"{strange}: expected a cause" in one for one in await system.found(Area.NOTIFICATION))
