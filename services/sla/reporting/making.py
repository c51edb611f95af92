"""A report as a file of some form."""

from enum import StrEnum

from services.sla.reporting.page import report_pdf
from services.sla.reporting.report import Report
from services.sla.reporting.table import report_csv
from services.sla.reporting.workbook import report_workbook
from shared.errors import Language
from shared.printing.typesetting import Setting


class ReportForm(StrEnum):
    """What a report is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        """As HTTP calls it."""
        workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return {ReportForm.XLSX: workbook, ReportForm.PDF: "application/pdf"}.get(self, "text/csv")


def report_file(report: Report, form: ReportForm, language: Language, setting: Setting) -> bytes:
    """The bytes of the file; the same for the same report."""
    match form:
        case ReportForm.XLSX:
            return report_workbook(report, language)
        case ReportForm.CSV:
            return report_csv(report)
        case ReportForm.PDF:
            return report_pdf(report, language, setting)
