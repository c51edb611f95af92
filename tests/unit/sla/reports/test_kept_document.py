"""A report that was kept by an earlier version is read by this one."""

from typing import Any

from services.sla.queries.scorecard_rows import ScorecardUnit
from services.sla.reporting.report import report_of_document

#: As it was kept before a row told which of what was received is open.
ROW: dict[str, Any] = {
    "agency": "STC",
    "division": None,
    "official": None,
    "procedure": None,
    "done": 3,
    "done_on_time": 2,
    "done_late": 1,
    "late_through_others": 0,
    "late_through_suspension": 0,
    "late_by_objective_cause": 0,
    "used_minutes": 900,
    "waiting_minutes": 0,
    "returns": 0,
    "refusals": 0,
    "reopenings": 0,
    "sent_back": 0,
    "sent_back_cleared": 0,
    "buck_passing": 0,
    "received": 4,
    "receipt_minutes_median": None,
    "used_percent_median": None,
    "used_percent_90": None,
    "open": 1,
    "open_overdue": 0,
    "open_overdue_waiting": 0,
    "opens": {},
    "visits": None,
}
DOCUMENT: dict[str, Any] = {
    "agency": "STC",
    "period": "2026-03",
    "as_of": "2026-04-01T00:00:00.000000Z",
    "position": 7,
    "rules": "1",
    "units": {"agency": [ROW]},
    "visits": [],
    "open_visits": [],
}


def test_a_row_without_what_is_counted_since_is_read() -> None:
    [row] = report_of_document(DOCUMENT).units[ScorecardUnit.AGENCY]
    assert (row.received, row.received_ended, row.received_open) == (4, 0, 0)
