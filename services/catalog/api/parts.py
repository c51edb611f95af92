"""What large requests are carried out with, in parts that one save takes each."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from shared.auth.principal import Principal
from shared.decider import Act
from shared.eventstore.records import CommandContext
from shared.http.commands import CommandHeaders, command_context


def act_of(
    who: Principal,
    contexts: Callable[[int], CommandContext],
    at: datetime | None,
    as_division: str | None = None,
    acting_for: str | None = None,
) -> Act:
    """The act by which a large request is carried out, all its parts alike; raises as `Principal.actor`."""
    recorded_at = contexts(0).recorded_at
    by = who.actor(None, as_division, acting_for=acting_for)
    return Act(by=by, at=at or recorded_at, recorded_at=recorded_at, at_given=at is not None)


def contexts_of(sender: str, headers: CommandHeaders, content: Any) -> Callable[[int], CommandContext]:
    """The context of each part of a large request, under a key of its own."""

    def context_of(part: int) -> CommandContext:
        key = f"{headers.key}/{part}" if headers.key else None
        return command_context(sender, key, [part, content])

    return context_of
