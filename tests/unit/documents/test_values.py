"""Times, JSON and Vietnamese order, as documents hold them."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.documents.values import (
    check_plain,
    collation_key,
    field_path,
    instant,
    parse_instant,
    plain,
    scalar,
)

moments = st.datetimes(
    timezones=st.timezones(),
    allow_imaginary=False,
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 (the strategy adds the zone)
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
)
leaves = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text()


@given(moments, moments)
def test_instants_sort_as_their_text(one: datetime, other: datetime) -> None:
    earlier = one.astimezone(UTC) < other.astimezone(UTC)
    assert (instant(one) < instant(other)) == earlier
    assert len(instant(one)) == 27


@given(moments)
def test_an_instant_is_read_back_in_utc(moment: datetime) -> None:
    back = parse_instant(instant(moment))
    assert back == moment.astimezone(UTC)
    assert back.utcoffset() == timedelta(0)


def test_an_instant_is_told_in_utc_wherever_it_was() -> None:
    hanoi = timezone(timedelta(hours=7))
    assert instant(datetime(2026, 11, 23, 14, 5, tzinfo=hanoi)) == "2026-11-23T07:05:00.000000Z"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2026, 11, 23))  # noqa: DTZ001


@given(st.dictionaries(st.text(), leaves | st.lists(leaves) | st.dictionaries(st.text(), leaves)))
def test_plain_json_stays_as_it_is(body: dict[str, Any]) -> None:
    assert plain(body) == body


def test_the_copy_shares_nothing_with_the_body() -> None:
    body = {"steps": [{"code": "a"}]}
    copy = plain(body)
    body["steps"][0]["code"] = "b"
    assert copy == {"steps": [{"code": "a"}]}


@pytest.mark.parametrize(
    "value", [date(2026, 1, 1), {1, 2, object()}, [[[[[[[[1]]]]]]]], [{"a": [{"b": b""}]}]]
)
def test_what_is_not_plain_json_says_where(value: object) -> None:
    with pytest.raises(TypeError, match="not plain JSON"):
        plain({"value": value})


@dataclass
class Listed:
    names: tuple[str, ...]


@dataclass
class Dated:
    days: tuple[date, ...]


def test_a_document_s_tuples_are_arrays_of_what_is_plain() -> None:
    check_plain(Listed)
    assert plain(Listed(("a", "b"))) == {"names": ["a", "b"]}
    with pytest.raises(TypeError, match=r"Dated.days: .* is not plain JSON"):
        check_plain(Dated)


class Colour(StrEnum):
    RED = "red"


def test_values_are_compared_as_they_are_stored() -> None:
    assert scalar(datetime(2026, 1, 2, tzinfo=UTC)) == "2026-01-02T00:00:00.000000Z"
    assert scalar(date(2026, 1, 2)) == "2026-01-02"
    assert type(scalar(Colour.RED)) is str
    with pytest.raises(TypeError, match="compared"):
        scalar(["a"])


@pytest.mark.parametrize("field", ["", "a.", ".a", "a b", "a-b", "a'", "$where", "a..b", "1a", "a\n"])
def test_what_is_no_path_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="path"):
        field_path(field)


def test_letters_with_marks_follow_their_plain_ones() -> None:
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    backwards = letters[::-1]
    assert sorted(backwards, key=collation_key) == letters


def test_tones_decide_only_between_equal_letters() -> None:
    words = ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "mạn"]
    backwards = words[::-1]
    assert sorted(backwards, key=collation_key) == words


def test_shorter_words_come_first() -> None:
    names = ["An", "An Bình", "An Khê", "Anh", "Ba Đình"]
    backwards = names[::-1]
    assert sorted(backwards, key=collation_key) == names


@given(st.text(alphabet="aáàăằâbdđeêoôơuư 12-/"))
def test_capitals_and_forms_of_writing_make_no_difference(text: str) -> None:
    assert collation_key(text.upper()) == collation_key(text)
    assert collation_key(unicodedata.normalize("NFD", text)) == collation_key(text)
