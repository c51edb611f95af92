"""A log for process mining, of running services or of the stores of this machine, part by part."""

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date

from services.cases.domain.process.pseudonyms import Pseudonyms
from services.cases.exporting.files import LogForm, ProcessLog
from services.cases.exporting.reading import CaseLog
from services.cases.exporting.selecting import CaseSelection, check_period
from shared.access_log.access import AccessDocument, Looked
from shared.client.caller import program, system_user
from shared.client.services import Services
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from shared.documents.values import instant
from shared.eventstore.records import utc_now
from shared.settings import Settings
from tthc.operations.opening import opened

_KEY_BYTES = 32
#: Is told how many events of how many are read; of a running service nobody knows.
LogProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQuestion:
    """Which cases, and whether their people are called by their names."""

    agency: str | None = None
    procedure: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    with_names: bool = False

    def check(self) -> None:
        """Raises `PeriodBackwards`."""
        check_period(self.first_day, self.last_day)

    @property
    def selection(self) -> CaseSelection:
        """The cases that are asked for."""
        return CaseSelection(
            agencies=[self.agency] if self.agency is not None else None,
            procedure=self.procedure,
            first_day=self.first_day,
            last_day=self.last_day,
        )

    @property
    def parameters(self) -> dict[str, str]:
        """The same as the service is asked."""
        asked = {
            "agency": self.agency,
            "procedure": self.procedure,
            "opened_from": self.first_day.isoformat() if self.first_day is not None else None,
            "opened_to": self.last_day.isoformat() if self.last_day is not None else None,
            "names": "true" if self.with_names else None,
        }
        return {name: value for name, value in asked.items() if value is not None}


@dataclass(frozen=True, slots=True)
class FoundLog:
    """The parts of the file, and the position of the cases' log that it stands on."""

    position: int
    parts: AsyncIterator[bytes]
    read: CaseLog | None = None  #: what was read of this machine's stores, once all parts are taken


@asynccontextmanager
async def stored_log(
    settings: Settings, question: LogQuestion, form: LogForm, progress: LogProgress, *, logged: bool
) -> AsyncIterator[FoundLog]:
    """Of the stores of this machine, which no service runs on: who has the files sees all.

    `logged`: that it is asked for is noted in the access log. Raises `AccessNotLogged`, `DirectoryOwned`.
    """
    key = None if question.with_names else settings.export_key_bytes or secrets.token_bytes(_KEY_BYTES)
    async with opened(settings, (Service.CASES,)) as (cases,):
        if logged:
            assert cases.access_log is not None, "the cases service logs who looks"
            await cases.access_log.note(_access(question, form, instant(cases.access_log.now())))
        log = ProcessLog(cases.application, form, question.selection, Pseudonyms(key))
        read = await log.open(utc_now())

        async def parts() -> AsyncIterator[bytes]:
            async for part in log.parts():
                progress(read.read, read.events)
                yield part

        yield FoundLog(read.position, parts(), read)


@asynccontextmanager
async def served_log(services: Services, question: LogQuestion, form: LogForm) -> AsyncIterator[FoundLog]:
    """Of a running service, as an auditor is told it. Raises `ServiceRefused`, `ServiceUnreachable`."""
    path = f"/process-log/cases.{form.value}"
    async with services.streamed(Service.CASES, path, as_=AUDITOR, params=question.parameters) as answer:
        yield FoundLog(int(answer.headers["Log-Position"]), answer.parts)


def _access(question: LogQuestion, form: LogForm, at: str) -> AccessDocument:
    by = f"os:{system_user()}"
    asked = "&".join(f"{name}={value}" for name, value in question.parameters.items())
    return AccessDocument(
        at=at,
        who=by,
        people=[by],
        what=Looked.EXPORT.value,
        agency=question.agency,
        asked=f"{form.value}?{asked}",
        client=program(),
    )
