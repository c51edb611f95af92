"""Publishing again, as an operator orders it.

Services that run do it themselves; stores that no process uses are worked on here.
"""

from collections.abc import Sequence

from shared.contracts.topics import Service
from shared.errors import Text
from shared.messaging.connection import KafkaConnection
from shared.messaging.relay import Relay
from shared.settings import Settings
from tthc.operations.access import Operator
from tthc.operations.opening import opened
from tthc.operations.orders import Done
from tthc.operations.topics import kafka_of


async def republish(settings: Settings, operator: Operator, services: Sequence[Service]) -> list[Done]:
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


async def _republish_here(settings: Settings, name: Service, kafka: KafkaConnection) -> int:
    async with opened(settings, [name], writing=True) as (service,):
        relay = Relay(service.application, service.mapper(settings.address), kafka, settings.relay_chunk)
        relay.republish()
        return await relay.publish_all()
