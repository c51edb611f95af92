"""When an act may have been, and what day it is in Vietnam."""

from datetime import datetime, timedelta

from services.catalog.domain import VIETNAM
from services.catalog.errors.times import EffectiveInFuture, RecordedTooLate
from shared.kernel import Actor, Role

__all__ = ["CLOCK_SKEW", "RECORDING_BOUND", "VIETNAM", "check_time"]

#: How long after it took effect an act may be recorded; an importer, who records history, is free of it.
RECORDING_BOUND = timedelta(days=4)
#: How far a sender's clock may be ahead of ours.
CLOCK_SKEW = timedelta(minutes=5)


def check_time(by: Actor, at: datetime, recorded_at: datetime) -> None:
    ahead = at - recorded_at
    if ahead > CLOCK_SKEW:
        raise EffectiveInFuture(where="at", at=at, recorded_at=recorded_at)
    if -ahead > RECORDING_BOUND and not by.has(Role.IMPORTER):
        raise RecordedTooLate(where="at", at=at, days=RECORDING_BOUND.days)
