"""What an operator orders: publishing again, rebuilding, deciding on dead letters, a new epoch, topics.

Services that run do it themselves; stores that no process uses are worked on here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shared.contracts.topics import Service as ServiceName
from shared.errors import Language
from shared.messaging.dead_letter_status import DeadLetterStatus
from shared.messaging.dead_letters import DeadLetterAdded, published
from shared.messaging.publication_mapper import PublicationMapper
from shared.messaging.relay import Relay
from shared.messaging.topics import TopicReport, apply_topics
from shared.runtime.host import topic_configurations
from shared.settings import Settings
from tthc.language import Text
from tthc.operations.access import Operator
from tthc.operations.composition import ALL_SERVICES
from tthc.operations.errors import NeedsKafka, NoSuchName, Refused, StillRunning, WhatToChoose
from tthc.operations.opening import opened

_MOST_LETTERS = 20_000
_STATUS = {
    DeadLetterStatus.RETRIED.value: Text("đã xử lý lại", "retried"),
    DeadLetterStatus.DROPPED.value: Text("đã bỏ", "dropped"),
}


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one order."""

    what: str  #: the service, the view, or the dead letter
    outcome: Text
    failed: bool = False

    def told(self, language: Language) -> dict[str, Any]:
        """The outcome as JSON."""
        return {"what": self.what, "outcome": self.outcome.told(language), "failed": self.failed}


def services_named(names: Sequence[str]) -> list[ServiceName]:
    """The services with these names; all of them if none is named. Raises NoSuchName."""
    known = [service.value for service in ALL_SERVICES]
    for name in names:
        if name not in known:
            raise NoSuchName(what="service", name=name, known=", ".join(known), where=name)
    return [ServiceName(name) for name in names] or list(ALL_SERVICES)


def kafka_of(settings: Settings) -> str:
    """Where Kafka is. Raises NeedsKafka on the embedded profile."""
    if not settings.kafka_bootstrap_servers:
        raise NeedsKafka(where="KAFKA_BOOTSTRAP_SERVERS")
    return settings.kafka_bootstrap_servers


async def make_topics(settings: Settings) -> list[TopicReport]:
    """Make the topics that are missing, and set the settings of the others."""
    return await apply_topics(kafka_of(settings), topic_configurations(settings))


async def republish(settings: Settings, operator: Operator, services: Sequence[ServiceName]) -> list[Done]:
    """Fill the services' topics again from their stores: by the services that run, here for the others."""
    servers, done = kafka_of(settings), []
    for name in services:
        if await operator.answers(name):
            await operator.ask(name, "POST", "/republish")
            text = Text("dịch vụ đang chạy đã bắt đầu", "begun by the running service")
        else:
            last = await _republish_here(settings, name, servers)
            text = Text(f"đã phát đến sự kiện {last}", f"published up to {last}")
        done.append(Done(name.value, text))
    return done


async def _republish_here(settings: Settings, name: ServiceName, servers: str) -> int:
    async with opened(settings, [name], writing=True) as (service,):
        translations = {**service.translations, DeadLetterAdded: published}
        epoch = service.application.store.epoch
        mapper = PublicationMapper(name, translations, settings.address, epoch)
        relay = Relay(service.application, mapper, servers, settings.relay_chunk)
        relay.republish()
        return await relay.publish_all()


async def rebuild(operator: Operator, names: Sequence[str]) -> list[Done]:
    """Build read models anew while the old ones serve: `cases` for all of a service's, or `cases/cases`."""
    done = []
    for name in names or [service.value for service in ALL_SERVICES]:
        service_name, _, view = name.partition("/")
        (service,) = services_named([service_name])
        known = list((await operator.ask(service, "GET", "/progress"))["views"])
        if view and view not in known:
            raise NoSuchName(what="view", name=name, known=", ".join(known), where=name)
        for one in [view] if view else known:
            answer = await operator.ask(service, "POST", f"/views/{one}/rebuild")
            number = answer["generation"]
            text = Text(f"thế hệ {number} đang phục vụ", f"generation {number} serves")
            done.append(Done(f"{service.value}/{one}", text))
    return done


async def new_epoch(settings: Settings, operator: Operator, name: str, *, force: bool) -> int:
    """Begin a new epoch of a store that was restored from a backup. Raises StillRunning."""
    (service,) = services_named([name])
    if not force and await operator.answers(service):
        url = settings.url_of(service)
        raise StillRunning(service=name, url=url, where=url)
    async with opened(settings, [service]) as (found,):
        return await found.application.read(found.application.store.new_epoch)


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
    """The service that set the message aside: its name begins the key."""
    name = key.partition(".")[0]
    if name not in list(ServiceName):
        raise NoSuchName(what="dead letter", name=key, known="tthc dlq list", where=key)
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
    status = str(answer["status"])
    told = _STATUS.get(status, Text(status, status))
    if answer.get("processed") is not False:
        return told
    return Text(f"{told.vi} (trước đó đã xử lý rồi)", f"{told.en} (it had been processed before)")
