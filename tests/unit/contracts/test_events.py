"""Every published event keeps the same few promises."""

import json
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from shared.contracts.cases.steps import StepHandedOff, StepReceived
from shared.contracts.declaring import type_of
from shared.contracts.malformed import MalformedReason, MalformedRecord
from shared.contracts.registry import EVENT_TYPES, EVENTS, UnknownEventType, dump, parse, topic_of, types_on
from shared.contracts.schemas import is_tombstone, schema
from shared.contracts.source import service_of
from shared.contracts.topics import COMPACTED, CURRENT_TOPICS, SERVICE_TOPICS, Service, Topic
from shared.contracts.vocabulary import TimeLimit, in_utc
from shared.eventstore.mapper import encode_told
from shared.kernel import Counting

each_event = pytest.mark.parametrize(
    "model", [model for model in EVENTS if not is_tombstone(model)], ids=type_of
)
TOMBSTONES = [model for model in EVENTS if is_tombstone(model)]


def example_of(model: type) -> dict:
    return schema(type_of(model))["examples"][0]


def shown(model: type, **changed: Any) -> Any:
    return parse(type_of(model), dump(example_of(model) | changed))


@each_event
def test_its_example_is_complete_and_comes_back_unchanged(model: type) -> None:
    data = json.dumps(example_of(model)).encode()
    assert json.loads(encode_told(parse(type_of(model), data))) == example_of(model)


@each_event
def test_its_type_and_topic_are_those_of_its_service(model: type) -> None:
    service = service_of(type_of(model))
    assert topic_of(model) in {SERVICE_TOPICS[service], *CURRENT_TOPICS.get(service, ())}
    assert type_of(model).split(".")[2] == model.__name__
    assert EVENT_TYPES[type_of(model)] is model


@each_event
def test_it_says_what_it_and_each_of_its_fields_mean(model: type) -> None:
    described = schema(type_of(model))
    for part in (described, *described.get("$defs", {}).values()):
        assert part["description"]
        assert [name for name, field in part["properties"].items() if "description" not in field] == []


@each_event
def test_it_cannot_be_changed(model: type) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(shown(model), fields(model)[0].name, "other")


@each_event
def test_it_passes_over_fields_of_a_newer_version(model: type) -> None:
    newer = example_of(model) | {"of_a_newer_version": {"a": [1]}}
    assert parse(type_of(model), json.dumps(newer).encode()) == shown(model)


@each_event
def test_no_value_that_may_grow_is_an_enum(model: type) -> None:
    assert '"enum"' not in json.dumps(schema(type_of(model)))


def test_instants_of_any_zone_are_written_in_utc() -> None:
    hanoi = timezone(timedelta(hours=7))
    at = in_utc(datetime(2026, 12, 1, 8, 25, tzinfo=hanoi))
    event = replace(shown(StepReceived), received_at=at)
    assert json.loads(dump(event))["received_at"] == "2026-12-01T01:25:00Z"
    assert at.tzinfo is UTC


@pytest.mark.parametrize("time", ["2026-12-01T08:25:00", "0001-01-01T00:00:00+14:00", "soon", None])
def test_what_is_no_instant_is_malformed(time: str | None) -> None:
    data = json.dumps(example_of(StepReceived) | {"received_at": time}).encode()
    with pytest.raises(MalformedRecord) as refusal:
        parse("tthc.cases.StepReceived.v1", data)
    assert (refusal.value.reason, refusal.value.where) == (MalformedReason.WRONG_SHAPE, "received_at")


def test_a_missing_field_is_named_where_it_is_missing() -> None:
    data = example_of(StepHandedOff)
    del data["to"][0]["time_limit"]
    with pytest.raises(MalformedRecord) as refusal:
        parse("tthc.cases.StepHandedOff.v1", json.dumps(data).encode())
    assert refusal.value.where == "to.0.time_limit"


def test_an_unknown_type_is_told_apart_from_a_malformed_record() -> None:
    with pytest.raises(UnknownEventType, match=r"tthc\.cases\.CaseDreamt\.v1"):
        parse("tthc.cases.CaseDreamt.v1", b"{}")
    with pytest.raises(UnknownEventType):
        schema("tthc.cases.CaseDreamt.v1")


@pytest.mark.parametrize(
    ("limit", "duration"),
    [
        (TimeLimit.of(480, Counting.WORKING_HOURS), "PT8H"),
        (TimeLimit.of(90, Counting.WORKING_HOURS), "PT1H30M"),
        (TimeLimit.of(3, Counting.WORKING_DAYS), "P3D"),
        (TimeLimit.of(15, Counting.CALENDAR_DAYS), "P15D"),
    ],
)
def test_a_limit_is_told_as_duration_and_counting_and_read_back(limit: TimeLimit, duration: str) -> None:
    assert json.loads(dump(limit)) == {"duration": duration, "counting": limit.counting}
    assert TimeLimit.parse(duration, limit.counting) == limit
    assert TimeLimit.of(limit.amount, limit.counting) == limit


@pytest.mark.parametrize("digits", ["٣", "²", "９", "1_0", "+1", "-1", "0", "", "9" * 5_000])
def test_a_limit_of_no_whole_number_is_not_read(digits: str) -> None:
    for duration, counting in (
        (f"PT{digits}H", Counting.WORKING_HOURS),
        (f"P{digits}D", Counting.WORKING_DAYS),
    ):
        with pytest.raises(ValueError, match=r"duration|limit"):
            TimeLimit.parse(duration, counting)


def test_each_topic_carries_known_types_and_each_event_has_one_topic_of_a_service() -> None:
    assert all(types_on(topic) and set(types_on(topic)) <= EVENT_TYPES.keys() for topic in Topic)
    assert sum(len(types_on(topic)) for topic in {*SERVICE_TOPICS.values(), *COMPACTED}) == len(EVENTS)


@pytest.mark.parametrize("model", TOMBSTONES, ids=lambda model: type_of(model))
def test_a_tombstone_has_no_data_and_stands_on_a_compacted_topic_alone(model: type) -> None:
    assert topic_of(model) in COMPACTED
    assert (schema(type_of(model))["type"], example_of(model)) == ("null", None)
    assert schema(type_of(model))["description"]


@pytest.mark.parametrize("service", list(Service))
def test_each_service_may_tell_of_a_dead_letter_on_any_topic(service: Service) -> None:
    event_type = f"tthc.{service.value}.DeadLetterAdded.v1"
    assert all(event_type in types_on(topic.dead_letters) for topic in SERVICE_TOPICS.values())
    assert schema(event_type)["$id"] == f"{event_type}.json"


def test_no_two_models_have_one_name() -> None:
    names = [model.__name__ for model in _parts_and_events()]
    assert len(names) == len(set(names))


def _parts_and_events() -> set[type]:
    modules = {__import__(model.__module__, fromlist=["x"]) for model in EVENTS}
    found = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    return {value for value in found if is_dataclass(value)}
