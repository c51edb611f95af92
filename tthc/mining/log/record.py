"""From the texts of one record to an event: the rules that every format shares."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache

from shared.kernel import FIRST_YEAR, LAST_YEAR
from tthc.mining.log.columns import NEEDED, Field
from tthc.mining.log.errors import TextUnusable, TimestampInvalid, TimestampOutOfRange, ValueEmpty
from tthc.mining.log.events import LogEvent
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.values import NotAName, OutOfRange, deadline, instant, name

Place = Callable[[Field], str]
"""Tells where a field stands, should it have to be refused."""


class EventMaker:
    """Makes the events of one reading. `name_of` tells what the file calls a field."""

    def __init__(self, options: ReadOptions, name_of: Callable[[Field], str]) -> None:
        self._zone = options.zone
        self._name_of = name_of
        self._none = options.no_value | {""}
        # Words and case times recur in row after row: parsing them once also shares their memory.
        self._word = lru_cache(4096)(name)
        self._start = lru_cache(256)(self._instant)
        self._deadline = lru_cache(256)(self._end)

    def make(self, texts: Mapping[Field, str], place: Place) -> LogEvent:
        """The event. Raises a `LogRefused` at the place of the field that is wrong."""
        for needed in NEEDED:
            if not texts.get(needed, "").strip():
                raise self._empty(needed, place)
        return LogEvent(
            case_id=self._named(Field.CASE, texts, place),
            activity=self._named(Field.ACTIVITY, texts, place),
            group=self._unless_none(Field.GROUP, texts, place),
            resource=self._unless_none(Field.RESOURCE, texts, place),
            time=self._time(Field.TIME, self._instant, texts, place),
            case_start=self._case_time(Field.START, self._start, texts, place),
            case_deadline=self._case_time(Field.DEADLINE, self._deadline, texts, place),
            place=place(Field.TIME),
        )

    def _named(self, field: Field, texts: Mapping[Field, str], place: Place) -> str:
        parse = name if field is Field.CASE else self._word  # a case's id doesn't recur for long
        try:
            named = parse(texts.get(field, ""))
        except NotAName as error:
            raise TextUnusable(where=place(field), column=self._name_of(field), character=error) from error
        if not named and field in NEEDED:  # of marks that can't be seen
            raise self._empty(field, place)
        return named

    def _empty(self, field: Field, place: Place) -> ValueEmpty:
        return ValueEmpty(where=place(field), column=self._name_of(field), option=field.option)

    def _unless_none(self, field: Field, texts: Mapping[Field, str], place: Place) -> str | None:
        word = self._named(field, texts, place)
        return None if word in self._none else word

    def _instant(self, text: str) -> datetime:
        return instant(text, self._zone)

    def _end(self, text: str) -> datetime:
        return deadline(text, self._zone)

    def _case_time(
        self,
        field: Field,
        parse: Callable[[str], datetime],
        texts: Mapping[Field, str],
        place: Place,
    ) -> datetime | None:
        return self._time(field, parse, texts, place) if texts.get(field, "").strip() else None

    def _time(
        self,
        field: Field,
        parse: Callable[[str], datetime],
        texts: Mapping[Field, str],
        place: Place,
    ) -> datetime:
        text = texts[field].strip()
        try:
            return parse(text)
        except OutOfRange as error:
            years = {"first": FIRST_YEAR, "last": LAST_YEAR}
            where, column = place(field), self._name_of(field)
            raise TimestampOutOfRange(where=where, value=text, column=column, **years) from error
        except ValueError as error:
            raise TimestampInvalid(where=place(field), value=text, column=self._name_of(field)) from error
