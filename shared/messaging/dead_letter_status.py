"""Where a dead letter is on its way."""

from enum import StrEnum

from shared.errors import Text

#: What a dead letter is called.
DEAD_LETTER_IN_WORDS = Text("thông điệp không xử lý được", "dead letter")


class DeadLetterStatus(StrEnum):
    """What became of a dead letter."""

    WAITING = "waiting"
    RETRIED = "retried"
    DROPPED = "dropped"


STATUS_IN_WORDS = {
    DeadLetterStatus.WAITING: Text("đang chờ", "waiting"),
    DeadLetterStatus.RETRIED: Text("đã xử lý lại", "retried"),
    DeadLetterStatus.DROPPED: Text("đã bỏ", "dropped"),
}
