"""A pattern is found however the stream is cut into chunks, and nothing else of the stream is lost."""

from hypothesis import given
from hypothesis import strategies as st

from tests.faults.patterns import Pattern, Watch

BYTES = st.binary(max_size=12).map(lambda raw: bytes(byte % 3 for byte in raw))  # few letters: many matches
WANTED = st.binary(min_size=1, max_size=4).map(lambda raw: bytes(byte % 3 for byte in raw))


def feed(
    chunks: list[bytes], pattern: Pattern, *, whole: bool, releasing: bool = False
) -> tuple[bytes, bool]:
    watch, passed = Watch(), b""
    for chunk in chunks:
        more, seen = watch.feed(chunk, pattern, whole=whole)
        passed += more
        if seen:
            return passed, True
        if releasing:
            passed += watch.release()
    return passed + watch.release(), False


@given(st.lists(BYTES, max_size=6), WANTED, st.booleans())
def test_it_passes_on_up_to_the_pattern_or_all_of_the_stream(
    chunks: list[bytes], wanted: bytes, whole: bool
) -> None:
    stream = b"".join(chunks)
    before, found, _ = stream.partition(wanted)
    expected = before + (found if whole else b"")
    assert feed(chunks, Pattern(wanted), whole=whole) == (expected, bool(found))


@given(st.lists(BYTES, max_size=6), WANTED, st.integers(1, 3))
def test_occurrences_are_counted_without_overlap(chunks: list[bytes], wanted: bytes, nth: int) -> None:
    _, seen = feed(chunks, Pattern(wanted, nth), whole=True)
    assert seen == (b"".join(chunks).count(wanted) >= nth)


@given(st.lists(BYTES, max_size=6), WANTED)
def test_what_was_given_on_for_lack_of_more_still_counts(chunks: list[bytes], wanted: bytes) -> None:
    passed, seen = feed(chunks, Pattern(wanted), whole=False, releasing=True)
    stream = b"".join(chunks)
    assert seen == (wanted in stream)
    assert stream.startswith(passed)
