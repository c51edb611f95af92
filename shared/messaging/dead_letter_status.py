"""Where a dead letter is on its way."""

from enum import StrEnum


class DeadLetterStatus(StrEnum):
    """What became of a dead letter."""

    WAITING = "waiting"
    RETRIED = "retried"
    DROPPED = "dropped"
