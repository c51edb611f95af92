"""Idempotency keys: a tiny aggregate for each, saved with what its command did; a second use conflicts."""

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec

from shared.decider import Decider
from shared.eventstore.errors import KeyReused
from shared.eventstore.records import CommandContext
from shared.eventstore.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandAnswered:
    """The command under this key was carried out, with this answer."""

    fingerprint: str  #: of the command's content
    answer: dict[str, Any] | None


@dataclass(slots=True)
class Answered:
    """Whether the key was used, and for what."""

    used: CommandAnswered | None = None


IDEMPOTENCY_KEY = Decider[Answered]("key", Answered)


@IDEMPOTENCY_KEY.evolves(CommandAnswered)
def command_answered(state: Answered, event: CommandAnswered) -> None:
    """The key is used."""
    state.used = event


def store_answer(work: UnitOfWork, answer: dict[str, Any] | None) -> None:
    """Save the answer under the command's key, in the command's own transaction.

    The stream isn't read first: should the key have been used, version 1 conflicts.
    """
    context = work.context
    if context.idempotency_key is None:
        return
    event = CommandAnswered(fingerprint=context.fingerprint, answer=answer)
    work.append_first(IDEMPOTENCY_KEY, key_of(context), event)


def find_answer(work: UnitOfWork) -> CommandAnswered | None:
    """The first answer under the command's key, if it was used before. Raises `KeyReused`."""
    context = work.context
    if context.idempotency_key is None:
        return None
    used = work.fresh(IDEMPOTENCY_KEY, key_of(context)).used
    if used is not None and used.fingerprint != context.fingerprint:
        raise KeyReused(where="Idempotency-Key")
    return used


def key_of(context: CommandContext) -> str:
    """The aggregate key for a client's key: short, whatever the client sent."""
    return hashlib.sha256((context.idempotency_key or "").encode()).hexdigest()[:32]


def fingerprint(command: Any) -> str:
    """A digest of a command's content."""
    body = msgspec.json.encode(command, enc_hook=str, order="deterministic")
    return hashlib.sha256(body).hexdigest()[:32]
