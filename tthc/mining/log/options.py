"""How a log is to be read: its format, the names of its columns or keys, its time zone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from zoneinfo import ZoneInfo

from tthc.mining.log.columns import Columns, Field, Keys, LogFormat


def _vietnam() -> tzinfo:
    return ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller may say about a log. The defaults fit `examples/permit-receipt-log.csv.gz`."""

    format: LogFormat | None = None  #: None: as the file's name tells
    columns: Columns = field(default_factory=Columns)
    keys: Keys = field(default_factory=Keys)
    delimiter: str = ","
    zone: tzinfo = field(default_factory=_vietnam)  #: of times that state no offset
    #: what stands in a group or resource column for "none", besides nothing
    no_value: frozenset[str] = frozenset({"EMPTY"})

    def __post_init__(self) -> None:
        if len(self.delimiter) != 1:
            raise ValueError(f"a delimiter is one character, not {self.delimiter!r}")

    def named(self, field_: Field) -> bool:
        """Whether the caller says where this field stands, rather than the default."""
        columns, keys = Columns(), Keys()
        return self.columns.of(field_) != columns.of(field_) or self.keys.of(field_) != keys.of(field_)

    def with_names(self, names: Mapping[Field, str]) -> "ReadOptions":
        """The options with these fields read from other columns (CSV) and keys (XES)."""
        columns = {field_.value: name for field_, name in names.items()}
        keys = {field_.value: (name,) for field_, name in names.items()}
        return replace(self, columns=replace(self.columns, **columns), keys=replace(self.keys, **keys))
