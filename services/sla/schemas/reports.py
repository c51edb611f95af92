"""What is told of reports that were issued."""

from typing import Annotated

from pydantic import BaseModel, Field

from services.sla.domain.reports.comparing import FigureChange, ReportChanges, VisitChange
from services.sla.views.reports import IssuedReportDocument
from shared.contracts.reports import ReportIssued
from shared.documents.values import InstantText, instant
from shared.http.paging import ListAnswer

#: So many differences are shown; the edition's workbook has all.
_SHOWN = 500


class IssuedReportsAnswer(ListAnswer):
    """Reports that were issued."""

    reports: Annotated[list[IssuedReportDocument], Field(description="The latest periods first.")]


class ReportEdition(BaseModel):
    """An edition of a report."""

    edition: Annotated[int, Field(description="From 1.")]
    as_of: Annotated[InstantText, Field(description="When it was counted.")]
    position: Annotated[int, Field(description="How far the service's log was read for it.")]
    rules: Annotated[int, Field(description="Version of the rules by which it was counted.")]
    digest: Annotated[str, Field(description="SHA-256 of what is kept, in hexadecimal.")]
    scheduled: Annotated[bool, Field(description="Whether it was made because the period had ended.")]
    issued_by: Annotated[str, Field(description="Who issued it; `system`: the schedule, or who asked first.")]
    issued_at: InstantText
    figures_changed: Annotated[int, Field(description="How many figures are otherwise than before.")]
    rows_changed: Annotated[int, Field(description="How many visits came, went or are otherwise.")]
    figures: Annotated[
        list[FigureChange], Field(description=f"Those figures, at most {_SHOWN}; the workbook has all.")
    ]
    rows: Annotated[
        list[VisitChange], Field(description=f"Those visits, at most {_SHOWN}; the workbook has all.")
    ]

    @classmethod
    def of(cls, issued: ReportIssued, changes: ReportChanges) -> "ReportEdition":
        """Of what was issued, with what is otherwise than in the edition before."""
        return cls(
            edition=issued.edition,
            as_of=instant(issued.as_of),
            position=issued.position,
            rules=issued.rules,
            digest=issued.digest,
            scheduled=issued.scheduled,
            issued_by=issued.issued_by,
            issued_at=instant(issued.issued_at),
            figures_changed=len(changes.figures),
            rows_changed=len(changes.visits),
            figures=list(changes.figures[:_SHOWN]),
            rows=list(changes.visits[:_SHOWN]),
        )


class ReportEditionsAnswer(BaseModel):
    """The editions of a report."""

    scope: Annotated[str, Field(description="Code of the agency; `province`: all of them.")]
    period: Annotated[str, Field(description="A week, month, quarter or year.")]
    editions: Annotated[list[ReportEdition], Field(description="In their order; none is ever changed.")]
