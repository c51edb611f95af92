"""What the caller says of an import besides how its log is read."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tthc.mining.log import defaults
from tthc.mining.log.options import ReadOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The decision by which the derived procedure is issued."""

    number: str | None = None  #: None: number 01 of the agency
    dated: date | None = None  #: None: the day from which the edition is in force
    signed_by: str = defaults.SIGNED_BY


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """Which log, and where it goes. The defaults suit a log of Vietnamese administration."""

    path: Path
    read: ReadOptions = field(default_factory=ReadOptions)
    calendar: str = defaults.CALENDAR
    agency: str = defaults.AGENCY
    agency_names: tuple[str, str] | None = None  #: Vietnamese and English, if it is to be registered
    procedure: str | None = None  #: the derived procedure's code; None: from the file's name
    procedure_name: str | None = None
    decision: Decision = Decision()

    @property
    def names(self) -> tuple[str, str]:
        """What the agency is called in Vietnamese and in English, should it have to be registered."""
        if self.agency_names is not None:
            return self.agency_names
        return defaults.AGENCY_NAMES if self.agency == defaults.AGENCY else (self.agency, self.agency)
