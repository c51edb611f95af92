"""Looks whether the brokers answer, and whether each topic is as designed."""

from collections.abc import AsyncIterator

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from shared.contracts.topics import TopicConfiguration
from shared.errors import Text
from shared.messaging.topics import describe_settings
from shared.runtime.host import topic_configurations
from shared.settings import Settings
from tthc.operations.finding import Finding, Verdict, start_or_check


async def examine_kafka(settings: Settings, servers: str) -> AsyncIterator[Finding]:
    """The brokers, and each topic as designed."""
    admin = AIOKafkaAdminClient(bootstrap_servers=servers, request_timeout_ms=10_000)
    try:
        await admin.start()
    except (KafkaError, OSError) as error:
        reason = str(error) or repr(error)
        todo = start_or_check("KAFKA_BOOTSTRAP_SERVERS")
        yield Finding("Kafka", Verdict.FAILURE, Text(reason, reason), todo)
        return
    try:
        yield Finding("Kafka", Verdict.OK, Text(f"trả lời tại {servers}", f"answers at {servers}"))
        there = set(await admin.list_topics())
        for wanted in topic_configurations(settings):
            yield await _topic(admin, wanted, wanted.topic.value in there)
    finally:
        await admin.close()


async def _topic(admin: AIOKafkaAdminClient, wanted: TopicConfiguration, there: bool) -> Finding:
    name = wanted.topic.value
    what = f"topic {name}"
    apply = Text("tthc topics apply", "tthc topics apply")
    if not there:
        return Finding(what, Verdict.FAILURE, Text("chưa có", "isn't there"), apply)
    present = await describe_settings(admin, name)
    wrong = [
        (f"{key}={present.get(key)}", value)
        for key, value in wanted.settings.items()
        if present.get(key) != value
    ]
    if wrong:
        text = Text(
            "; ".join(f"{found}, phải là {value}" for found, value in wrong),
            "; ".join(f"{found}, not {value}" for found, value in wrong),
        )
        return Finding(what, Verdict.WARNING, text, apply)
    (described,) = await admin.describe_topics([name])
    partitions = len(described["partitions"])
    if partitions != wanted.partitions:
        text = Text(
            f"{partitions} phân vùng, phải là {wanted.partitions}",
            f"{partitions} partitions, not {wanted.partitions}",
        )
        todo = Text(
            "số phân vùng cố định từ khi tạo; bên nhận vẫn hoạt động được",
            "fixed at creation; consumers can live with it",
        )
        return Finding(what, Verdict.WARNING, text, todo)
    text = Text(f"{partitions} phân vùng, đúng thiết kế", f"{partitions} partitions, as designed")
    return Finding(what, Verdict.OK, text)
