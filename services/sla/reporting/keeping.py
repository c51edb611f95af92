"""Reports as they are kept: issued once when their period is over, and the same bytes whenever asked for.

    file = await Reports(asked, application).file("STC", ReportPeriod.parse("2026-03"), wanted)

A report of a period that goes on is counted each time, says so, and isn't kept.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from services.sla.application.sla import SlaApplication
from services.sla.domain.deciders import REPORT, REPORT_CONTENT
from services.sla.domain.reports.comparing import ReportChanges, changes_between, figures_of
from services.sla.domain.reports.issuing import (
    CountedReport,
    IssueReport,
    KeepReportFile,
    ReissueReport,
    ReportEditions,
    is_over,
    report_key,
)
from services.sla.domain.reports.keeping import content_of, digest_of, document_of, letters, parts_of
from services.sla.errors import ReportEditionUnknown
from services.sla.queries.asking import SlaQueries
from services.sla.reporting.making import ReportForm, report_file
from services.sla.reporting.periods import ReportPeriod
from services.sla.reporting.report import Report, document_of_report, report_of_document, report_on
from shared.contracts.reports import ReportIssued
from shared.decider import GivenCommand, by_itself
from shared.errors import Language
from shared.eventstore.records import CommandContext, new_context
from shared.printing.beside import make_paper


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFile:
    """As what somebody wants a report."""

    form: ReportForm
    language: Language = Language.VI
    edition: int | None = None  #: None: the first, which is the report as it was issued


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReportFile:
    """A report as a file."""

    content: bytes
    edition: int | None  #: None: the period goes on
    newest: int | None  #: how many editions there are


class Reports:
    """Counts, issues and keeps reports."""

    def __init__(self, asked: SlaQueries, application: SlaApplication) -> None:
        self._asked = asked
        self._application = application

    async def file(self, agency: str | None, period: ReportPeriod, wanted: WantedFile) -> MadeReportFile:
        """The report as a file: of a period that is over as it is kept, which is issued at the first asking.

        Raises `ReportEditionUnknown`.
        """
        if not is_over(period.days.last, self._asked.now()):
            if wanted.edition is not None:
                raise ReportEditionUnknown(where="edition", period=period.name, edition=wanted.edition)
            return await self._so_far(agency, period, wanted)
        report = await self.issue(agency, period)
        edition = wanted.edition or 1
        if edition > len(report.issued):
            raise ReportEditionUnknown(where="edition", period=period.name, edition=edition)
        language = Language.VI if wanted.form is ReportForm.CSV else wanted.language  # a CSV has no language
        name = (edition, wanted.form.value, language.value)
        if name not in report.files:
            content = await self._made(
                await self._edition(report, edition), replace(wanted, language=language)
            )
            command = KeepReportFile(
                edition=edition, form=name[1], language=name[2], digest=await self._keep(content)
            )
            report = await self._give(report_key(agency, period.name), command, None)
        content = await self._kept(report.files[name])
        return MadeReportFile(content=content, edition=edition, newest=len(report.issued))

    async def editions(self, agency: str | None, period: ReportPeriod) -> list[ReportIssued]:
        """What was issued of it, the first edition first; nothing, where nobody has asked for it yet."""
        report, _ = await self._application.state(REPORT, report_key(agency, period.name))
        return report.issued

    async def changes(self, agency: str | None, period: ReportPeriod, edition: int) -> ReportChanges:
        """What is otherwise in an edition than in the one before. Raises `ReportEditionUnknown`."""
        report, _ = await self._application.state(REPORT, report_key(agency, period.name))
        if not 0 < edition <= len(report.issued):
            raise ReportEditionUnknown(where="edition", period=period.name, edition=edition)
        return (await self._edition(report, edition)).changes

    async def issue(
        self, agency: str | None, period: ReportPeriod, *, scheduled: bool = False
    ) -> ReportEditions:
        """The report, issued now where it isn't yet. Raises `PeriodNotOver`."""
        key = report_key(agency, period.name)
        report, _ = await self._application.state(REPORT, key)
        if report.issued:
            return report
        counted = await self._counted(agency, period, report)
        return await self._give(key, IssueReport(scheduled=scheduled), counted)

    async def reissue(
        self,
        agency: str | None,
        period: ReportPeriod,
        given: GivenCommand | None = None,
        context: CommandContext | None = None,
    ) -> ReportEditions:
        """A further edition where anything of the period is otherwise by now. Raises `PeriodNotOver`."""
        key = report_key(agency, period.name)
        report, _ = await self._application.state(REPORT, key)
        counted = await self._counted(agency, period, report)
        if given is None:
            return await self._give(key, ReissueReport(), counted)
        await self._application.report(key, given, counted, context or new_context())
        return (await self._application.state(REPORT, key))[0]

    async def _so_far(self, agency: str | None, period: ReportPeriod, wanted: WantedFile) -> MadeReportFile:
        report = await report_on(self._asked, self._application.name, agency, period)
        return MadeReportFile(content=await self._made(report, wanted), edition=None, newest=None)

    async def _counted(
        self, agency: str | None, period: ReportPeriod, report: ReportEditions
    ) -> CountedReport:
        """As it is now, its content kept already: what an event names is there."""
        found = await report_on(self._asked, self._application.name, agency, period)
        document = document_of_report(found)
        content, newest = letters(document), len(report.issued)
        before = document_of(await self._kept(report.issued[-1].digest)) if newest else None
        changes = changes_between(before, document) if before is not None else ReportChanges()
        digest = await self._keep(content) if changes or not newest else digest_of(content)
        return CountedReport(
            agency=agency,
            period=period.name,
            first_day=period.days.first,
            last_day=period.days.last,
            as_of=datetime.fromisoformat(found.as_of),
            position=found.position,
            rules=found.rules,
            figures=figures_of(document),
            digest=digest,
            against=newest,
            changes=changes,
        )

    async def _edition(self, report: ReportEditions, edition: int) -> Report:
        document = document_of(await self._kept(report.issued[edition - 1].digest))
        changes = ReportChanges()
        if edition > 1:
            before = document_of(await self._kept(report.issued[edition - 2].digest))
            changes = changes_between(before, document)
        return report_of_document(document, edition, changes)

    async def _made(self, report: Report, wanted: WantedFile) -> bytes:
        setting = self._asked.setting
        return await make_paper(partial(report_file, report, wanted.form, wanted.language, setting))

    async def _give(
        self, key: str, command: IssueReport | ReissueReport | KeepReportFile, known: CountedReport | None
    ) -> ReportEditions:
        given = GivenCommand(command, by_itself(self._asked.now()))
        await self._application.report(key, given, known, new_context())
        return (await self._application.state(REPORT, key))[0]

    async def _keep(self, content: bytes) -> str:
        """Keep a content under its digest, which is the answer."""
        digest = digest_of(content)
        for part in parts_of(content):
            await self._application.keep_part(digest, part)
        return digest

    async def _kept(self, digest: str) -> bytes:
        stream = REPORT_CONTENT.stream(digest)
        events = await self._application.read(self._application.store.events, stream)
        return content_of(one.event for one in events)
