"""What is told of a clock's event that isn't what it should be: the field that differs."""

from services.sla.checks.clock_findings import ClockFindings
from shared.contracts.sla import ClockStarted
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from shared.runtime.findings import Findings, differing
from tests.unit.working_time.calendars import hanoi


def clock_started(opened: str) -> ClockStarted:
    return ClockStarted(
        case_number="SNV-260302-0001",
        agency="SNV",
        procedure="SNV-07",
        edition=1,
        source_version=1,
        started_at=hanoi(opened),
        due_at=hanoi("2026-03-04 16:30"),
        time_limit=TimeLimit.of(24 * 60, Counting.WORKING_HOURS),
        working_calendar="VN",
    )


def test_two_events_whose_short_forms_are_the_same_are_told_by_what_differs() -> None:
    findings = Findings()
    expected, found = clock_started("2026-03-02 07:30"), clock_started("2026-03-02 08:30")
    ClockFindings(findings).tell_other("SNV-260302-0001 version 1", [expected], [found])
    (told,) = findings.disagreements
    assert "started_at=2026-03-02T00:30" in told.expected
    assert "started_at=2026-03-02T01:30" in told.found


def test_long_texts_are_told_from_where_they_differ() -> None:
    expected, found = differing({"steps": "A" * 300 + "B"}, {"steps": "A" * 300 + "C"})
    assert expected != found
    assert "B" in expected
    assert len(expected) <= 160
