"""Whatever lies in a topic is an event or a malformed record with a reason, and never anything else."""

import contextlib

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedReason, MalformedRecord
from shared.contracts.payload import MAX_DEPTH
from shared.contracts.registry import EVENT_TYPES, parse
from shared.errors import Language
from tests.unit.contracts.records import ADDRESS, EVENT, Headers, headers_with, headers_without

GOOD = EVENT.to_kafka_headers()


def reason_of(
    headers: Headers, value: bytes | None = EVENT.data, key: bytes | None = EVENT.key
) -> MalformedReason:
    with pytest.raises(MalformedRecord) as refusal:
        CloudEvent.from_kafka(key, headers, value)
    return refusal.value.reason


def nested(depth: int) -> bytes:
    return b'{"a":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, MalformedReason.NULL_VALUE),
        (b"", MalformedReason.NOT_JSON),
        (b"[]", MalformedReason.NOT_JSON),
        (b"17", MalformedReason.NOT_JSON),
        (b'{"a":1', MalformedReason.NOT_JSON),
        (b"\xef\xbb\xbf{}", MalformedReason.NOT_JSON),
        (b'{"a":"' + b"x" * 300 * 1024 + b'"}', MalformedReason.TOO_LARGE),
        (nested(MAX_DEPTH + 1), MalformedReason.TOO_DEEP),
        (nested(100_000), MalformedReason.TOO_DEEP),
        (b'{"a":' * 40_000, MalformedReason.TOO_DEEP),
        (b'{"a":NaN}', MalformedReason.NOT_A_NUMBER),
        (b'{"a":-Infinity}', MalformedReason.NOT_A_NUMBER),
        (b'{"a":1e999}', MalformedReason.NOT_A_NUMBER),
        (b'{"a":' + b"9" * 5000 + b"}", MalformedReason.NOT_A_NUMBER),
        (b'{"a":"\\ud800"}', MalformedReason.LONE_SURROGATE),
        (b'{"\\udc00":1}', MalformedReason.LONE_SURROGATE),
        (b'{"a":"\xed\xa0\x80"}', MalformedReason.NOT_UTF8),
        (b'{"a":"\xff"}', MalformedReason.NOT_UTF8),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_value_that_is_no_event(value: bytes | None, reason: MalformedReason) -> None:
    assert reason_of(GOOD, value) is reason


def test_the_deepest_value_allowed_and_a_wide_one_are_taken() -> None:
    wide = b'{"a":[' + b",".join([b'{"b":[]}'] * 500) + b"]}"
    for value in (nested(MAX_DEPTH), wide, b'{"a":"\\ud83d\\ude00"}'):
        assert CloudEvent.from_kafka(EVENT.key, GOOD, value).data == value


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("ce_sequence", b"-1", MalformedReason.BAD_SEQUENCE),
        ("ce_sequence", b"9e18", MalformedReason.BAD_SEQUENCE),
        ("ce_sequence", b"09000000000000000000", MalformedReason.BAD_SEQUENCE),
        ("ce_sequence", b"17", MalformedReason.BAD_SEQUENCE),
        ("ce_sequence", "٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠١٧".encode(), MalformedReason.BAD_SEQUENCE),
        ("ce_prevsequence", b"00000000000000000017", MalformedReason.BAD_SEQUENCE),
        ("ce_source", b"https://evil.example/dreams/1", MalformedReason.WRONG_SOURCE),
        ("ce_source", b"https://tthc.example.gov.vn/sla/1", MalformedReason.WRONG_SOURCE),
        ("ce_source", b"cases", MalformedReason.WRONG_SOURCE),
        ("ce_type", b"CaseOpened", MalformedReason.BAD_ATTRIBUTE),
        ("ce_id", b"17", MalformedReason.BAD_ATTRIBUTE),
        ("ce_specversion", b"0.3", MalformedReason.BAD_ATTRIBUTE),
        ("ce_time", b"2026-12-01T04:05:00", MalformedReason.BAD_ATTRIBUTE),
        ("ce_time", b"2026-13-01T04:05:00Z", MalformedReason.BAD_ATTRIBUTE),
        ("ce_recordedtime", b"0001-01-01T00:00:00+14:00", MalformedReason.BAD_ATTRIBUTE),
        ("ce_streamversion", b"0", MalformedReason.BAD_ATTRIBUTE),
        ("ce_subject", b"a\nb", MalformedReason.BAD_ATTRIBUTE),
        ("ce_subject", b"", MalformedReason.BAD_ATTRIBUTE),
        ("ce_subject", b"x" * 513, MalformedReason.BAD_ATTRIBUTE),
        ("ce_deprecated", b"perhaps", MalformedReason.BAD_ATTRIBUTE),
        ("content-type", b"application/cloudevents+json", MalformedReason.BAD_ATTRIBUTE),
        ("ce_subject", None, MalformedReason.NULL_HEADER),
        ("of-somebody-else", None, MalformedReason.NULL_HEADER),
        ("ce_subject", b"\xff", MalformedReason.NOT_UTF8),
        ("of-somebody-else", b"\xff", MalformedReason.NOT_UTF8),
        ("ce_partitionkey", b"another", MalformedReason.CONTRADICTION),
        ("correlation_id", b"another", MalformedReason.CONTRADICTION),
    ],
)
def test_a_header_that_cannot_be(name: str, value: bytes | None, reason: MalformedReason) -> None:
    assert reason_of(headers_with(name, value)) is reason


