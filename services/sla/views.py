"""How the time of each case and step stands: the read model."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from services.sla.domain import clock_events as told
from shared.documents.port import Collection
from shared.documents.projection import Key, Page, RecordedEvent, View
from shared.documents.values import instant

CASES = Collection(
    "case_clocks", indexes=(("agency", "state"), ("overdue", "agency"), ("next_alarm",), ("due_at",))
)
STEPS = Collection(
    "step_clocks",
    indexes=(
        ("case_number",),
        ("agency", "state"),
        ("overdue", "agency"),
        ("overdue", "division"),
        ("overdue", "official"),
        ("next_alarm",),
    ),
)


class ClockState(StrEnum):
    """Whether a clock runs."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


def step_key(case_number: str, step: str, visit: int) -> str:
    """The id of a visit's document."""
    return f"{case_number}:{step}:{visit}"


def _case(event: RecordedEvent) -> list[Key]:
    return [(CASES.name, event.key)]


def _step(event: RecordedEvent) -> list[Key]:
    return [(STEPS.name, step_key(event.key, event.event.step, event.event.visit))]


def _case_and_step(event: RecordedEvent) -> list[Key]:
    return _case(event) + _step(event)


def _withdrawn_one(event: RecordedEvent) -> list[Key]:
    return _case(event) if event.event.step is None else _step(event)


def _moved_ones(event: RecordedEvent) -> list[Key]:
    keys = _case(event)
    for moved in event.event.moved:
        if moved.step is not None:
            keys.append((STEPS.name, step_key(event.key, moved.step, moved.visit)))
    return keys


CLOCK_VIEW = View("clocks", CASES, STEPS, keys=_case)


@CLOCK_VIEW.on(told.ClockStarted)
def _started(event: RecordedEvent, page: Page) -> None:
    started: told.ClockStarted = event.event
    body = {
        "case_number": started.case_number,
        "agency": started.agency,
        "procedure": started.procedure,
        "edition": started.edition,
        "calendar": started.calendar,
        "imported": started.imported,
        "state": ClockState.RUNNING.value,
        "paused_at": None,
        "stopped_at": None,
        "used_minutes": None,
        "late": False,
        **_times(started.started_at, started.due_at, started.due_soon_at),
    }
    _put_case(event, page, body)


@CLOCK_VIEW.on(told.StepClockStarted, keys=_case_and_step)
def _step_started(event: RecordedEvent, page: Page) -> None:
    started: told.StepClockStarted = event.event
    case = page.get(CASES.name, event.key) or {}
    body = {
        "case_number": event.key,
        "agency": case.get("agency"),  # what a case pins never changes, so it may be read here
        "procedure": case.get("procedure"),
        "imported": case.get("imported"),
        "step": started.step,
        "visit": started.visit,
        "division": started.division,
        "official": started.official,
        "state": ClockState.RUNNING.value,
        "received_at": None,
        "waited_minutes": None,
        "stopped_at": None,
        "used_minutes": None,
        "outcome": None,
        "late": False,
        "due_soon": False,
        **_times(started.started_at, started.due_at, started.due_soon_at),
    }
    _put_step(event, page, body, started.step, started.visit)


@CLOCK_VIEW.on(told.StepClockAssigned, told.StepClockReceived, keys=_step)
def _step_taken(event: RecordedEvent, page: Page) -> None:
    body = _body(event, page)
    body["official"] = event.event.official
    if isinstance(event.event, told.StepClockReceived):
        body["received_at"] = instant(event.event.received_at)
        body["waited_minutes"] = event.event.waited_minutes
    _put_step(event, page, body, event.event.step, event.event.visit)


@CLOCK_VIEW.on(told.StepDueSoon, keys=_step)
def _step_due_soon(event: RecordedEvent, page: Page) -> None:
    body = _body(event, page)
    body["due_soon"] = True
    _put_step(event, page, body, event.event.step, event.event.visit)


@CLOCK_VIEW.on(told.StepOverdue, keys=_step)
def _step_overdue(event: RecordedEvent, page: Page) -> None:
    body = _body(event, page)
    body |= {"overdue": True, "overdue_noticed_at": instant(event.recorded_at)}
    _put_step(event, page, body, event.event.step, event.event.visit)


