"""Texts and times as logs write them."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, tzinfo

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import FIRST_YEAR, LAST_YEAR, Counting

LONGEST_YEARS = 90  #: of a case, and of a limit: from any day of those years a calendar counts as far
#: The longest limit of each counting: about as long in any country's working year.
LONGEST_LIMIT = {
    Counting.WORKING_HOURS: TimeLimit.of(LONGEST_YEARS * 2000 * 60, Counting.WORKING_HOURS),
    Counting.WORKING_DAYS: TimeLimit.of(LONGEST_YEARS * 250, Counting.WORKING_DAYS),
    Counting.CALENDAR_DAYS: TimeLimit.of(LONGEST_YEARS * 365, Counting.CALENDAR_DAYS),
}

_DATE_ALONE = len("2026-11-23")
_ONE_DAY = timedelta(days=1)
#: What of ISO 8601 is read. `fromisoformat` takes any sign for the T, and reads the half hour of `08.5` as
#: half a second.
_READ = re.compile(
    r"\d{4}-?(?:\d\d-?\d\d|W\d\d-?\d)"
    r"(?:[Tt ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?(?: ?(?:Z|[+-]\d\d(?::?\d\d)?))?)?",
    re.ASCII,
)
#: ISO 8601 and XML Schema know the end of a day, `fromisoformat` doesn't: what stands around its 24.
_END_OF_DAY = re.compile(
    r"(\d{4}-?(?:\d\d-?\d\d|W\d\d-?\d)[T ])24((?::?00){0,2}(?:[.,]0+)?(?:Z|[+-][\d:]+)?)", re.ASCII
)


_UNUSABLE = {"Cc", "Cs"}  #: control characters and lone surrogates, which no name in a catalogue may have


class OutOfRange(ValueError):
    """A time that no working calendar covers."""


class NotAName(ValueError):
    """A text with a character that no name may have; says which."""


def clean(text: str) -> str:
    """The text in one line, in the normal form that equal words share (NFC).

    What looks alike is alike: one blank for whatever stands between two words, such as a line break or a
    no-break space, and nothing that can't be seen, such as a zero-width space.
    """
    text = " ".join(text.split())
    if not text.isprintable():
        shown = "".join(mark for mark in text if unicodedata.category(mark) != "Cf")
        text = " ".join(shown.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def name(text: str) -> str:
    """A name, clean. Raises `NotAName` where a character in it can't be shown."""
    text = clean(text)
    if not text.isprintable():
        for character in text:
            if unicodedata.category(character) in _UNUSABLE:
                raise NotAName(f"U+{ord(character):04X}")
    return text


def instant(text: str, zone: tzinfo) -> datetime:
    """The instant in UTC; a time without an offset is local in `zone` (of a repeated hour, the first).

    Raises ValueError for what isn't an ISO 8601 date and time, `OutOfRange` for one that no calendar covers.
    """
    end_of_day = _END_OF_DAY.fullmatch(text)
    if end_of_day is None:
        return _in_utc(_read(text), zone)
    return _day_after(_read(f"{end_of_day[1]}00{end_of_day[2]}"), zone)


def deadline(text: str, zone: tzinfo) -> datetime:
    """The instant of a deadline: a date alone means the end of that day (Civil Code 2015, Art. 148)."""
    if len(text) > _DATE_ALONE or "T" in text:
        return instant(text, zone)
    return _day_after(_read(text), zone)


def _read(text: str) -> datetime:
    if not _READ.fullmatch(text):
        raise ValueError(text)
    return datetime.fromisoformat(text)


def _day_after(local: datetime, zone: tzinfo) -> datetime:
    try:
        return _in_utc(local + _ONE_DAY, zone)
    except OverflowError as error:
        raise OutOfRange(local.isoformat()) from error


def _in_utc(local: datetime, zone: tzinfo) -> datetime:
    if local.tzinfo is None:
        local = local.replace(tzinfo=zone)
    try:
        found = local.astimezone(UTC)
    except OverflowError as error:
        raise OutOfRange(local.isoformat()) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise OutOfRange(local.isoformat())
    return found