@pytest.mark.parametrize("name", [name for name, _ in GOOD])
def test_a_header_that_stands_twice(name: str) -> None:
    assert reason_of([*GOOD, (name, b"again")]) is MalformedReason.DUPLICATE_HEADER


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, _ in GOOD
        if name not in ("ce_causationid", "ce_partitionkey", "correlation_id", "traceparent")
    ],
)
def test_a_header_that_is_missing(name: str) -> None:
    assert reason_of(headers_without(name)) is MalformedReason.MISSING_ATTRIBUTE


def test_a_record_without_headers_or_key() -> None:
    assert reason_of([]) is MalformedReason.MISSING_ATTRIBUTE
    assert reason_of(GOOD, key=None) is MalformedReason.NULL_KEY
    assert reason_of(GOOD, key=b"\xff") is MalformedReason.NOT_UTF8


def test_an_event_of_another_deployment_is_refused_where_ours_is_named() -> None:
    assert CloudEvent.from_kafka(EVENT.key, GOOD, EVENT.data, address=ADDRESS) == EVENT
    with pytest.raises(MalformedRecord) as refusal:
        CloudEvent.from_kafka(EVENT.key, GOOD, EVENT.data, address="https://other.example")
    assert refusal.value.reason is MalformedReason.WRONG_SOURCE


def test_a_header_that_nobody_knows_is_passed_over() -> None:
    assert CloudEvent.from_kafka(EVENT.key, [*GOOD, ("ce_new", b"1")], EVENT.data) == EVENT


def test_the_refusal_names_the_header_in_both_languages() -> None:
    with pytest.raises(MalformedRecord) as refusal:
        CloudEvent.from_kafka(EVENT.key, headers_with("ce_sequence", b"-1"), EVENT.data)
    assert refusal.value.where == "ce_sequence"
    assert refusal.value.message(Language.EN).endswith("a sequence number is not one (ce_sequence=-1).")
    assert "số thứ tự không hợp lệ (ce_sequence=-1)" in refusal.value.message(Language.VI)


@pytest.mark.parametrize("reason", list(MalformedReason))
def test_each_reason_has_a_sentence_in_both_languages(reason: MalformedReason) -> None:
    refusal = MalformedRecord(reason=reason, detail="{x}")
    assert refusal.message(Language.VI) != refusal.message(Language.EN)


names = st.sampled_from([name for name, _ in GOOD]) | st.text(max_size=20)
_TIMES = [b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-14:00", b"2026-02-30T23:60:60Z"]
_SEQUENCES = [b"0" * 20, b"9" * 20, b"%020d" % (10**15 + 1), "٠".encode() * 20, "²".encode() * 20]
#: Values that pass the first look at a header, and stand at the edge of the next.
NEARLY = {
    "ce_time": _TIMES,
    "ce_recordedtime": _TIMES,
    "ce_sequence": _SEQUENCES,
    "ce_prevsequence": _SEQUENCES,
    "ce_streamversion": [b"0", b"01", b"9" * 15, b"9" * 5000, "²".encode(), "٧".encode()],
    "ce_source": [
        b"https://[/cases/1",
        b"https://tthc.example.gov.vn/cases/",
        b"//cases/1",
        b"https://x/dreams/1",
    ],
    "ce_type": [b"tthc.cases..v1", b"tthc.dreams.Dreamt.v1", b"tthc.v1", b"tthc.sla.StepOverdue.v1"],
    "ce_subject": [b"", b"x" * 512, b"x" * 513, b"\x7f", "\u202e".encode()],
}
values = st.none() | st.binary(max_size=40) | st.sampled_from([value for _, value in GOOD])
spoilt_json = st.sampled_from(
    [b'{"a":', b"NaN", b"\\ud800", b'"', b"[" * 3000, b"}", b"\xff", b"1e999", b"{"]
)
payloads = st.none() | st.binary() | st.lists(spoilt_json).map(b"".join)


@st.composite
def nearly_good(draw: st.DrawFn) -> Headers:
    """The event's headers in any order, up to three of them left out, changed or repeated."""
    headers: Headers = list(draw(st.permutations(GOOD)))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(headers) - 1))
        name, value = headers[place]
        nearly = [(name, odd) for odd in NEARLY.get(name, [b""])]
        other = draw(st.sampled_from(nearly) | values.map(lambda value, name=name: (name, value)))
        changes = [[], [other], [other], [other], [(name, value), other], [(draw(names), value)]]
        headers[place : place + 1] = draw(st.sampled_from(changes))
    return headers


