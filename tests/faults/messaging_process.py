"""The toy source in a process of its own, on PostgreSQL and Kafka, so that it can be stopped and killed.

`python -m tests.faults.messaging_process '{"folder": …, "kafka": …, "postgres": …, "stop_at": 3, …}'`
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import structlog
from aiokafka import AIOKafkaProducer

from shared.messaging import relay as relay_module
from shared.messaging.relay import Relay
from tests.messaging_world import messaging_world


def say(what: str, **more: Any) -> None:
    """Tell the test, in one line."""
    sys.stdout.write(json.dumps({"what": what, **more}) + "\n")
    sys.stdout.flush()


def tell(_logger: Any, _method: str, event: dict[str, Any]) -> str:
    say(str(event.get("event")), reason=str(event.get("reason")))
    raise structlog.DropEvent


def stop_at(number: int, *, after: bool) -> None:
    """SIGSTOP to ourselves before or after the n-th commit of a chunk: its position isn't recorded yet."""
    commit = AIOKafkaProducer.commit_transaction
    commits: list[int] = []

    async def commit_or_stop(producer: AIOKafkaProducer) -> None:
        commits.append(1)
        if len(commits) == number and not after:
            os.kill(os.getpid(), signal.SIGSTOP)
        await commit(producer)
        if len(commits) == number and after:
            os.kill(os.getpid(), signal.SIGSTOP)

    AIOKafkaProducer.commit_transaction = commit_or_stop


async def run(order: dict[str, Any]) -> None:
    relay_module.STANDBY_SECONDS = 3.0
    if order.get("lease_without_fencing"):
        Relay.name = property(lambda _relay: f"relay-{os.getpid()}")  # type: ignore[assignment,method-assign]
    if order.get("stop_at"):
        stop_at(order["stop_at"], after=order["after"])
    async with messaging_world(
        Path(order["folder"]), kafka=order["kafka"], postgres=order["postgres"], sink=False, relay_chunk=20
    ):
        say("running")
        await asyncio.Event().wait()


if __name__ == "__main__":
    structlog.configure(processors=[tell])
    asyncio.run(run(json.loads(sys.argv[1])))
