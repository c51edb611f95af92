"""Trees from what a subscriber is told alone, all of them mixed, in another order, and some of it twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from random import Random

import pytest

from services.cases.domain.tree.links import broken_links
from services.cases.domain.tree.recorded import CaseRecord
from services.cases.domain.tree.tree import Tree, tree_of
from shared.contracts.cases.facts import CaseEvent
from shared.contracts.envelope import CloudEvent
from shared.contracts.registry import parse
from shared.contracts.topics import Service
from shared.messaging.publication_mapper import PublicationMapper
from tests.unit.cases.histories.five_agencies import KNOWN
from tests.unit.cases.histories.random_history import History, random_history
from tests.unit.contracts.records import ADDRESS

_MAPPER = PublicationMapper(Service.CASES, {}, ADDRESS, 1)
_PARTITIONS = 6

#: A tree is known by whose history it is, and by what all of its events have in common.
Key = tuple[int, str]


def test_fifty_trees_are_the_same_in_whatever_order_their_events_are_delivered() -> None:
    check(range(1_000, 1_050), length=20)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_thousand_trees_are_the_same_in_whatever_order_their_events_are_delivered() -> None:
    check(range(2_000, 3_000), length=40)


def check(seeds: Iterable[int], length: int) -> None:
    """Each history is one of a tree; its last event is when all of them are looked at."""
    told: list[tuple[int, CloudEvent]] = []
    expected: dict[Key, tuple[datetime, Tree]] = {}
    for seed in seeds:
        with random_history(seed, length) as history:
            told += [(seed, one) for one in published(history)]
            root, records = history.world.cases["A01"], history.world.records()
            tree = tree_of(root, records, history.last, KNOWN)
            assert tree is not None
            expected[seed, root] = history.last, without_texts(tree)
    assert trees_of(told, expected) == expected
    again = told + Random(1).sample(told, len(told) // 3)
    Random(2).shuffle(again)
    assert trees_of(again, expected) == expected


def published(history: History) -> Iterator[CloudEvent]:
    """What the relay writes of it, as a subscriber reads it."""
    for place, one in enumerate(history.world.work.events, 1):
        outgoing = _MAPPER.to_record(replace(one, notification_id=place))
        if outgoing is not None:
            headers = outgoing.headers(0, _PARTITIONS)
            yield CloudEvent.from_kafka(outgoing.key, headers, outgoing.event.value)


def trees_of(
    told: Iterable[tuple[int, CloudEvent]], wanted: dict[Key, tuple[datetime, Tree]]
) -> dict[Key, tuple[datetime, Tree | None]]:
    """The trees that a subscriber has once everything has come."""
    records: dict[Key, list[CaseRecord]] = defaultdict(list)
    for seed, cloud in told:
        event = parse(cloud.type, cloud.data)
        if isinstance(event, CaseEvent):
            records[seed, cloud.correlationid].append(record_of(cloud, event))
    assert records.keys() == wanted.keys(), "all that belongs to a tree is of its root, and nothing else is"
    assert [broken for some in records.values() for broken in broken_links(some)] == []
    return {
        key: (wanted[key][0], tree_of(key[1], some, wanted[key][0], KNOWN)) for key, some in records.items()
    }


def record_of(cloud: CloudEvent, event: CaseEvent) -> CaseRecord:
    """The event with its place, as the envelope says."""
    return CaseRecord(
        case_number=cloud.subject,
        version=cloud.streamversion,
        id=cloud.id,
        causation_id=cloud.causationid,
        recorded_at=cloud.recordedtime,
        event=event,
    )


def without_texts(tree: Tree) -> Tree:
    """What people write to each other isn't told."""
    waiting = [tree.case]
    while waiting:
        case = waiting.pop()
        for asked in case.coordinations:
            asked.question, asked.answer_text = "", None
            waiting += [asked.case] if asked.case is not None else []
    return tree
