"""The shapes of the notify service's answers."""

from pydantic import BaseModel


class ReadAnswer(BaseModel):
    """An inbox entry and its version."""

    notification: str
    version: int


class UnreadAnswer(BaseModel):
    """How many entries are unread."""

    unread: int
