"""Logs as XES (IEEE 1849-2016), with or without namespaces.

Read with expat rather than as a tree: it holds nothing but the current trace's and event's attributes, and it
knows line and column of everything (lxml knows no columns, and past line 65,535 not always the line).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast
from xml.parsers import expat

from tthc.mining.log.columns import NEEDED, OF_THE_CASE, Field, Keys
from tthc.mining.log.errors import (
    DoctypeForbidden,
    EncodingWrong,
    EventOutsideTrace,
    KeyMissing,
    LogEmpty,
    LogRefused,
    NothingCompleted,
    TraceAttributeLate,
    XesMalformed,
    XesRootWrong,
    XmlMalformed,
)
from tthc.mining.log.events import LogEvent, ProgressCallback
from tthc.mining.log.lifecycle import TRANSITION, LifecycleCount
from tthc.mining.log.notices import Notice, absent_columns
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.record import EventMaker
from tthc.mining.log.source import LogFile

_CHUNK = 1 << 16
_LONGEST_TAG = 1 << 20  #: bytes; keeps a tag without an end from filling the memory
_EVENT_FIELDS = tuple(field for field in Field if field not in OF_THE_CASE)
_CASE_FIELDS = tuple(field for field in Field if field in OF_THE_CASE)


class XesLog:
    """A XES file. What the standard's lifecycle calls otherwise than completed is left out, and told."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self.path = path
        self._file = LogFile(path)
        self.notices: tuple[Notice, ...] = ()
        self._options = options

    def digest(self) -> str:
        """A digest of the content, compressed or not."""
        return self._file.digest()

    def events(self, progress: ProgressCallback | None = None) -> Iterator[LogEvent]:
        """The events in the file's order. Raises a `LogRefused` at the first thing wrong."""
        document = _Document(self.path, self._options)
        with self._file.opened(document.place, progress) as source:
            count = 0
            for event in document.read(source.stream):
                yield event
                count += 1
                source.report(count)
            self._closed(document, count)
            source.report(count, finished=True)

    def _closed(self, document: "_Document", count: int) -> None:
        """Judge what only a whole reading shows."""
        left_out = document.left_out
        if not count and left_out.events:
            states, events = ", ".join(left_out.states), left_out.events.total()
            raise NothingCompleted(where=document.place(), count=events, states=states)
        if not count:
            raise LogEmpty(where=document.place())
        unseen = [field for field in Field if field not in NEEDED and field not in document.seen]
        for field in unseen:
            if self._options.named(field):
                key = self._options.keys.of(field)[0]
                raise KeyMissing(where=document.place(), key=key, option=field.option)
        absent = absent_columns([self._options.keys.of(field)[0] for field in unseen])
        self.notices = (*left_out.notices(), *absent)


