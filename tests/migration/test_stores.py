"""A store of an earlier version, opened by this one: it agrees with itself, shows the same, and goes on."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from services.cases.domain.due import DueReplicated
from services.cases.domain.working_calendar import CalendarReplicated
from services.notify.domain.step_names import StepsNamed
from services.sla.domain.conversions import ConversionNoted
from services.sla.domain.rollout import EndNoted, WaveNoted
from services.sla.domain.staff import AbsenceCleared, AbsenceNoted, StaffLeft, StaffPlaced
from services.sla.domain.superiors import SuperiorNoted
from shared.contracts.calendars import CalendarChanged
from shared.delegations import DelegationReplicated
from shared.names.following import NameReplicated
from shared.runtime.findings import Area, Disagreement, Findings
from shared.settings import load_settings
from tests.hosting import ADDRESS, World
from tests.integration.docs.pages import states
from tests.integration.services.cases.driving import BINH, LAN, Office
from tests.integration.services.test_catalog import ok
from tests.migration.rows import write_store
from tests.migration.stored import Stored, ask, versions
from tests.migration.story import SERVICES, Question
from tthc.operations.opening import opened
from tthc.operations.verify import verify

VERSIONS = versions()
#: What a service tells, or keeps of another's events, since it tells or follows more of them.
SINCE = (NameReplicated, DueReplicated, CalendarReplicated, CalendarChanged)
#: The same of one service, where others had it before.
SINCE_IN: dict[str, tuple[type, ...]] = {
    "notify": (StepsNamed,),
    "sla": (
        DelegationReplicated,
        StaffPlaced,
        StaffLeft,
        SuperiorNoted,
        AbsenceNoted,
        AbsenceCleared,
        ConversionNoted,
        WaveNoted,
        EndNoted,
    ),
}


@pytest.fixture(params=VERSIONS, ids=lambda stored: stored.folder.name)
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Stored:
    """One version's stores, unpacked."""
    found: Stored = request.param
    found.unpack(tmp_path)
    return found


@pytest.fixture
async def world(stored: Stored, tmp_path: Path) -> AsyncIterator[World]:
    """Today's services on them."""
    async with stored.opened(tmp_path) as world:
        yield world


async def checked(data: Path) -> Findings:
    """What `tthc verify` finds in services that have ended."""
    settings = load_settings(data_dir=data, address=ADDRESS)
    async with opened(settings) as services:
        return await verify(services, settings, within=0)


def test_there_is_a_store_of_each_version_that_was_released() -> None:
    assert VERSIONS


async def test_nothing_happens_anew_but_copies_and_nothing_is_set_aside(stored: Stored, world: World) -> None:
    for service in SERVICES:
        rows = [line for line in stored.lines(service) if line.startswith('["stored_events"')]
        log = await world.application(service).log(0, 10_000)
        since = (*SINCE, *SINCE_IN.get(service, ()))
        assert len([one for one in log if not isinstance(one.event, since)]) == len(rows) > 0, service
        assert await world.dead_letters(service) == []


async def test_what_was_shown_is_shown(stored: Stored, world: World) -> None:
    """Read models are built anew from the events; further fields may have come."""
    assert len(stored.shown) > 20
    for one in stored.shown:
        found = await ask(world, one.question)
        was = _as_now(one.answer)
        found = found.get("events", found) if isinstance(was, list) and isinstance(found, dict) else found
        assert states(was, found), f"{one.question}\nwas\n{was}\nis\n{found}"


def _as_now(answer: Any) -> Any:
    """What an answer says today where it says something else on purpose: a case is due as its clock says,
    overdue is what is late and open still, and a division is called by its name."""
    if isinstance(answer, list):
        return [_as_now(one) for one in answer]
    if not isinstance(answer, dict):
        return answer
    kept = {name: _as_now(value) for name, value in answer.items() if name != "sentence"}
    if kept.get("due_at", kept) is None and "status" in kept:
        del kept["due_at"]
    if kept.get("state") == "stopped":
        kept["overdue"] = False
    return kept


def is_beyond_its_calendar(one: Disagreement) -> bool:
    """Of a year that its calendar isn't laid out for: its holidays were worked in earlier versions."""
    return one.area is Area.CLOCK and "due_soon_at=2030-" in one.expected and "due_soon_at=2030-" in one.found


async def test_it_agrees_with_itself(stored: Stored, tmp_path: Path) -> None:
    async with stored.opened(tmp_path):
        pass
    findings = await checked(tmp_path)
    assert [one for one in findings.disagreements if not is_beyond_its_calendar(one)] == []
    assert min(findings.checked[what] for what in ("clocks", "documents", "notifications")) > 0


async def test_cases_go_on_from_where_they_stood(stored: Stored, world: World) -> None:
    office = Office(world)
    office.case = stored.cases["suspended"]
    before = await office.shown()
    await ok(await office.give(BINH, "ResumeCase"))
    for command in ("ReceiveStep", "CompleteStep", "HandOff"):
        await ok(await office.give(LAN, command, step="tiep-nhan"))
    after = await office.shown()
    assert (after["status"], after["version"]) == ("open", before["version"] + 4)
    assert {one["step"]: one["visit"] for one in after["steps"]} == {"tham-dinh": 2, "phap-che": 2}
    number = await office.open(at=None)
    assert number not in stored.cases.values()
    assert [await world.dead_letters(service) for service in SERVICES] == [[]] * len(SERVICES)


async def test_a_command_s_key_still_has_its_answer(stored: Stored, world: World) -> None:
    office = Office(world)
    office.case = stored.cases["late"]
    version = (await office.shown())["version"]
    again = await ok(
        await office.give(LAN, "ReceiveStep", {"Idempotency-Key": "ReceiveStep"}, step="tiep-nhan")
    )
    told_since = {"child_case": None}
    assert again == {"case_number": office.case, "version": 2, "events": ["StepReceived"], **told_since}
    assert (await office.shown())["version"] == version


async def test_a_draft_and_an_inbox_go_on(stored: Stored, world: World) -> None:
    path = "/agencies/SNV/editions/3/discard"
    done = await ok(await world.post("catalog", path, json={"reason": "Soạn lại"}, as_="giam-doc"))
    assert done["events"] == ["DraftDiscarded"]
    inbox = Question("notify", "/inbox/entries", "lan")
    (entry,) = (await ask(world, inbox))["entries"]
    assert (entry["kind"], entry["case_number"], entry["read"]) == (
        "step_overdue",
        stored.cases["late"],
        False,
    )
    await ok(await world.post("notify", f"/inbox/entries/{entry['notification']}/read", as_=LAN))
    await world.settle()
    assert (await ask(world, inbox))["unread"] == 0


# --- that it would be seen ----------------------------------------------------------------------


async def test_a_field_that_is_called_otherwise_is_seen(stored: Stored, tmp_path: Path) -> None:
    """As if a name had changed in the code and nobody had thought of what is stored."""
    lines = [line.replace('\\"subject\\"', '\\"topic\\"') for line in stored.lines("cases")]
    (tmp_path / "cases.events.sqlite").unlink()
    write_store(lines, tmp_path / "cases.events.sqlite")
    unread = {one.where for one in (await checked(tmp_path)).disagreements if "can be read" in one.expected}
    assert unread == {f"cases case-{number} version 1" for number in stored.cases.values()}
