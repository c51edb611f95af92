"""`tthc topics apply` on real Kafka, and what stands in a topic as others read it."""

import json
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient
from cloudevents.kafka import KafkaMessage, from_binary

from shared.contracts.topics import MAX_MESSAGE_BYTES, Topic, configurations
from shared.messaging.topics import TopicChange, apply_topics, describe_settings
from tests.messaging_topic import configure_topic, read_topic
from tests.messaging_world import messaging_world


async def changes(servers: str, partitions: int = 6) -> set[TopicChange]:
    wanted = configurations(partitions=partitions).values()
    return {report.change for report in await apply_topics(servers, wanted)}


async def test_topics_are_made_as_designed_and_again_changes_nothing(servers: str) -> None:
    assert await changes(servers) == {TopicChange.CREATED}
    assert await changes(servers) == {TopicChange.UNCHANGED}
    admin = AIOKafkaAdminClient(bootstrap_servers=servers)
    await admin.start()
    try:
        for topic, wanted in configurations(partitions=6).items():
            (described,) = await admin.describe_topics([topic.value])
            settings = await describe_settings(admin, topic.value)
            assert len(described["partitions"]) == wanted.partitions
            assert {name: settings[name] for name in wanted.settings} == wanted.settings
        assert (await describe_settings(admin, "tthc.catalog.current"))["cleanup.policy"] == "compact"
        assert (await describe_settings(admin, "tthc.cases"))["retention.ms"] == str(90 * 86_400_000)
    finally:
        await admin.close()


async def test_a_setting_that_somebody_changed_is_set_again(servers: str) -> None:
    await changes(servers)
    await configure_topic(servers, "tthc.cases", max_message_bytes="5000")
    assert await changes(servers) == {TopicChange.SETTINGS_APPLIED, TopicChange.UNCHANGED}
    admin = AIOKafkaAdminClient(bootstrap_servers=servers)
    await admin.start()
    settings = await describe_settings(admin, "tthc.cases")
    await admin.close()
    assert settings["max.message.bytes"] == str(MAX_MESSAGE_BYTES)


async def test_another_number_of_partitions_is_told_and_kept(servers: str) -> None:
    await changes(servers, 3)
    reports = await apply_topics(servers, configurations(partitions=6).values())
    (cases,) = (report for report in reports if report.topic == Topic.CASES)
    assert (cases.change, cases.partitions) == (TopicChange.OTHER_PARTITIONS, 3)


async def test_the_cloudevents_package_reads_what_stands_in_a_topic(tmp_path: Path, servers: str) -> None:
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.complete("SNV-0001")
        await world.settle()
        (record,) = [one for part in (await read_topic(servers)).values() for one in part]
    message = KafkaMessage(dict(record.headers), record.key.decode(), record.value)
    event = from_binary(message)
    assert event["type"] == "tthc.cases.CaseCompleted.v1"
    assert event["subject"] == event["correlationid"] == event["partitionkey"] == "SNV-0001"
    assert (event["sequence"], event["prevsequence"]) == ("1".zfill(20), "0".zfill(20))
    assert event.get_data() == json.loads(record.value)
