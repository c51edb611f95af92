"""Bugs for a whole process."""

import asyncio
import os
from collections.abc import Callable
from typing import Any

from shared.eventstore import deciding
from shared.eventstore.saving import Saver
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging import relay as relay_module
from shared.messaging.publication_mapper import OutgoingRecord
from shared.messaging.relay import Relay
from shared.messaging.relay_checkpoint import RelayCheckpoint

RECORDED_FIRST = "relay records its position before the acks"
CLOSED_FIRST = "stores are closed before the doors"
READY_TO_THE_END = "ready until the end"
ANSWER_FORGOTTEN = "what a key was answered isn't saved"
NUMBER_TAKEN_APART = "a number is taken in a save of its own"


def plant() -> None:
    """Plant what this process's environment names."""
    planted = {
        RECORDED_FIRST: _record_first,
        CLOSED_FIRST: _close_first,
        READY_TO_THE_END: _stay_ready,
        ANSWER_FORGOTTEN: _forget_answers,
        NUMBER_TAKEN_APART: _take_numbers_apart,
    }
    planting = planted.get(os.environ.get("TTHC_TEST_PLANT", ""))
    if planting is not None:
        planting()


def _close_first() -> None:
    """At the word to stop the executors and the stores go, while requests still come in."""
    from tthc.operations import web  # noqa: PLC0415 - most processes here have nothing to serve

    module: Any = web
    serve_together = module.serve_together

    async def serve_closing(servers: Any, stop: asyncio.Event) -> None:
        async def close() -> None:
            await stop.wait()
            for server in servers:
                if hasattr(server.app.state, "application"):
                    await server.app.state.application.close()

        closing = asyncio.create_task(close())
        await serve_together(servers, stop)
        await closing

    module.serve_together = serve_closing


def _stay_ready() -> None:
    """Nobody is told that the process goes away."""
    from shared.http.probes import Readiness  # noqa: PLC0415

    readiness: Any = Readiness
    readiness.withdraw = lambda _self: None


def _forget_answers() -> None:
    """A command that comes again under its key is carried out again."""
    module: Any = deciding
    module.store_answer = lambda _work, _answer: None


def _take_numbers_apart() -> None:
    """The books are saved first, and then what was numbered."""
    patched: Any = Saver
    save: Callable[[Saver, UnitOfWork], bool] = Saver.save

    def save_apart(saver: Saver, work: UnitOfWork) -> bool:
        books = [event.stream.startswith("register-") for event in work.events]
        if all(books) or not any(books):
            return save(saver, work)
        first = UnitOfWork(work.store, work.cache, work.limits)
        first.events = [event for event, book in zip(work.events, books, strict=True) if book]
        first.stored = [one for one, book in zip(work.stored, books, strict=True) if book]
        first.grown = {name: grown for name, grown in work.grown.items() if name.startswith("register-")}
        work.events = [event for event, book in zip(work.events, books, strict=True) if not book]
        work.stored = [one for one, book in zip(work.stored, books, strict=True) if not book]
        work.grown = {name: grown for name, grown in work.grown.items() if name not in first.grown}
        return bool(patched.save(saver, first)) and bool(patched.save(saver, work))

    patched.save = save_apart


def _record_first() -> None:
    """Positions are recorded before Kafka has answered; and believed, whatever the topic holds."""
    relay_class: Any = Relay
    module: Any = relay_module
    send, find_checkpoint = relay_class._send, module.find_checkpoint

    async def recorded_and_sent(
        relay: Relay, producer: Any, outgoing: list[OutgoingRecord], previous: Any
    ) -> None:
        relay._checkpoint.position = outgoing[-1].sequence
        application = relay._application
        identity = await application.read(application.store.identity_at, outgoing[-1].sequence)
        await relay._record(identity)
        await send(relay, producer, outgoing, previous)

    async def believed(*args: Any) -> RelayCheckpoint:
        checkpoint: RelayCheckpoint = await find_checkpoint(*args)
        checkpoint.position, checkpoint.previous = checkpoint.recorded, dict(checkpoint.noted)
        return checkpoint

    relay_class._send = recorded_and_sent
    module.find_checkpoint = believed
