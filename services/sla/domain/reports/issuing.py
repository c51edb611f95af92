"""REPORT: a report on a period that is over, with its editions; none of them is ever changed."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.sla.domain.reports.comparing import NOTHING_CHANGED, ReportChanges
from services.sla.errors import PeriodNotOver
from shared.contracts.declaring import event
from shared.contracts.reports import ReportedFigures, ReportIssued
from shared.contracts.vocabulary import Instant
from shared.decider import Act, Decider, command
from shared.kernel import day_of

#: The scope of a report on all agencies.
PROVINCE = "province"


@command
class IssueReport:
    """Issue the report as it is counted now; nothing where it has been issued."""

    scheduled: bool = False


@command
class ReissueReport:
    """Issue a further edition where something is otherwise by now; nothing, where nothing is."""


@command
class KeepReportFile:
    """Keep a file that was made of an edition, so that it is the same whenever it is asked for."""

    edition: int
    form: str
    language: str
    digest: str


@event()
class ReportFileKept:
    """From now on this file is that edition in this form and language."""

    edition: int
    form: str
    language: str
    digest: str
    kept_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedReport:
    """A report as it was counted, with what is otherwise than in an edition that was issued."""

    agency: str | None
    period: str
    first_day: date
    last_day: date
    as_of: datetime
    position: int
    rules: int
    figures: tuple[ReportedFigures, ...]
    digest: str
    against: int = 0  #: the edition that it was compared with; 0: none
    changes: ReportChanges = NOTHING_CHANGED


@dataclass(slots=True)
class ReportEditions:
    """What was issued, in order, and the files that are kept of it."""

    issued: list[ReportIssued] = field(default_factory=list)
    files: dict[tuple[int, str, str], str] = field(
        default_factory=dict
    )  #: digests, by edition, form, language


#: Key: `report_key(agency, period)`.
REPORT = Decider[ReportEditions]("report", ReportEditions)


def report_key(agency: str | None, period: str) -> str:
    """The key of an agency's report, or of the province's."""
    return f"{agency or PROVINCE}:{period}"


def is_over(last_day: date, now: datetime) -> bool:
    """Whether a period that ends with that day is over, in Vietnam."""
    return day_of(now) >= last_day + timedelta(days=1)


@REPORT.decides(IssueReport, refuses=(PeriodNotOver,), known=CountedReport)
def issue(
    report: ReportEditions, command: IssueReport, act: Act, known: CountedReport
) -> ReportIssued | None:
    """Once: whoever asks first, or the schedule."""
    if report.issued:
        return None
    return _edition(1, act, known, scheduled=command.scheduled)


@REPORT.decides(ReissueReport, refuses=(PeriodNotOver,), known=CountedReport)
def reissue(
    report: ReportEditions, _command: ReissueReport, act: Act, known: CountedReport
) -> ReportIssued | None:
    """Compared with the newest edition; somebody who was quicker has said it already."""
    newest = len(report.issued)
    if known.against != newest or (newest and not known.changes):
        return None
    return _edition(newest + 1, act, known, scheduled=False)


def _edition(number: int, act: Act, known: CountedReport, *, scheduled: bool) -> ReportIssued:
    if not is_over(known.last_day, act.at):
        raise PeriodNotOver(period=known.period, where="period")
    return ReportIssued(
        agency=known.agency,
        period=known.period,
        first_day=known.first_day,
        last_day=known.last_day,
        edition=number,
        as_of=known.as_of,
        position=known.position,
        rules=known.rules,
        figures=known.figures,
        changed=known.changes.told(),
        rows_changed=len(known.changes.visits),
        digest=known.digest,
        scheduled=scheduled,
        issued_by=act.by.name,
        issued_at=act.at,
    )


@REPORT.decides(KeepReportFile)
def keep_file(report: ReportEditions, command: KeepReportFile, act: Act) -> ReportFileKept | None:
    """The first that was made stays."""
    key = (command.edition, command.form, command.language)
    if key in report.files or not 0 < command.edition <= len(report.issued):
        return None
    return ReportFileKept(
        edition=command.edition,
        form=command.form,
        language=command.language,
        digest=command.digest,
        kept_at=act.at,
    )


@REPORT.evolves(ReportIssued)
def issued(report: ReportEditions, event: ReportIssued) -> None:
    """Behind those before."""
    report.issued.append(event)


@REPORT.evolves(ReportFileKept)
def file_kept(report: ReportEditions, event: ReportFileKept) -> None:
    """It is found by its digest."""
    report.files[event.edition, event.form, event.language] = event.digest
