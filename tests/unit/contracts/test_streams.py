"""An event's id follows from its type, its subject and its version: as the services' own rules have it."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import services
import shared.contracts.examples
from shared.contracts.declaring import declaration_of
from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedReason, MalformedRecord
from shared.contracts.registry import EVENT_TYPES, topic_of
from shared.contracts.streams import category_of, check_id
from shared.contracts.topics import COMPACTED
from shared.decider import Decider
from shared.messaging.dead_letters import DEAD_LETTER

EXAMPLES = sorted(Path(shared.contracts.examples.__file__).parent.glob("*.json"))


def deciders() -> Iterator[Decider[Any]]:
    yield DEAD_LETTER
    for module in pkgutil.walk_packages(services.__path__, "services."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Decider):
                yield value


def test_every_type_stands_in_the_streams_of_its_decider() -> None:
    """What is told of an event that is kept otherwise is tried by its example, below."""
    found: dict[str, str] = {}
    for decider in deciders():
        for event in decider.events:
            declared = declaration_of(event)
            if declared is not None and declared.event_type is not None:
                found[declared.event_type] = decider.category
    assert {name: category_of(name) for name in found} == found
    assert len(found) > len(EVENT_TYPES) / 2


def read(path: Path) -> CloudEvent:
    shown = json.loads(path.read_text())
    headers = [(name, value.encode()) for name, value in shown["headers"].items()]
    key = shown["headers"]["ce_partitionkey"].encode()
    data = json.dumps(shown["data"]).encode() if shown["data"] is not None else None
    return CloudEvent.from_kafka(key, headers, data, tombstones=True)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_the_services_tell_has_its_right_id(path: Path) -> None:
    cloud = read(path)
    if topic_of(EVENT_TYPES[cloud.type]) in COMPACTED:
        return
    check_id(cloud)
    for forged in (
        replace(cloud, id="00000000-0000-5000-8000-000000000000"),
        replace(cloud, streamversion=cloud.streamversion + 1),
        replace(cloud, subject=f"{cloud.subject}x"),
    ):
        with pytest.raises(MalformedRecord) as refused:
            check_id(forged)
        assert refused.value.reason is MalformedReason.WRONG_ID


def test_of_a_type_of_tomorrow_no_id_is_known() -> None:
    check_id(replace(read(EXAMPLES[0]), type="tthc.cases.CaseForetold.v1"))
