"""A year of a calendar, day by day: it adds up, and says why a day isn't as every week."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from services.sla.printing.year_pdf import year_pdf
from shared.errors import Language
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import DayKind, LocalDifference
from shared.working_time.errors import CalendarEnds
from shared.working_time.year_shown import year_of
from tests.unit.working_time.calendars import VIETNAM


def test_a_year_has_each_day_once_and_adds_up():
    shown = year_of(VIETNAM, 2026, 3)
    days = [one for month in shown.months for one in month.days]
    assert [one.day for one in days] == [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert (shown.working_days, shown.working_minutes) == (249, 249 * 480)
    assert [month.working_days for month in shown.months] == [21, 15, 22, 20, 20, 22, 23, 21, 20, 22, 20, 23]
    assert len(year_of(VIETNAM, 2024, None).months[1].days) == 29


def test_what_is_not_as_every_week_is_noted_with_its_source():
    noted = {one.day: one for one in year_of(VIETNAM, 2026, 3).noted()}
    assert len(noted) == 17
    assert (noted[date(2026, 8, 22)].kind, noted[date(2026, 8, 22)].hours) == (
        DayKind.MADE_UP,
        ["07:30–11:30", "13:30–17:30"],
    )
    assert [day for day, one in noted.items() if one.provisional] == [date(2026, 1, 10), date(2026, 11, 24)]
    assert all(one.source for one in noted.values())


def test_an_agency_s_own_days_are_in_its_own_year():
    day = date(2026, 3, 2)
    closed = LocalDifference(agency="SNV", first_day=day, last_day=day, hours=(), name="Bão", source="TB 2")
    calendar = WorkingCalendar(code="VN", time_zone="Asia/Ho_Chi_Minh", differences=(closed,))
    own, common = year_of(calendar.of("SNV"), 2026, 3), year_of(calendar, 2026, 3)
    assert [(one.name, one.kind) for one in own.noted()] == [("Bão", DayKind.LOCAL)]
    assert (list(common.noted()), common.working_days - own.working_days) == ([], 1)


def test_a_year_whose_days_off_nobody_knows_is_not_shown():
    calendar = WorkingCalendar(code="DE", time_zone="Europe/Berlin", noted_years=range(2026, 2027))
    with pytest.raises(CalendarEnds):
        year_of(calendar, 2027, 1)


def test_it_is_printed_on_one_page_of_a4_in_the_reader_s_language():
    (page,) = PdfReader(BytesIO(year_pdf(year_of(VIETNAM, 2026, 3), Language.VI))).pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    words = page.extract_text()
    for part in ("LỊCH LÀM VIỆC NĂM 2026", "phiên bản 3", "Tháng 12", "24*", "Giao thừa Tết Nguyên Đán"):
        assert part in words
    english = PdfReader(BytesIO(year_pdf(year_of(VIETNAM, 2027, None), Language.EN))).pages[0]
    assert "WORKING CALENDAR 2027" in english.extract_text()
    assert "December" in english.extract_text()
