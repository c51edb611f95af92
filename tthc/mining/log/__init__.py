"""Logs of administration: read as a stream, surveyed, and turned into a procedure and moves.

Nothing named here drives a service: `survey` checks all of a log before anyone acts on it, `derive_procedure`
says what its cases follow, and `Survey.whole_cases` with `moves` says what each case did. The `driving`
modules make commands of it and send them.
"""

from tthc.mining.log.errors import LogRefused
from tthc.mining.log.events import EventLog, LogEvent, Progress, ProgressCallback
from tthc.mining.log.moves import Move, MoveKind, moves
from tthc.mining.log.notices import Notice, NoticeKind
from tthc.mining.log.options import Columns, Field, Keys, LogFormat, ReadOptions
from tthc.mining.log.procedure import (
    DerivedDivision,
    DerivedOfficial,
    DerivedProcedure,
    DerivedStep,
    derive_procedure,
)
from tthc.mining.log.reading import open_log
from tthc.mining.log.survey import Survey, WorkingMinutes, survey
from tthc.mining.log.tally import CaseSummary

__all__ = [
    "CaseSummary",
    "Columns",
    "DerivedDivision",
    "DerivedOfficial",
    "DerivedProcedure",
    "DerivedStep",
    "EventLog",
    "Field",
    "Keys",
    "LogEvent",
    "LogFormat",
    "LogRefused",
    "Move",
    "MoveKind",
    "Notice",
    "NoticeKind",
    "Progress",
    "ProgressCallback",
    "ReadOptions",
    "Survey",
    "WorkingMinutes",
    "derive_procedure",
    "moves",
    "open_log",
    "survey",
]
