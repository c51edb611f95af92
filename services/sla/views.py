"""How the time of each case and step stands, and the calendars: the read models."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from services.sla.domain import events
from services.sla.domain.alarms import overdue_alarm
from shared.contracts import sla
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import Body, instant

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
CALENDARS = Collection("calendars")


class ClockState(StrEnum):
    """Whether a clock runs."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


#: The states of a case that hasn't ended.
OPEN = (ClockState.RUNNING, ClockState.PAUSED)

# ---- which documents an event touches


def _key(case_number: str, step: str | None, visit: int | None) -> Key:
    """The document of a visit, or, without a step, of the case."""
    return (CASES.name, case_number) if step is None else (STEPS.name, f"{case_number}:{step}:{visit}")


def _case(event: RecordedEvent) -> list[Key]:
    return [_key(event.key, None, None)]


def _named(event: RecordedEvent) -> list[Key]:
    """The visit that the event names, or the case."""
    return [_key(event.key, event.event.step, event.event.visit)]


def _case_and_named(event: RecordedEvent) -> list[Key]:
    return [*_case(event), *_named(event)]


def _case_and_moved(event: RecordedEvent) -> list[Key]:
    changed = (*getattr(event.event, "moved", ()), *event.event.alarms)
    return list(dict.fromkeys([*_case(event), *(_key(event.key, one.step, one.visit) for one in changed)]))


def _change(event: RecordedEvent, session: ProjectionSession, key: Key, change: Body) -> None:
    body = session.get(*key) or {}
    body.update(change)
    session.put(*key, body, event.version)


def _change_named(event: RecordedEvent, session: ProjectionSession, change: Body) -> None:
    _change(event, session, _named(event)[0], change)


def _change_case(event: RecordedEvent, session: ProjectionSession, change: Body) -> None:
    _change(event, session, _case(event)[0], change)


CLOCK_VIEW = View("clocks", CASES, STEPS, keys=_case)

# ---- times begin


@CLOCK_VIEW.on(sla.ClockStarted)
def _started(event: RecordedEvent, session: ProjectionSession) -> None:
    started: sla.ClockStarted = event.event
    body = {
        "case_number": started.case_number,
        "agency": started.agency,
        "procedure": started.procedure,
        "edition": started.edition,
        "calendar": started.working_calendar,
        "imported": started.imported,
        "state": ClockState.RUNNING.value,
        "paused_at": None,
        "stopped_at": None,
        "used_minutes": None,
        "late": False,
        **_times(started),
    }
    _change_case(event, session, body)


@CLOCK_VIEW.on(events.StepClockStarted, keys=_case_and_named)
def _step_started(event: RecordedEvent, session: ProjectionSession) -> None:
    started: events.StepClockStarted = event.event
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
    _change_named(event, session, body)


def _times(started: sla.ClockStarted | events.StepClockStarted) -> Body:
    limit = started.time_limit
    return {
        "started_at": instant(started.started_at),
        "time_limit": {"duration": limit.duration, "counting": limit.counting},
        **_dues(started),
        "overdue": False,
        "overdue_noticed_at": None,
        "next_alarm": _alarm(started),
    }


def _dues(event: Any) -> Body:
    return {"due_at": instant(event.due_at), "due_soon_at": instant(event.due_soon_at or event.due_at)}


def _alarm(event: Any) -> str | None:
    return instant(event.alarm) if event.alarm is not None else None


# ---- work on a step


@CLOCK_VIEW.on(events.StepClockAssigned, keys=_named)
def _assigned(event: RecordedEvent, session: ProjectionSession) -> None:
    _change_named(event, session, {"official": event.event.official})


@CLOCK_VIEW.on(events.StepClockReceived, keys=_named)
def _received(event: RecordedEvent, session: ProjectionSession) -> None:
    received: events.StepClockReceived = event.event
    change = {
        "official": received.official,
        "received_at": instant(received.received_at),
        "waited_minutes": received.waited_minutes,
    }
    _change_named(event, session, change)


# ---- what the sweeper finds, and what is taken back


