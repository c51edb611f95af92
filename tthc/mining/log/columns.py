"""Where the fields of an event stand in a log: the formats, and the names of their columns or keys."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tthc.mining.log.errors import LogFormatUnknown


class LogFormat(StrEnum):
    """The formats that can be read, each also gzipped."""

    CSV = "csv"
    XES = "xes"

    @classmethod
    def of(cls, path: Path) -> "LogFormat":
        """The format that the file's name tells: `.csv`, `.xes`, and both with `.gz`."""
        name = path.name.lower().removesuffix(".gz")
        for format_ in cls:
            if name.endswith(f".{format_.value}"):
                return format_
        raise LogFormatUnknown(where=str(path), path=path.name, formats=", ".join(cls))


class Field(StrEnum):
    """What is read of an event and of its case."""

    CASE = "case"
    ACTIVITY = "activity"
    TIME = "time"
    GROUP = "group"
    RESOURCE = "resource"
    START = "start"
    DEADLINE = "deadline"

    @property
    def option(self) -> str:
        """The option of the command line that names this field's column (CSV) or key (XES)."""
        return f"--{self.value}-column"


NEEDED = frozenset({Field.CASE, Field.ACTIVITY, Field.TIME})
OF_THE_CASE = frozenset({Field.CASE, Field.START, Field.DEADLINE})


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of a CSV's columns. The last four may be absent, unless the caller names them otherwise."""

    case: str = "case_id"
    activity: str = "activity"
    time: str = "timestamp"
    group: str = "group"
    resource: str = "resource"
    start: str = "case_start"
    deadline: str = "case_deadline"

    def of(self, field_: Field) -> str:
        """The name of this field's column."""
        return str(getattr(self, field_.value))


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a XES file's attributes; of several, the first that a trace or event has counts.

    XES has no standard key for a case's start and deadline: `startdate` and `enddate_planned` are those of
    the CoSeLoG logs, the others are what converters from CSV write.
    """

    case: tuple[str, ...] = ("concept:name",)
    activity: tuple[str, ...] = ("concept:name",)
    time: tuple[str, ...] = ("time:timestamp",)
    group: tuple[str, ...] = ("org:group",)
    resource: tuple[str, ...] = ("org:resource",)
    start: tuple[str, ...] = ("startdate", "case_start", "case:start")
    deadline: tuple[str, ...] = ("enddate_planned", "case_deadline", "case:deadline", "deadline")

    def of(self, field_: Field) -> tuple[str, ...]:
        """This field's keys, the preferred one first."""
        keys: tuple[str, ...] = getattr(self, field_.value)
        return keys
