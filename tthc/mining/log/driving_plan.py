"""A log made ready to be imported: looked over, its procedure derived, every case's way known to be open."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from shared.kernel import FIRST_YEAR, LAST_YEAR, day_of
from shared.working_time.calendar import WorkingCalendar
from tthc.mining.log.counting import counting_calendar
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.events import EventLog, ProgressCallback
from tthc.mining.log.importable import check_importable, check_procedure
from tthc.mining.log.procedure import DerivedProcedure, derive_procedure
from tthc.mining.log.reading import open_log
from tthc.mining.log.survey import Survey, survey


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
        check_importable(case)
    procedure = derive_procedure(seen, code=options.procedure, name=options.procedure_name)
    check_procedure(procedure, options.path)
    return ImportPlan(
        options=options,
        log=log,
        survey=seen,
        procedure=procedure,
        working_calendar=counting,
        years=_years(seen),
        digest=log.digest(),
    )


def _years(seen: Survey) -> range:
    """The years that the cases run through, and those beside them, into which limits may reach."""
    ends = [max(case.last_event_at, case.deadline or case.last_event_at) for case in seen.cases.values()]
    starts = [case.opened_at for case in seen.cases.values()]
    first, last = min(starts).year - 1, max(ends).year + 1
    return range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1)
