"""What an operator does about dead letters: sees them, has them processed after all, or drops them."""

from collections.abc import Sequence
from typing import Any

from shared.contracts.topics import Service as ServiceName
from shared.errors import Language, Text
from shared.messaging.dead_letter_status import STATUS_IN_WORDS, DeadLetterStatus
from shared.messaging.dead_letters import service_of_consumer
from tthc.operations.access import Operator
from tthc.operations.errors import NoSuchLetter, Refused, WhatToChoose
from tthc.operations.orders import Done

_MOST_LETTERS = 20_000


async def letters(
    operator: Operator,
    services: Sequence[ServiceName],
    status: DeadLetterStatus = DeadLetterStatus.WAITING,
    reason: str | None = None,
    limit: int = _MOST_LETTERS,
) -> list[dict[str, Any]]:
    """The services' dead letters, the newest first."""
    found: list[dict[str, Any]] = []
    for service in services:
        asked = {"status": status.value, "limit": _MOST_LETTERS if reason else limit}
        answer = await operator.ask(service, "GET", "/dead-letters", params=asked)
        found += [letter for letter in answer["letters"] if reason is None or letter["reason"] == reason]
    found.sort(key=lambda letter: str(letter["added_at"]), reverse=True)
    return found[:limit]


def service_of_letter(key: str) -> ServiceName:
    """The service that set the message aside: its group's name begins the key."""
    name = service_of_consumer(key.partition(".")[0])
    if name not in list(ServiceName):
        raise NoSuchLetter(key=key, where=key)
    return ServiceName(name)


async def chosen(
    operator: Operator,
    keys: Sequence[str],
    services: Sequence[ServiceName],
    *,
    everything: bool,
    reason: str | None,
) -> list[str]:
    """The keys that an order is for: the named ones, or all that wait. Raises WhatToChoose."""
    if bool(keys) == everything:
        raise WhatToChoose
    if keys:
        return list(keys)
    return [str(letter["key"]) for letter in await letters(operator, services, reason=reason)]


async def decide(
    operator: Operator, keys: Sequence[str], what: str, order: dict[str, Any] | None
) -> list[Done]:
    """Have each dead letter retried or dropped (`what`); a refusal of one doesn't stop the others."""
    done = []
    for key in keys:
        try:
            path = f"/dead-letters/{key}/{what}"
            answer = await operator.ask(service_of_letter(key), "POST", path, json=order)
            done.append(Done(key, _outcome(answer)))
        except Refused as refusal:
            text = Text(refusal.message(Language.VI), refusal.message(Language.EN))
            done.append(Done(key, text, failed=True))
    return done


def _outcome(answer: dict[str, Any]) -> Text:
    status = DeadLetterStatus(answer["status"])
    told = STATUS_IN_WORDS[status]
    if status is not DeadLetterStatus.RETRIED or answer["processed"]:
        return told
    return Text(f"{told.vi} (trước đó đã xử lý rồi)", f"{told.en} (it had been processed before)")
