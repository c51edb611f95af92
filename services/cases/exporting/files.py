"""A log as a file, made part by part: nothing of it but one case is in memory."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from services.cases.domain.process.exported import ExportedCase
from services.cases.domain.process.pseudonyms import Pseudonyms
from services.cases.domain.tree.recorded import CaseRecord
from services.cases.exporting.ocel import OcelWriter
from services.cases.exporting.reading import CaseLog
from services.cases.exporting.selecting import CaseSelection
from services.cases.exporting.table import TableWriter
from services.cases.exporting.xes import XesWriter
from shared.eventstore.application import Application

#: That are made into a part of the file in one go, away from the store's readers: others wait for those.
_CASES = 20


class LogForm(StrEnum):
    """What a log is written as."""

    XES = "xes"
    OCEL = "ocel"
    CSV = "csv"

    @property
    def suffix(self) -> str:
        """How the file's name ends."""
        return "ocel.json" if self is LogForm.OCEL else self.value

    @property
    def media_type(self) -> str:
        """As HTTP calls it."""
        return {LogForm.XES: "application/xml", LogForm.OCEL: "application/json"}.get(self, "text/csv")


class LogWriter(Protocol):
    """Makes the parts of a file, one after the other."""

    def begin(self) -> str:
        """What stands before the first case."""

    def case(self, case: ExportedCase) -> str:
        """What stands there of a case."""

    def end(self) -> Iterator[str]:
        """What stands behind the last case."""


class ProcessLog:
    """The cases of a selection as a file, as they are at one position of the log."""

    def __init__(
        self, application: Application, form: LogForm, selection: CaseSelection, names: Pseudonyms
    ) -> None:
        self._application, self._form = application, form
        self._selection, self._names = selection, names
        self._log: CaseLog | None = None

    async def open(self, as_of: datetime) -> CaseLog:
        """Note the position of the log; the file has what stands there."""
        self._log = await self._application.read(CaseLog, self._application.store, self._selection, as_of)
        return self._log

    async def parts(self) -> AsyncIterator[bytes]:
        """The bytes of the file; `open` comes first. Raises `StoreUnavailable`."""
        assert self._log is not None, "the log is open"
        writer = self._writer(self._log)
        try:
            yield writer.begin().encode()
            while (cases := await self._application.read(self._log.next_cases)) is not None:
                for at in range(0, len(cases), _CASES):
                    yield await asyncio.to_thread(_part, self._log, writer, cases[at : at + _CASES])
            for rest in writer.end():
                yield rest.encode()
        finally:
            if isinstance(writer, OcelWriter):
                writer.close()

    def _writer(self, log: CaseLog) -> LogWriter:
        match self._form:
            case LogForm.XES:
                return XesWriter(self._names, log.position, log.as_of)
            case LogForm.OCEL:
                return OcelWriter(self._names, log.known, log.as_of, log.has)
            case LogForm.CSV:
                return TableWriter(self._names)


def _part(log: CaseLog, writer: LogWriter, cases: Iterable[list[CaseRecord]]) -> bytes:
    made = (log.made(records) for records in cases)
    return "".join(writer.case(case) for case in made if case is not None).encode()
