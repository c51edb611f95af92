"""A small aggregate for the event store's tests: a jar that holds at most a hundred."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.errors import Refusal
from shared.eventstore.application import Application
from shared.eventstore.idempotency import fingerprint
from shared.eventstore.records import CommandContext, new_context
from shared.eventstore.unit_of_work import UnitOfWork
from tests.aggregates import Aggregate

ROOM = 100


class JarFull(Refusal):
    code = "jar-full"
    vi = "Lọ {jar} đã đầy."
    en = "The jar {jar} is full."


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emptied:
    note: str = ""


@dataclass(slots=True)
class Jar:
    held: int = 0
    acts: int = 0


def evolve(state: Jar, event: Any) -> Jar:
    match event:
        case Added():
            state.held += event.amount
        case Emptied():
            state.held = 0
        case _:
            raise TypeError(f"a jar has no {event!r}")
    state.acts += 1
    return state


JAR = Aggregate("jar", Jar, evolve, (Added, Emptied))
SNAPPED = Aggregate("snapped", Jar, evolve, (Added, Emptied), snapshots=Jar)

Handler = Callable[[UnitOfWork], Any]


def add(jar: str = "a", amount: int = 1, note: str = "", aggregate: Aggregate[Jar] = JAR) -> Handler:
    """A command: add so much, unless it is too much."""

    def handler(work: UnitOfWork) -> dict[str, Any]:
        state = work.state(aggregate, jar)
        if state.held + amount > ROOM:
            raise JarFull(jar=jar)
        work.append(aggregate, jar, [Added(amount=amount, note=note)])
        return {"held": work.state(aggregate, jar).held}

    return handler


def empty(jar: str = "a") -> Handler:
    def handler(work: UnitOfWork) -> None:
        work.append(JAR, jar, [Emptied()])

    return handler


def under(key: str, content: Any = "", **more: Any) -> CommandContext:
    """A command's context under an idempotency key."""
    return new_context(idempotency_key=key, fingerprint=fingerprint(content), **more)


async def held(application: Application, jar: str = "a") -> int:
    """What the store says, not the cache."""
    state, _ = await application.state(JAR, jar)
    return state.held
