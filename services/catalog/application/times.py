"""When an act may have been."""

from datetime import datetime

from shared.kernel import Actor, Role, check_recorded_in_time


def check_time(by: Actor, at: datetime, recorded_at: datetime) -> None:
    """Refuse what takes effect in the future, or was recorded too late by anyone but an importer."""
    check_recorded_in_time(at, recorded_at, history=by.has(Role.IMPORTER))
