"""A service's dead letters, as its operators see them and decide on them."""

from collections.abc import Callable
from dataclasses import asdict, fields

from shared.documents.query import desc, eq
from shared.documents.reader import Reader
from shared.errors import NotFound
from shared.eventstore.records import Answer, new_context
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.dead_letter_status import DEAD_LETTER_IN_WORDS, DeadLetterStatus
from shared.messaging.dead_letter_view import DEAD_LETTER_VIEW, DEAD_LETTERS
from shared.messaging.dead_letters import DEAD_LETTER
from shared.runtime.answers import DeadLetterDecided, DeadLetterDetail, DeadLetterPage
from shared.runtime.service import Service


class DeadLetters:
    """The dead letters of one service."""

    def __init__(self, service: Service) -> None:
        self._application = service.application
        self._reader = Reader(service.documents, DEAD_LETTER_VIEW)

    async def page(self, status: DeadLetterStatus, limit: int) -> DeadLetterPage:
        """Those that are on their way there, the newest first."""
        where = [eq("status", status.value)]
        found = await self._reader.all(DEAD_LETTERS, where, [desc("added_at")], limit)
        return DeadLetterPage(count=await self._reader.count(DEAD_LETTERS.name, where), letters=found)

    async def detail(self, key: str) -> DeadLetterDetail:
        """One of them, as the store has it. Raises `NotFound`."""
        letter, _version = await self._application.state(DEAD_LETTER, key)
        if letter.added is None:
            raise NotFound(what=DEAD_LETTER_IN_WORDS, key=key)
        told = {one.name: getattr(letter.added, one.name) for one in fields(letter.added)}
        settled = asdict(letter.settlement) if letter.settlement else {}
        return DeadLetterDetail(**told, status=letter.status, **settled)

    async def decide(self, decision: Callable[[UnitOfWork], Answer]) -> DeadLetterDecided:
        """Carry out what an operator has decided."""
        told = await self._application.execute(decision, new_context()) or {}
        return DeadLetterDecided(**{**told, "status": DeadLetterStatus(told["status"])})
