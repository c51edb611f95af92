"""A store against its topic: whatever is missing, too much, changed or out of order is named."""

from dataclasses import replace

import pytest

from tests.unit.operations.topic import Filled, compare, resumed, told
from tthc.operations.checks.letters import SetAside

EVENTS = [resumed(number) for number in range(1, 13)]


def place_of(topic: Filled, sequence: int) -> int:
    """Where an event stands among the records."""
    return next(
        place for place, one in enumerate(topic.records) if int(dict(one.headers)["ce_sequence"]) == sequence
    )


def test_a_topic_as_the_relay_left_it_agrees() -> None:
    assert told(compare(EVENTS, Filled().send(EVENTS))) == []


def test_everything_published_again_agrees() -> None:
    topic = Filled().send(EVENTS).send(EVENTS, again=True)
    assert told(compare(EVENTS, topic)) == []


def test_what_came_between_two_publications_agrees() -> None:
    topic = Filled().send(EVENTS[:6]).send(EVENTS, again=True)
    assert told(compare(EVENTS, topic)) == []


def test_a_missing_record_is_named() -> None:
    topic = Filled().send(EVENTS)
    del topic.records[place_of(topic, 7)]
    assert any("event 7: expected tthc.cases.CaseResumed.v1" in one for one in told(compare(EVENTS, topic)))


def test_a_missing_record_is_mended_by_publishing_again() -> None:
    topic = Filled().send(EVENTS)
    del topic.records[place_of(topic, 7)]
    found = told(compare(EVENTS, topic.send(EVENTS, again=True)))
    assert not any("no record" in one for one in found)


def test_an_event_that_the_store_does_not_have_is_named() -> None:
    topic = Filled().send([*EVENTS, resumed(13)])
    (found,) = told(compare(EVENTS, topic))
    assert "event 13: expected no record" in found


def test_events_in_another_order_are_named() -> None:
    events = [resumed(number, "SNV-261123-0001") for number in range(1, 6)]
    topic = Filled().send(events)
    topic.records[2], topic.records[3] = topic.records[3], topic.records[2]
    assert any(
        "expected events in the order of the store, found 3 behind 4" in o
        for o in told(compare(events, topic))
    )


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("ce_subject", b"SNV-261123-9999"),
        ("ce_time", b"2026-11-23T00:00:00Z"),
        ("ce_id", b"0c0bd8b5-6f0b-5d7e-8a3c-5f3bb43b5d0e"),
    ],
)
def test_a_record_that_says_something_else_is_named(header: str, value: bytes) -> None:
    topic = Filled().send(EVENTS)
    topic.change_header(place_of(topic, 4), header, value)
    (found,) = told(compare(EVENTS, topic))
    assert "event 4" in found


def test_other_data_are_named() -> None:
    topic = Filled().send(EVENTS)
    place = place_of(topic, 4)
    record = topic.records[place]
    topic.records[place] = replace(record, value=(record.value or b"").replace(b"snv.lan", b"snv.ba"))
    (found,) = told(compare(EVENTS, topic))
    assert "event 4" in found
    assert "snv.ba" in found


def test_data_with_a_field_of_a_newer_version_agree() -> None:
    topic = Filled().send(EVENTS)
    record = topic.records[3]
    topic.records[3] = replace(record, value=(record.value or b"").replace(b"{", b'{"further":1,', 1))
    assert told(compare(EVENTS, topic)) == []


def test_a_wrong_previous_sequence_is_named() -> None:
    events = [resumed(number, "SNV-261123-0001") for number in range(1, 6)]
    topic = Filled().send(events)
    topic.change_header(3, "ce_prevsequence", b"%020d" % 1)
    (found,) = told(compare(events, topic))
    assert "event 4: expected prevsequence 3, found prevsequence 1" in found


def test_a_record_in_another_partition_is_named() -> None:
    topic = Filled().send(EVENTS)
    record = topic.records[0]
    topic.records[0] = replace(record, partition=1 - record.partition)
    assert any(f"expected partition {record.partition}" in one for one in told(compare(EVENTS, topic)))


def test_a_foreign_record_is_named() -> None:
    topic = Filled().send(EVENTS)
    topic.records.append(replace(topic.records[0], headers=[], offset=99))
    (found,) = told(compare(EVENTS, topic))
    assert "offset 99: expected no foreign record" in found


def test_an_event_of_another_epoch_is_only_noted() -> None:
    topic = Filled().send(EVENTS)
    topic.records.append(replace(topic.records[0], offset=99))
    topic.change_header(len(EVENTS), "ce_source", b"https://tthc.example.gov.vn/cases/9")
    findings = compare(EVENTS, topic)
    assert told(findings) == []
    assert "another epoch" in findings.notes[0].text


def test_what_retention_has_removed_is_not_missed() -> None:
    topic = Filled().send(EVENTS)
    del topic.records[:4]
    assert told(compare(EVENTS, topic, emptied=[0, 1])) == []
    assert told(compare(EVENTS, topic)) != []


def forged(topic: Filled, place: int, sequence: int) -> int:
    """A record far ahead that names no predecessor, made from a true one; its place."""
    topic.records.append(replace(topic.records[place], offset=len(topic.records)))
    topic.change_header(-1, "ce_sequence", b"%020d" % sequence)
    topic.change_header(-1, "ce_prevsequence", b"%020d" % 0)
    return len(topic.records) - 1


def test_a_forged_record_disturbs_no_true_one_behind_it() -> None:
    topic = Filled().send(EVENTS[:8])
    forged(topic, 0, 52)
    (found,) = told(compare(EVENTS, topic.send(EVENTS[8:])))
    assert "event 52: expected no record" in found


def test_a_foreign_record_about_which_an_operator_has_decided_is_only_noted() -> None:
    topic = Filled().send(EVENTS)
    place = forged(topic, 0, 52)
    origin = ("tthc.cases", topic.records[place].partition, place)
    aside = SetAside(decided={origin})
    findings = compare(EVENTS, topic, aside=aside)
    assert told(findings) == []
    assert "dealt with as a dead letter" in findings.notes[0].text
    aside.waiting.add(origin)  # in another service
    assert len(told(compare(EVENTS, topic, aside=aside))) == 1


def test_a_copy_in_another_partition_is_only_noted() -> None:
    topic = Filled().send(EVENTS)
    record = topic.records[0]
    topic.records.append(replace(record, partition=1 - record.partition, offset=99))
    findings = compare(EVENTS, topic)
    assert told(findings) == []
    assert "a copy of an event" in findings.notes[0].text
