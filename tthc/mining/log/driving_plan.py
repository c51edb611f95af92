"""A log made ready to be imported: looked over, its procedure derived, every case's way known to be open."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from shared.kernel import day_of
from shared.working_time.calendar import WorkingCalendar
from tthc.mining.log.counting import counting_calendar
from tthc.mining.log.driving_errors import CaseInFuture, DeadlineBeforeOpening
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.events import EventLog, ProgressCallback
from tthc.mining.log.procedure import DerivedProcedure, derive_procedure
from tthc.mining.log.reading import open_log
from tthc.mining.log.source import opened
from tthc.mining.log.survey import Survey, survey
from tthc.mining.log.tally import CaseSummary


@dataclass(frozen=True)
class ImportPlan:
    """All that is known before the first command."""

    options: ImportOptions
    log: EventLog
    survey: Survey
    procedure: DerivedProcedure
    working_calendar: WorkingCalendar
    years: range  #: that the calendar must know
    digest: str  #: of the log's content, compressed or not

    @property
    def in_force_from(self) -> date:
        """The day in Vietnam on which the first case opened."""
        return day_of(self.earliest)

    @property
    def earliest(self) -> datetime:
        """When the first case opened."""
        return min(case.opened_at for case in self.survey.cases.values())

    def key(self, *parts: object) -> str:
        """An idempotency key: the same for the same part of the same import, whenever it is made again."""
        named = (self.digest, self.options.agency, self.procedure.code, *parts)
        return "import-" + hashlib.sha256("\0".join(map(str, named)).encode()).hexdigest()[:40]


def plan_import(options: ImportOptions, progress: ProgressCallback | None = None) -> ImportPlan:
    """Look the log over and derive its procedure. Raises a `LogRefused` at what can't be imported."""
    log = open_log(options.path, options.read)
    counting = counting_calendar(options.calendar, options.read.zone)
    seen = survey(log, counting.working_minutes, progress)
    for case in seen.cases.values():
        _check(case, options.path)
    return ImportPlan(
        options=options,
        log=log,
        survey=seen,
        procedure=derive_procedure(seen, code=options.procedure, name=options.procedure_name),
        working_calendar=counting,
        years=_years(seen),
        digest=_digest(options.path),
    )


def _years(seen: Survey) -> range:
    """The years that the cases run through, and those beside them, into which limits may reach."""
    ends = [max(case.last_event_at, case.deadline or case.last_event_at) for case in seen.cases.values()]
    starts = [case.opened_at for case in seen.cases.values()]
    return range(min(starts).year - 1, max(ends).year + 2)


def _check(case: CaseSummary, path: Path) -> None:
    if case.deadline is not None and case.deadline <= case.opened_at:
        raise DeadlineBeforeOpening(
            where=str(path),
            case=case.case_id,
            deadline=case.deadline.isoformat(),
            opened_at=case.opened_at.isoformat(),
        )
    if case.last_event_at > datetime.now(UTC):
        raise CaseInFuture(where=str(path), case=case.case_id, time=case.last_event_at.isoformat())


def _digest(path: Path) -> str:
    with opened(path, lambda: str(path), None) as source:
        return hashlib.file_digest(source.stream, "sha256").hexdigest()  # type: ignore[arg-type]
