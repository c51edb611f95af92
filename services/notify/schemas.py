"""The shapes of the notify service's answers."""

from pydantic import BaseModel


class ReadAnswer(BaseModel):
    """An inbox entry and its version."""

    notification: str
    version: int
