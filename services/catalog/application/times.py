"""When an act may have been, and what day it is in Vietnam."""

from datetime import datetime

from shared.kernel import VIETNAM, Actor, Role, check_recorded_in_time

__all__ = ["VIETNAM", "check_time"]


def check_time(by: Actor, at: datetime, recorded_at: datetime) -> None:
    """Refuse what takes effect in the future, or was recorded too late by anyone but an importer."""
    check_recorded_in_time(at, recorded_at, history=by.has(Role.IMPORTER))