@CLOCK_VIEW.on(sla.StepDueSoon, keys=_named)
def _due_soon(event: RecordedEvent, session: ProjectionSession) -> None:
    alarm = instant(overdue_alarm(event.event.due_at))
    _change_named(event, session, {"due_soon": True, "next_alarm": alarm})


@CLOCK_VIEW.on(sla.StepOverdue, keys=_named)
def _step_overdue(event: RecordedEvent, session: ProjectionSession) -> None:
    _change_named(event, session, _overdue(event))


@CLOCK_VIEW.on(sla.CaseOverdue)
def _case_overdue(event: RecordedEvent, session: ProjectionSession) -> None:
    _change_case(event, session, _overdue(event))


def _overdue(event: RecordedEvent) -> Body:
    return {"overdue": True, "overdue_noticed_at": instant(event.recorded_at), "next_alarm": None}


@CLOCK_VIEW.on(sla.OverdueWithdrawn, keys=_named)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    _change_named(event, session, {"overdue": False, "overdue_noticed_at": None})


# ---- times stand still, and move


@CLOCK_VIEW.on(events.ClockPaused, keys=_case_and_moved)
def _paused(event: RecordedEvent, session: ProjectionSession) -> None:
    paused_at = instant(event.event.paused_at)
    _change_case(event, session, {"state": ClockState.PAUSED.value, "paused_at": paused_at})
    _set_alarms(event, session, event.event.alarms)


@CLOCK_VIEW.on(events.ClockResumed, keys=_case_and_moved)
def _resumed(event: RecordedEvent, session: ProjectionSession) -> None:
    _change_case(event, session, {"state": ClockState.RUNNING.value, "paused_at": None})
    _moved(event, session)


@CLOCK_VIEW.on(events.ClockRecounted, keys=_case_and_moved)
def _moved(event: RecordedEvent, session: ProjectionSession) -> None:
    for moved in event.event.moved:
        _change(event, session, _key(event.key, moved.step, moved.visit), _dues(moved))
    _set_alarms(event, session, event.event.alarms)


def _set_alarms(event: RecordedEvent, session: ProjectionSession, alarms: Iterable[events.Alarm]) -> None:
    for one in alarms:
        at = instant(one.at) if one.at is not None else None
        _change(event, session, _key(event.key, one.step, one.visit), {"next_alarm": at})


@CLOCK_VIEW.on(events.ClockExtended)
def _extended(event: RecordedEvent, session: ProjectionSession) -> None:
    _change_case(event, session, {**_dues(event.event), "next_alarm": _alarm(event.event)})


# ---- times end


@CLOCK_VIEW.on(events.StepClockStopped, keys=_named)
def _step_stopped(event: RecordedEvent, session: ProjectionSession) -> None:
    _change_named(event, session, _ended(event.event))


@CLOCK_VIEW.on(sla.ClockStopped)
def _stopped(event: RecordedEvent, session: ProjectionSession) -> None:
    _change_case(event, session, _ended(event.event))


def _ended(stopped: events.StepClockStopped | sla.ClockStopped) -> Body:
    return {
        "state": ClockState.STOPPED.value,
        "stopped_at": instant(stopped.stopped_at),
        "used_minutes": stopped.used_minutes,
        "outcome": str(stopped.outcome),
        "late": stopped.late,
        "next_alarm": None,
    }


# ---- calendars

CALENDAR_VIEW = View("calendars", CALENDARS, keys=lambda event: [(CALENDARS.name, event.key)])


@CALENDAR_VIEW.on(
    events.CalendarDefined,
    events.HolidayAdded,
    events.MakeUpDayAdded,
    events.LocalDifferenceAdded,
    events.DayCleared,
)
def _calendar_changed(event: RecordedEvent, session: ProjectionSession) -> None:
    body = session.get(CALENDARS.name, event.key) or {"code": event.key}
    if isinstance(event.event, events.CalendarDefined):
        body |= {"time_zone": event.event.time_zone, "defined_at": instant(event.event.defined_at)}
    body |= {"version": event.version, "changed_at": instant(event.recorded_at)}
    session.put(CALENDARS.name, event.key, body, event.version)


VIEWS = (CLOCK_VIEW, CALENDAR_VIEW)
