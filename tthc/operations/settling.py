"""Waits until services have come to rest: every event has had all its effects."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from shared.contracts.topics import Service as ServiceName
from tthc.operations.access import Operator
from tthc.operations.errors import NotReachable, NotSettled, Refused

_POLL_SECONDS = 0.3


async def settled(operator: Operator, services: Sequence[ServiceName], seconds: float) -> None:
    """Return when all say so twice in a row with nothing new between. Raises NotSettled after `seconds`.

    A service that doesn't answer for the moment (it may be starting again) hasn't come to rest.
    """
    give_up = time.monotonic() + seconds
    before: list[int] | None = None
    while True:
        progress, waiting = await _progress(operator, services)
        lasts = [one["last"] for one in progress]
        if not waiting and lasts == before:
            return
        if time.monotonic() > give_up:
            raise NotSettled(seconds=int(seconds), waiting=", ".join(waiting) or "the stores still grow")
        before = lasts if not waiting else None
        await asyncio.sleep(_POLL_SECONDS)


async def _progress(
    operator: Operator, services: Sequence[ServiceName]
) -> tuple[list[dict[str, Any]], list[str]]:
    """What the services that answer say, and who still has something to do."""
    found: list[dict[str, Any]] = []
    waiting: list[str] = []
    for service in services:
        try:
            progress = await operator.ask(service, "GET", "/progress", within=20.0)
        except (NotReachable, Refused) as error:
            waiting.append(str(error))
            continue
        found.append(progress)
        if not progress["settled"]:
            waiting.append(_tell(progress))
    return found, waiting


def _tell(progress: dict[str, Any]) -> str:
    """What a service still has to do."""
    last = progress["last"]
    parts = [f"{view} {at}/{last}" for view, at in progress["views"].items() if at < last]
    parts += [f"{topic} +{count}" for topic, count in progress["behind"].items() if count]
    if progress["owed"]:
        parts.append(f"{progress['owed']} in the middle of a chain")
    if progress["published"] < last:
        parts.append(f"published {progress['published']}/{last}")
    if progress["failure"]:
        parts.append(progress["failure"])
    return f"{progress['service']} ({'; '.join(parts)})"
