"""A report as CSV (RFC 4180): a row a unit, under names that programs read; each says what it stands on."""

import csv
import io
from collections.abc import Iterator

from services.sla.queries.scorecard_rows import ScorecardRow, ScorecardUnit
from services.sla.reporting.report import Report
from services.sla.reporting.wording import FIGURES, NAMES
from shared.printing.texts import harmless

_STANDS_ON = ("period", "as_of", "position", "rules", "edition")


def report_csv(report: Report) -> bytes:
    """The bytes of the file, with a byte order mark, by which spreadsheets know UTF-8."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(("by", *NAMES, *FIGURES, *_STANDS_ON))
    for unit, rows in report.units.items():
        writer.writerows(_cells(report, unit, row) for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _cells(report: Report, unit: ScorecardUnit, row: ScorecardRow) -> Iterator[str]:
    yield unit.value
    for name in (*NAMES, *FIGURES):
        value = getattr(row, name)
        yield harmless(str(value)) if value is not None else ""
    edition = str(report.edition) if report.edition is not None else ""
    yield from (report.period.name, report.as_of, str(report.position), str(report.rules), edition)
