"""How the time of each case and step stands: the read model."""

from enum import StrEnum
from typing import Any

from services.sla.domain import Clock, next_alarm
from services.sla.domain import clock_events as told
from services.sla.domain.calendar import (
    CalendarDefined,
    DayCleared,
    HolidayAdded,
    LocalDifferenceAdded,
    MakeUpDayAdded,
)
from services.sla.domain.clock import Timer, Visit, visit_key
from shared.contracts.vocabulary import TimeLimit
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import Body, instant, parse_instant
from shared.kernel import Counting

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
    ),
)
CALENDARS = Collection("calendars")


class ClockState(StrEnum):
    """Whether a clock runs."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


#: The states of a case that hasn't ended.
OPEN = (ClockState.RUNNING, ClockState.PAUSED)


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
    return _case(event) if event.event.step is None else _case_and_step(event)


def _moved_ones(event: RecordedEvent) -> list[Key]:
    keys = _case(event)
    for moved in event.event.moved:
        if moved.step is not None:
            keys.append((STEPS.name, step_key(event.key, moved.step, moved.visit)))
    return keys


CLOCK_VIEW = View("clocks", CASES, STEPS, keys=_case)


@CLOCK_VIEW.on(told.ClockStarted)
def _started(event: RecordedEvent, session: ProjectionSession) -> None:
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
        "open": [],
        **_times(started),
    }
    _put_case(event, session, body)


@CLOCK_VIEW.on(told.StepClockStarted, keys=_case_and_step)
def _step_started(event: RecordedEvent, session: ProjectionSession) -> None:
    started: told.StepClockStarted = event.event
    case = session.get(CASES.name, event.key) or {}
    body = {
        "case_number": event.key,
        "agency": case.get("agency"),  # what a case pins never changes, so it may be read here
        "procedure": case.get("procedure"),
        "calendar": case.get("calendar"),
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
        **_times(started),
        "due_soon": False,
    }
    _put_step(event, session, body, started.step, started.visit)
    if not case.get("imported"):
        alarmed = {"step": started.step, "visit": started.visit, "due_soon": False, **_times(started)}
        case["open"] = [*case["open"], alarmed]
        _put_case(event, session, case)


@CLOCK_VIEW.on(told.StepClockAssigned, told.StepClockReceived, keys=_step)
def _step_taken(event: RecordedEvent, session: ProjectionSession) -> None:
    body = _body(event, session)
    body["official"] = event.event.official
    if isinstance(event.event, told.StepClockReceived):
        body["received_at"] = instant(event.event.received_at)
        body["waited_minutes"] = event.event.waited_minutes
    _put_step(event, session, body, event.event.step, event.event.visit)


@CLOCK_VIEW.on(told.StepDueSoon, keys=_case_and_step)
def _step_due_soon(event: RecordedEvent, session: ProjectionSession) -> None:
    _change_step(event, session, {"due_soon": True})


@CLOCK_VIEW.on(told.StepOverdue, keys=_case_and_step)
def _step_overdue(event: RecordedEvent, session: ProjectionSession) -> None:
    _change_step(event, session, {"overdue": True, "overdue_noticed_at": instant(event.recorded_at)})


@CLOCK_VIEW.on(told.StepClockStopped, keys=_case_and_step)
def _step_stopped(event: RecordedEvent, session: ProjectionSession) -> None:
    stopped: told.StepClockStopped = event.event
    body = _body(event, session)
    body |= {
        "state": ClockState.STOPPED.value,
        "official": stopped.official or body["official"],
        "stopped_at": instant(stopped.stopped_at),
        "used_minutes": stopped.used_minutes,
        "outcome": stopped.outcome.value,
        "late": stopped.late,
    }
    _put_step(event, session, body, stopped.step, stopped.visit)
    case = session.get(CASES.name, event.key) or {}
    if not case.get("imported"):
        ended = (stopped.step, stopped.visit)
        case["open"] = [one for one in case["open"] if (one["step"], one["visit"]) != ended]
        _put_case(event, session, case)


@CLOCK_VIEW.on(told.CaseOverdue)
def _case_overdue(event: RecordedEvent, session: ProjectionSession) -> None:
    body = session.get(CASES.name, event.key) or {}
    body |= {"overdue": True, "overdue_noticed_at": instant(event.recorded_at)}
    _put_case(event, session, body)


@CLOCK_VIEW.on(told.OverdueWithdrawn, keys=_withdrawn_one)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    withdrawn = {"overdue": False, "overdue_noticed_at": None}
    if event.event.step is not None:
        _change_step(event, session, withdrawn)
        return
    body = session.get(CASES.name, event.key) or {}
    _put_case(event, session, body | withdrawn)


@CLOCK_VIEW.on(told.ClockPaused)
def _paused(event: RecordedEvent, session: ProjectionSession) -> None:
    body = session.get(CASES.name, event.key) or {}
    body |= {"state": ClockState.PAUSED.value, "paused_at": instant(event.event.paused_at)}
    _put_case(event, session, body)


@CLOCK_VIEW.on(told.ClockResumed, told.ClockRecounted, keys=_moved_ones)
def _moved(event: RecordedEvent, session: ProjectionSession) -> None:
    case = session.get(CASES.name, event.key) or {}
    if isinstance(event.event, told.ClockResumed):
        case |= {"state": ClockState.RUNNING.value, "paused_at": None}
    for moved in event.event.moved:
        times = {"due_at": instant(moved.due_at), "due_soon_at": instant(moved.due_soon_at)}
        if moved.step is None:
            case |= times
            continue
        body = session.get(STEPS.name, step_key(event.key, moved.step, moved.visit)) or {}
        _put_step(event, session, body | times, moved.step, moved.visit)
        case["open"] = _with(case["open"], moved.step, moved.visit, times)
    _put_case(event, session, case)


@CLOCK_VIEW.on(told.ClockExtended)
def _extended(event: RecordedEvent, session: ProjectionSession) -> None:
    body = session.get(CASES.name, event.key) or {}
    body |= {"due_at": instant(event.event.due_at), "due_soon_at": instant(event.event.due_soon_at)}
    _put_case(event, session, body)


@CLOCK_VIEW.on(told.ClockStopped)
def _stopped(event: RecordedEvent, session: ProjectionSession) -> None:
    stopped: told.ClockStopped = event.event
    body = session.get(CASES.name, event.key) or {}
    body |= {
        "state": ClockState.STOPPED.value,
        "stopped_at": instant(stopped.stopped_at),
        "used_minutes": stopped.used_minutes,
        "outcome": stopped.outcome.value,
        "late": stopped.late,
    }
    _put_case(event, session, body)


def _times(started: told.ClockStarted | told.StepClockStarted) -> dict[str, Any]:
    limit = started.time_limit
    return {
        "started_at": instant(started.started_at),
        "time_limit": {"duration": limit.duration, "counting": limit.counting},
        "due_at": instant(started.due_at),
        "due_soon_at": instant(started.due_soon_at),
        "overdue": False,
        "overdue_noticed_at": None,
    }


def _body(event: RecordedEvent, session: ProjectionSession) -> Body:
    return session.get(STEPS.name, step_key(event.key, event.event.step, event.event.visit)) or {}


def _change_step(event: RecordedEvent, session: ProjectionSession, change: Body) -> None:
    """Change a visit's own document, and what the sweeper is told of it in its case's."""
    step, visit = event.event.step, event.event.visit
    _put_step(event, session, _body(event, session) | change, step, visit)
    case = session.get(CASES.name, event.key) or {}
    if not case.get("imported"):
        case["open"] = _with(case["open"], step, visit, change)
        _put_case(event, session, case)


def _with(visits: list[Body], step: str, visit: int | None, change: Body) -> list[Body]:
    return [one | change if (one["step"], one["visit"]) == (step, visit) else one for one in visits]


def _put_case(event: RecordedEvent, session: ProjectionSession, body: Body) -> None:
    alarm = next_alarm(_clock(body)) if body["state"] != ClockState.STOPPED else None
    body["next_alarm"] = instant(alarm) if alarm is not None else None
    session.put(CASES.name, event.key, body, event.version)


def _put_step(event: RecordedEvent, session: ProjectionSession, body: Body, step: str, visit: int) -> None:
    session.put(STEPS.name, step_key(event.key, step, visit), body, event.version)


def _clock(case: Body) -> Clock:
    """As much of a running clock as its next alarm follows from."""
    paused = case["paused_at"]
    clock = Clock(imported=case["imported"], paused_since=parse_instant(paused) if paused else None)
    if clock.imported:
        return clock
    clock.total = _timer(case)
    for one in case["open"]:
        visit = Visit(one["step"], one["visit"], "", None, _timer(one), due_soon_raised=one["due_soon"])
        clock.open[visit_key(visit.step, visit.number)] = visit
    return clock


def _timer(body: Body) -> Timer:
    limit = TimeLimit.parse(body["time_limit"]["duration"], Counting(body["time_limit"]["counting"]))
    started, due, soon = (parse_instant(body[name]) for name in ("started_at", "due_at", "due_soon_at"))
    return Timer(started, limit, due, soon, overdue_raised=body["overdue"])


CALENDAR_VIEW = View("calendars", CALENDARS, keys=lambda event: [(CALENDARS.name, event.key)])


@CALENDAR_VIEW.on(CalendarDefined, HolidayAdded, MakeUpDayAdded, LocalDifferenceAdded, DayCleared)
def _calendar_changed(event: RecordedEvent, session: ProjectionSession) -> None:
    body = session.get(CALENDARS.name, event.key) or {"code": event.key}
    if isinstance(event.event, CalendarDefined):
        body |= {"time_zone": event.event.time_zone, "defined_at": instant(event.event.defined_at)}
    body |= {"version": event.version, "changed_at": instant(event.recorded_at)}
    session.put(CALENDARS.name, event.key, body, event.version)


VIEWS = (CLOCK_VIEW, CALENDAR_VIEW)