@CLOCK_VIEW.on(told.StepClockStopped, keys=_step)
def _step_stopped(event: RecordedEvent, page: Page) -> None:
    stopped: told.StepClockStopped = event.event
    body = _body(event, page)
    body |= {
        "state": ClockState.STOPPED.value,
        "official": stopped.official or body["official"],
        "stopped_at": instant(stopped.stopped_at),
        "used_minutes": stopped.used_minutes,
        "outcome": stopped.outcome.value,
        "late": stopped.late,
    }
    _put_step(event, page, body, stopped.step, stopped.visit)


@CLOCK_VIEW.on(told.CaseOverdue)
def _case_overdue(event: RecordedEvent, page: Page) -> None:
    body = page.get(CASES.name, event.key) or {}
    body |= {"overdue": True, "overdue_noticed_at": instant(event.recorded_at)}
    _put_case(event, page, body)


@CLOCK_VIEW.on(told.OverdueWithdrawn, keys=_withdrawn_one)
def _withdrawn(event: RecordedEvent, page: Page) -> None:
    step = event.event.step
    body = (page.get(CASES.name, event.key) or {}) if step is None else _body(event, page)
    body |= {"overdue": False, "overdue_noticed_at": None}
    if step is None:
        _put_case(event, page, body)
    else:
        _put_step(event, page, body, step, event.event.visit)


@CLOCK_VIEW.on(told.ClockPaused)
def _paused(event: RecordedEvent, page: Page) -> None:
    body = page.get(CASES.name, event.key) or {}
    body |= {"state": ClockState.PAUSED.value, "paused_at": instant(event.event.paused_at)}
    _put_case(event, page, body)


@CLOCK_VIEW.on(told.ClockResumed, told.ClockRecounted, keys=_moved_ones)
def _moved(event: RecordedEvent, page: Page) -> None:
    case = page.get(CASES.name, event.key) or {}
    if isinstance(event.event, told.ClockResumed):
        case |= {"state": ClockState.RUNNING.value, "paused_at": None}
    for moved in event.event.moved:
        times = {"due_at": instant(moved.due_at), "due_soon_at": instant(moved.due_soon_at)}
        if moved.step is None:
            case |= times
            continue
        body = page.get(STEPS.name, step_key(event.key, moved.step, moved.visit)) or {}
        _put_step(event, page, body | times, moved.step, moved.visit)
    _put_case(event, page, case)


@CLOCK_VIEW.on(told.ClockExtended)
def _extended(event: RecordedEvent, page: Page) -> None:
    body = page.get(CASES.name, event.key) or {}
    body |= {"due_at": instant(event.event.due_at), "due_soon_at": instant(event.event.due_soon_at)}
    _put_case(event, page, body)


@CLOCK_VIEW.on(told.ClockStopped)
def _stopped(event: RecordedEvent, page: Page) -> None:
    stopped: told.ClockStopped = event.event
    body = page.get(CASES.name, event.key) or {}
    body |= {
        "state": ClockState.STOPPED.value,
        "stopped_at": instant(stopped.stopped_at),
        "used_minutes": stopped.used_minutes,
        "outcome": stopped.outcome.value,
        "late": stopped.late,
    }
    _put_case(event, page, body)


VIEWS = (CLOCK_VIEW,)


def _times(started_at: datetime, due_at: datetime, due_soon_at: datetime) -> dict[str, Any]:
    return {
        "started_at": instant(started_at),
        "due_at": instant(due_at),
        "due_soon_at": instant(due_soon_at),
        "overdue": False,
        "overdue_noticed_at": None,
        "next_alarm": None,
    }


def _body(event: RecordedEvent, page: Page) -> dict[str, Any]:
    return page.get(STEPS.name, step_key(event.key, event.event.step, event.event.visit)) or {}


def _put_case(event: RecordedEvent, page: Page, body: dict[str, Any]) -> None:
    waits = body["state"] != ClockState.STOPPED and not body["overdue"] and not body["imported"]
    body["next_alarm"] = body["due_at"] if waits else None
    page.put(CASES.name, event.key, body, event.version)


def _put_step(event: RecordedEvent, page: Page, body: dict[str, Any], step: str, visit: int) -> None:
    waits = body["state"] != ClockState.STOPPED and not body["overdue"] and not body["imported"]
    alarm = body["due_at"] if body["due_soon"] else body["due_soon_at"]
    body["next_alarm"] = alarm if waits else None
    page.put(STEPS.name, step_key(event.key, step, visit), body, event.version)
