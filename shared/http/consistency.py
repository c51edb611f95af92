"""Reading what one has just written: a command's answer says how far the read models must be for that.

    POST /cases/…            →  Consistency-Token: cases:1:4711
    GET  /cases?…               Consistency-Token: cases:1:4711
                             →  answered once the read models of `cases` have event 4711 of epoch 1

A client that reads of several services gives the tokens of all, separated by commas, to each of them.
"""

import asyncio
import re
from typing import Protocol

from shared.http.errors import ConsistencyTokenUnreadable, NotYetReadable

CONSISTENCY_HEADER = "Consistency-Token"
#: So long does a question wait for the read models, in seconds.
WAIT_SECONDS = 2.0
#: So many tokens may come with a question: one of each service, and some to spare.
_MOST_TOKENS = 10
_TOKEN = re.compile(r"(?P<service>[a-z]+):(?P<epoch>\d{1,9}):(?P<place>\d{1,18})", re.ASCII)

#: In the OpenAPI document: what a command's answer tells, and what a question may bring.
TOKEN_HEADER = {
    "description": "Give it with a question, and the answer shows what this command did.",
    "schema": {"type": "string", "examples": ["cases:1:4711"]},
}
TOKEN_PARAMETER = {
    "name": CONSISTENCY_HEADER,
    "in": "header",
    "required": False,
    "description": "The tokens of commands that the answer must show, separated by commas. "
    "`not-yet-readable` (503) if it can't within two seconds.",
    "schema": {"type": "string", "examples": ["cases:1:4711"]},
}


class ReadModels(Protocol):
    """What a service's read models know of its store."""

    epoch: int  #: of the store

    @property
    def written(self) -> int:
        """The notification id of the newest event that this process has saved."""

    async def last(self) -> int:
        """The notification id of the store's newest event, whoever saved it."""

    async def reach(self, place: int) -> None:
        """Return when all read models have the events up to `place`."""


class Consistency:
    """A service's own tokens: told with commands, waited for with questions."""

    def __init__(self, service: str, read_models: ReadModels) -> None:
        self._service = service
        self._read_models = read_models

    @property
    def token(self) -> str:
        """What a command that has just been carried out is answered with."""
        return f"{self._service}:{self._read_models.epoch}:{self._read_models.written}"

    async def wait(self, told: str) -> None:
        """Return when the read models show what the header asks for.

        Raises `ConsistencyTokenUnreadable` and `NotYetReadable`.
        """
        place = self._place(told)
        if place > self._read_models.written and place > await self._read_models.last():
            raise ConsistencyTokenUnreadable(where=CONSISTENCY_HEADER)
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self._read_models.reach(place)
        except TimeoutError as error:
            raise NotYetReadable(where=CONSISTENCY_HEADER, retry_after=1) from error

    def _place(self, token_header: str) -> int:
        """How far our own read models must be; 0 if no token is of this service and this epoch."""
        tokens = [one.strip() for one in token_header.split(",", _MOST_TOKENS)]
        found = [_TOKEN.fullmatch(token) for token in tokens]
        if len(tokens) > _MOST_TOKENS or None in found:
            raise ConsistencyTokenUnreadable(where=CONSISTENCY_HEADER)
        ours = (self._service, str(self._read_models.epoch))
        return max(
            (int(one["place"]) for one in found if one and (one["service"], one["epoch"]) == ours), default=0
        )