def check_read(key: bytes | None, headers: Headers, value: bytes | None) -> None:
    """It is an event, which is then read back from what it writes, or it is refused."""
    with contextlib.suppress(MalformedRecord):
        event = CloudEvent.from_kafka(key, headers, value)
        assert CloudEvent.from_kafka(event.key, event.to_kafka_headers(), event.value) == event


@settings(max_examples=200)
@given(st.none() | st.binary(max_size=20), st.lists(st.tuples(names, values), max_size=25), payloads)
def test_no_record_at_all_raises_anything_else(
    key: bytes | None, headers: Headers, value: bytes | None
) -> None:
    check_read(key, headers, value)


@settings(max_examples=600)
@given(nearly_good(), st.sampled_from([EVENT.data, b"{}"]))
def test_no_record_that_is_nearly_an_event_raises_anything_else(headers: Headers, value: bytes) -> None:
    check_read(EVENT.key, headers, value)


#: Whether there is one is asked; a smaller one is nobody's wish, and may take minutes to find.
WITHOUT_SHRINKING = settings(max_examples=5000, database=None, phases=(Phase.generate,))


@pytest.mark.parametrize(
    "reason",
    [
        None,
        MalformedReason.BAD_SEQUENCE,
        MalformedReason.WRONG_SOURCE,
        MalformedReason.BAD_ATTRIBUTE,
        MalformedReason.DUPLICATE_HEADER,
        MalformedReason.CONTRADICTION,
    ],
)
def test_what_is_drawn_gets_as_far_as_each_check(reason: MalformedReason | None) -> None:
    """None: all the way."""

    def ends_so(headers: Headers) -> bool:
        try:
            CloudEvent.from_kafka(EVENT.key, headers, EVENT.data)
        except MalformedRecord as refusal:
            return refusal.reason is reason
        return reason is None

    find(nearly_good(), ends_so, settings=WITHOUT_SHRINKING)


@settings(max_examples=400)
@given(st.integers(0, len(GOOD) - 1), values)
def test_no_single_spoilt_header_raises_anything_else(place: int, value: bytes | None) -> None:
    check_read(EVENT.key, headers_with(GOOD[place][0], value), EVENT.data)


@pytest.mark.parametrize(("name", "value"), [(name, odd) for name, odds in NEARLY.items() for odd in odds])
def test_no_header_at_an_edge_raises_anything_else(name: str, value: bytes) -> None:
    check_read(EVENT.key, headers_with(name, value), EVENT.data)


@settings(max_examples=400)
@given(
    st.binary() | st.lists(spoilt_json).map(b"".join),
    st.integers(0, 900),
    st.sampled_from(sorted(EVENT_TYPES)),
)
def test_no_json_text_and_no_data_raises_anything_else(spoilt: bytes, place: int, event_type: str) -> None:
    text = EVENT.to_structured()
    for value in (spoilt, text[:place] + spoilt + text[place:], text[:place] + spoilt):
        with contextlib.suppress(MalformedRecord):
            CloudEvent.from_structured(value)
        with contextlib.suppress(MalformedRecord):
            parse(event_type, value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"{}", MalformedReason.MISSING_ATTRIBUTE),
        (EVENT.to_structured().split(b',"data"')[0] + b"}", MalformedReason.NOT_JSON),
        (EVENT.to_structured().split(b',"data"')[0] + b',"data":"text"}', MalformedReason.NOT_JSON),
        (
            EVENT.to_structured().replace(b'"streamversion":4', b'"streamversion":[4]'),
            MalformedReason.BAD_ATTRIBUTE,
        ),
        (
            EVENT.to_structured().replace(b'"streamversion":4', b'"streamversion":4.5'),
            MalformedReason.BAD_ATTRIBUTE,
        ),
        (EVENT.to_structured().replace(b'"1.0"', b"null"), MalformedReason.MISSING_ATTRIBUTE),
    ],
)
def test_a_json_text_that_is_no_event(text: bytes, reason: MalformedReason) -> None:
    with pytest.raises(MalformedRecord) as refusal:
        CloudEvent.from_structured(text)
    assert refusal.value.reason is reason
