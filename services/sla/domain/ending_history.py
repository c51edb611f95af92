"""What happened to a case elsewhere is all taken in, so that it is an ordinary case; or more of it comes."""

from dataclasses import replace
from typing import Any

from services.sla.domain.alarms import alarms
from services.sla.domain.clock import Clock
from services.sla.domain.events import HistoryGoesOn, HistoryTaken
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.sweeping import fallen_due
from shared.contracts.cases.course import HistoryEnded, HistoryResumed
from shared.decider import by_itself


@CLOCK.follows(HistoryEnded)
def history_ended(clock: Clock, event: HistoryEnded, context: ChangeContext) -> list[Any]:
    """What is due soon or overdue by then is told at once, with the true instants; of an ended case none."""
    ordinary = replace(clock, history=False, runs_on=False, told_from=event.import_began_at)
    said = alarms(ordinary, clock.paused_since) if clock.is_running else ()
    taken = HistoryTaken(source_version=context.version, told_from=event.import_began_at, alarms=said)
    found = fallen_due(ordinary, by_itself(context.recorded_at))
    return [taken, *(replace(one, source_version=context.version) for one in found)]


@CLOCK.evolves(HistoryTaken)
def history_taken(clock: Clock, event: HistoryTaken) -> None:
    """A clock like any other."""
    clock.history = clock.runs_on = False
    clock.told_from = event.told_from


@CLOCK.follows(HistoryResumed)
def history_resumed(clock: Clock, _event: HistoryResumed, context: ChangeContext) -> list[HistoryGoesOn]:
    """What was told stays so until a fact disproves it."""
    said = alarms(replace(clock, history=True), clock.paused_since) if clock.is_running else ()
    return [HistoryGoesOn(source_version=context.version, alarms=said)]


@CLOCK.evolves(HistoryGoesOn)
def history_goes_on(clock: Clock, _event: HistoryGoesOn) -> None:
    """The sweeper leaves it alone."""
    clock.history = clock.runs_on = True
