"""The reports that were issued: what of them there is to ask for."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from services.sla.domain.reports.issuing import PROVINCE
from shared.contracts.reports import ReportIssued
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import InstantText, instant


@dataclass(slots=True, kw_only=True)
class IssuedReportDocument:
    """A report, and its newest edition."""

    scope: Annotated[str, Field(description="Code of the agency; `province`: all of them.")]
    period: Annotated[str, Field(description="A week, month, quarter or year.", examples=["2026-11"])]
    last_day: Annotated[str, Field(description="Last day of the period.")]
    editions: Annotated[int, Field(description="How many there are.")] = 0
    changed: Annotated[int, Field(description="Figures of agencies that were ever otherwise later.")] = 0
    scheduled: Annotated[bool, Field(description="Whether it was made because the period had ended.")] = False
    issued_at: InstantText
    newest_at: Annotated[InstantText, Field(description="When the newest edition was issued.")]


REPORTS = Collection("reports", indexes=(("scope", "last_day"), ("last_day",)), document=IssuedReportDocument)
REPORT_VIEW = View("reports", REPORTS, keys=lambda event: [(REPORTS.name, event.key)])


@REPORT_VIEW.on(ReportIssued)
def _issued(event: RecordedEvent, session: ProjectionSession) -> None:
    told: ReportIssued = event.event
    found = session.document(REPORTS, event.key) or IssuedReportDocument(
        scope=told.agency or PROVINCE,
        period=told.period,
        last_day=date.isoformat(told.last_day),
        scheduled=told.scheduled,
        issued_at=instant(told.issued_at),
        newest_at=instant(told.issued_at),
    )
    found.editions = told.edition
    found.changed += len(told.changed)
    found.newest_at = instant(told.issued_at)
    session.put(REPORTS.name, event.key, found, event.version)
