"""Every topic is made on purpose, setting by setting."""

from datetime import timedelta

import pytest

from shared.contracts.topics import MAX_MESSAGE_BYTES, SERVICE_TOPICS, Service, Topic, configurations


def test_every_topic_has_a_configuration() -> None:
    assert list(configurations()) == list(Topic)


def test_the_services_topics_have_the_partitions_asked_for_and_all_others_one() -> None:
    partitions = {topic: made.partitions for topic, made in configurations(partitions=12).items()}
    assert {topic for topic, count in partitions.items() if count == 12} == set(SERVICE_TOPICS.values())
    assert {count for topic, count in partitions.items() if topic not in SERVICE_TOPICS.values()} == {1}


def test_every_setting_that_kafka_would_choose_itself_is_stated() -> None:
    made = configurations(replication_factor=3, min_insync_replicas=2, retention=timedelta(days=7))
    assert made[Topic.CASES].settings == {
        "cleanup.policy": "delete",
        "retention.ms": "604800000",
        "max.message.bytes": "262144",
        "min.insync.replicas": "2",
        "message.timestamp.type": "LogAppendTime",
    }


@pytest.mark.parametrize("topic", [Topic.CATALOG_CURRENT, Topic.AGENCIES_CURRENT])
def test_the_current_state_is_compacted_and_kept_for_ever(topic: Topic) -> None:
    settings = configurations()[topic].settings
    assert (settings["cleanup.policy"], settings["retention.ms"]) == ("compact", "-1")


def test_a_topic_that_could_take_no_record_is_refused() -> None:
    with pytest.raises(ValueError, match="2 replicas must confirm"):
        configurations(replication_factor=1, min_insync_replicas=2)


@pytest.mark.parametrize("service", list(Service))
def test_each_services_topic_has_dead_letters(service: Service) -> None:
    assert SERVICE_TOPICS[service].dead_letters == f"tthc.{service}.dlq"


def test_the_largest_record_fits_into_a_consumers_fetch() -> None:
    assert MAX_MESSAGE_BYTES == 262_144 < 1024 * 1024