class _Attributes:
    """The wanted attributes of one trace or event, each with its place."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.values: dict[str, tuple[str, str]] = {}

    def fields(self, fields: tuple[Field, ...], keys: Keys) -> Iterator[tuple[Field, str, str]]:
        """Each field that has a value, with the value and its place."""
        for field in fields:
            found = next((key for key in keys.of(field) if key in self.values), None)
            if found is not None:
                yield field, *self.values[found]


class _Document:
    """One reading of a file."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self.seen: set[Field] = set()  #: fields that some event or trace had
        self.left_out = LifecycleCount()
        self._path = path
        self._keys = options.keys
        self._maker = EventMaker(options, lambda field: options.keys.of(field)[0])
        self._wanted = {key for field in Field for key in options.keys.of(field)} | {TRANSITION}
        self._case_keys = {key for field in _CASE_FIELDS for key in options.keys.of(field)}
        self._elements: list[str] = []
        self._trace = self._event = _Attributes("")
        self._trace_has_events = self._trace_has_work = False
        self._ready: list[LogEvent] = []
        self._fed = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def place(self) -> str:
        """Where the parser is."""
        return self._at(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber)

    def _at(self, line: int, offset: int) -> str:
        return f"{self._path}:{line}:{offset + 1}"

    def read(self, stream: BinaryIO) -> Iterator[LogEvent]:
        """The completed events. Each chunk is handed to the parser as soon as it is there."""
        while True:
            # A plain and a gzipped stream both have it; it doesn't lose what precedes a damage.
            chunk = cast("bytes", stream.read1(_CHUNK))  # type: ignore[attr-defined]
            if not chunk and not self._fed:
                return
            self._feed(chunk)
            yield from self._ready
            self._ready.clear()
            if not chunk:
                return

    def _feed(self, chunk: bytes) -> None:
        before, self._fed = self._fed, self._fed + len(chunk)
        try:
            self._parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            raise self._malformed(error, chunk, before) from error
        except (LookupError, ValueError) as error:  # of the encoding that the XML declaration names
            if self._elements:
                raise
            raise EncodingWrong(where=self.place(), encoding="UTF-8") from error
        if self._fed - max(self._parser.CurrentByteIndex, 0) > _LONGEST_TAG:
            raise XmlMalformed(where=self.place(), reason=f"a tag is longer than {_LONGEST_TAG} bytes")

    def _malformed(self, error: expat.ExpatError, chunk: bytes, before: int) -> LogRefused:
        where = self._at(error.lineno, error.offset)
        reason = expat.ErrorString(error.code) or str(error)
        offset = self._parser.ErrorByteIndex - before
        no_ascii = 0 <= offset < len(chunk) and chunk[offset] > 0x7F
        if reason == expat.errors.XML_ERROR_UNKNOWN_ENCODING:
            return EncodingWrong(where=where, encoding="UTF-8")
        if reason == expat.errors.XML_ERROR_INVALID_TOKEN and no_ascii:
            return EncodingWrong(where=where, encoding="UTF-8")
        return XmlMalformed(where=where, reason=reason)

    def _doctype(self, *_: object) -> None:
        raise DoctypeForbidden(where=self.place())

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        parent = self._elements[-1] if self._elements else None
        self._elements.append(name)
        if parent is None and name != "log":
            raise XesRootWrong(where=self.place(), element=name)
        if name == "trace":
            self._start_trace(parent)
        elif name == "event":
            self._start_event(parent)
        elif parent in ("trace", "event") and attributes.get("key") in self._wanted:
            self._attribute(parent, attributes)

    def _start_trace(self, parent: str | None) -> None:
        if parent != "log":
            raise XesMalformed(where=self.place(), element="trace", parent=parent)
        self._trace = _Attributes(self.place())
        self._trace_has_events = self._trace_has_work = False

    def _start_event(self, parent: str | None) -> None:
        if parent != "trace":
            raise EventOutsideTrace(where=self.place())
        self._event = _Attributes(self.place())
        self._trace_has_events = True

    def _attribute(self, parent: str, attributes: dict[str, str]) -> None:
        key, value = attributes["key"], attributes.get("value", "")
        if parent == "event":
            self._event.values[key] = (value, self.place())
            return
        if self._trace_has_events and key in self._case_keys:
            raise TraceAttributeLate(where=self.place(), key=key)
        self._trace.values[key] = (value, self.place())

    def _end(self, _tag: str) -> None:
        name = self._elements.pop()
        if name == "trace" and not self._trace_has_work:
            named = self._trace.fields((Field.CASE,), self._keys)
            self.left_out.without_work(next((value for _, value, _ in named), self._trace.place))
        elif name == "event" and not self.left_out.passes_over(self._transition):
            self._trace_has_work = True
            self._ready.append(self._made())

    @property
    def _transition(self) -> str:
        return self._event.values.get(TRANSITION, ("", ""))[0]

    def _made(self) -> LogEvent:
        texts: dict[Field, str] = {}
        places: dict[Field, str] = {}
        for attributes, fields in ((self._trace, _CASE_FIELDS), (self._event, _EVENT_FIELDS)):
            for field, texts[field], places[field] in attributes.fields(fields, self._keys):
                self.seen.add(field)
        return self._maker.make(texts, lambda field: places.get(field, self._event.place))
