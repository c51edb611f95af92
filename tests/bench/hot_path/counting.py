"""Counters at seams that every version of the code has: SQLite's statements by file, and JSON encoders.

Both must be set before the code that they count is imported or opens a file.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pydantic
import pydantic_core

STORES, DOCUMENTS = "stores", "documents"
_WRITES = frozenset({"INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER"})
_READS = frozenset({"SELECT", "WITH", "VALUES"})
_ENDS = frozenset({"COMMIT", "END", "ROLLBACK"})


class Statements:
    """Statements, those of them that read, and transactions that wrote something; by the database's kind.

    A read of an event store is three statements: its library begins, selects and rolls back.
    """

    def __init__(self) -> None:
        self.all: Counter[str] = Counter()
        self.reads: Counter[str] = Counter()
        self.commits: Counter[str] = Counter()

    def watch(self) -> None:
        """Count from here on, in all threads, whatever database is opened then."""
        connect: Any = sqlite3.connect

        def watched(*args: Any, **options: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*args, **options)
            name = str(args[0] if args else options["database"])
            connection.set_trace_callback(_Connection(self, kind_of(name)).seen)
            return connection

        setattr(sqlite3, "connect", watched)  # noqa: B010 - its type has overloads

    def taken(self) -> "Taken":
        """What was counted so far."""
        return Taken(Counter(self.all), Counter(self.reads), Counter(self.commits))


@dataclass(frozen=True, slots=True)
class Taken:
    """The counters at one moment, or what came between two."""

    all: Counter[str]
    reads: Counter[str]
    commits: Counter[str]

    def until(self, later: "Taken") -> "Taken":
        """What came between this moment and a later one."""
        return Taken(later.all - self.all, later.reads - self.reads, later.commits - self.commits)


def kind_of(database: str) -> str:
    """Whether a file holds a service's events or its read models, by its name."""
    return DOCUMENTS if DOCUMENTS in Path(database).name else STORES


class _Connection:
    """One connection's transaction; SQLite tells of one statement after the other."""

    def __init__(self, counted: Statements, kind: str) -> None:
        self._counted, self._kind = counted, kind
        self._open = self._wrote = False

    def seen(self, statement: str) -> None:
        word = statement.lstrip(" (\n").partition(" ")[0].partition("\n")[0].rstrip(";").upper()
        if word == "PRAGMA":
            return
        self._counted.all[self._kind] += 1
        if word == "BEGIN":
            self._open, self._wrote = True, False
        elif word in _ENDS:
            self._counted.commits[self._kind] += int(self._wrote and word != "ROLLBACK")
            self._open = self._wrote = False
        elif word in _WRITES:
            self._wrote = self._open
            self._counted.commits[self._kind] += int(not self._open)  # a transaction of its own
        elif word in _READS:
            self._counted.reads[self._kind] += 1


class Encodes:
    """Calls that make JSON, by the library that makes it."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    def watch(self) -> None:
        """Count from here on. Encoders that were made before aren't seen."""
        setattr(msgspec.json, "Encoder", self._encoder_class(msgspec.json.Encoder))  # noqa: B010
        for owner, names, library in (
            (msgspec.json, ("encode",), "msgspec"),
            (pydantic.BaseModel, ("model_dump_json",), "pydantic"),
            (pydantic.TypeAdapter, ("dump_json",), "pydantic"),
            (pydantic_core, ("to_json",), "pydantic"),
            (json.JSONEncoder, ("iterencode",), "json"),  # which `encode` and `dumps` call
        ):
            for name in names:
                setattr(owner, name, self._counted(getattr(owner, name), library))

    def _counted(self, function: Callable[..., Any], library: str) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            self.calls[library] += 1
            return function(*args, **options)

        return counted

    def _encoder_class(self, made: type) -> type:
        counted = self._counted

        class CountedEncoder:
            """The library's encoder, which can't be subclassed, behind counters."""

            def __init__(self, *args: Any, **options: Any) -> None:
                encoder = made(*args, **options)
                self.encode = counted(encoder.encode, "msgspec")
                self.encode_into = counted(encoder.encode_into, "msgspec")
                self.encode_lines = counted(encoder.encode_lines, "msgspec")

        return CountedEncoder
