"""What an operator orders: publishing again, rebuilding.

Services that run do it themselves; stores that no process uses are worked on here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shared.contracts.topics import Service as ServiceName
from shared.deployment import PUBLISHERS
from shared.errors import Language, Text
from shared.messaging.connection import KafkaConnection
from shared.messaging.relay import Relay
from shared.runtime.rebuilding import VIEW_IN_WORDS
from shared.settings import Settings
from tthc.operations.access import Operator
from tthc.operations.errors import NoSuchName
from tthc.operations.opening import opened
from tthc.operations.topics import kafka_of


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
    known = [service.value for service in PUBLISHERS]
    for name in names:
        if name not in known:
            raise NoSuchName(what=Text("dịch vụ", "service"), name=name, known=", ".join(known), where=name)
    return [ServiceName(name) for name in names] or list(PUBLISHERS)


async def republish(settings: Settings, operator: Operator, services: Sequence[ServiceName]) -> list[Done]:
    """Fill the services' topics again from their stores: by the services that run, here for the others."""
    kafka, done = kafka_of(settings), []
    for name in services:
        if await operator.answers(name):
            await operator.ask(name, "POST", "/republish")
            text = Text("dịch vụ đang chạy đã bắt đầu", "begun by the running service")
        else:
            last = await _republish_here(settings, name, kafka)
            text = Text(f"đã phát đến sự kiện {last}", f"published up to {last}")
        done.append(Done(name.value, text))
    return done


async def _republish_here(settings: Settings, name: ServiceName, kafka: KafkaConnection) -> int:
    async with opened(settings, [name], writing=True) as (service,):
        relay = Relay(service.application, service.mapper(settings.address), kafka, settings.relay_chunk)
        relay.republish()
        return await relay.publish_all()


async def rebuild(operator: Operator, names: Sequence[str]) -> list[Done]:
    """Build read models anew while the old ones serve: `cases` for all of a service's, or `cases/cases`."""
    done = []
    for name in names or [service.value for service in PUBLISHERS]:
        service_name, _, view = name.partition("/")
        (service,) = services_named([service_name])
        known = list((await operator.ask(service, "GET", "/progress"))["views"])
        if view and view not in known:
            raise NoSuchName(what=VIEW_IN_WORDS, name=name, known=", ".join(known), where=name)
        for one in [view] if view else known:
            answer = await operator.ask(service, "POST", f"/views/{one}/rebuild")
            number = answer["generation"]
            text = Text(f"thế hệ {number} đang phục vụ", f"generation {number} serves")
            done.append(Done(f"{service.value}/{one}", text))
    return done
