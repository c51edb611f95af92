"""`tthc calendar due` and `elapsed` where no service runs: one line on stdout, the rest beside it."""

import json
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from services.sla.schemas.calendars import CalendarAnswer
from shared.public_holidays import further_days
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import OFFICE_WEEK, Hours, LocalDifference
from tests.command_line import run
from tests.unit.working_time.calendars import VIETNAM
from tthc.commands.calendar import duration_of
from tthc.operations.calendars import calendar_of


@pytest.fixture(name="asked")
def _asked(tmp_path: Path):
    def asked(*words: str, language: str = "vi"):
        environment = {"TTHC_DATA_DIR": str(tmp_path / "none")}
        return run("calendar", *words, "--language", language, environment=environment)

    yield asked
    assert not (tmp_path / "none").exists()


TET = ("--start", "2021-02-08T15:00+07:00")


@pytest.mark.parametrize(
    ("start", "limit", "unit", "due"),
    [
        ("2021-02-08T15:00+07:00", "PT16H", (), "2021-02-17T15:00:00+07:00"),
        ("2021-02-08T08:00Z", "pt16h", ("--unit", "hours"), "2021-02-17T15:00:00+07:00"),
        ("2021-02-08T15:00+07:00", "P2D", ("--unit", "working-days"), "2021-02-17T17:30:00+07:00"),
        ("2021-02-08T15:00+07:00", "P2D", ("--unit", "calendar-days"), "2021-02-18T00:00:00+07:00"),
        ("2024-04-26T16:30+07:00", "PT2H", (), "2024-05-02T08:30:00+07:00"),
        ("2024-05-03T16:30+07:00", "PT2H", (), "2024-05-04T08:30:00+07:00"),
        ("2025-04-25T16:30+07:00", "PT2H", (), "2025-04-26T08:30:00+07:00"),
        ("2025-05-01T16:30+07:00", "PT2H", (), "2025-05-05T09:30:00+07:00"),
        ("2026-08-21T16:30+07:00", "PT2H", (), "2026-08-22T08:30:00+07:00"),
        ("2026-08-28T16:30+07:00", "PT2H", (), "2026-09-03T08:30:00+07:00"),
        ("2025-12-31T16:30+07:00", "PT2H", (), "2026-01-05T08:30:00+07:00"),
    ],
)
def test_a_due_is_one_instant_on_stdout(asked, start, limit, unit, due):
    told = asked("due", "--start", start, "--limit", limit, *unit)
    assert (told.returncode, told.stdout) == (0, f"{due}\n"), told.stderr
    assert "đi kèm chương trình" in told.stderr


@pytest.mark.parametrize(
    ("unit", "elapsed"),
    [((), "PT16H"), (("--unit", "working-days"), "P1D"), (("--unit", "calendar-days"), "P8D")],
)
def test_what_elapsed_is_one_duration_on_stdout(asked, unit, elapsed):
    told = asked("elapsed", *TET, "--end", "2021-02-17T15:00+07:00", *unit)
    assert (told.returncode, told.stdout) == (0, f"{elapsed}\n"), told.stderr


def test_it_explains_itself_by_name_and_source(asked):
    told = asked("due", *TET, "--limit", "PT16H", "--explain", "--json")
    answer = json.loads(told.stdout)
    assert (answer["due_at"], answer["origin"]) == ("2021-02-17T15:00:00+07:00", "shipped")
    skipped = [one for one in answer["intervals"] if one["reason"] == "holiday"]
    assert [one["name"] for one in skipped][:2] == ["29 Tết", "Giao thừa Tết Nguyên Đán"]
    assert {one["source"] for one in skipped} == {"Bộ luật Lao động 2019, Điều 112 khoản 1 điểm b và khoản 3"}
    first, *rows = asked("due", *TET, "--limit", "PT16H", "--explain", language="en").stdout.splitlines()
    assert first == "2021-02-17T15:00:00+07:00"
    assert "Counted" in rows[1]


def test_it_says_what_is_not_certain(asked):
    words = ("due", "--start", "2026-11-23T15:00+07:00", "--limit", "P1D", "--unit", "working-days")
    told = asked(*words, language="en")
    assert told.stdout == "2026-11-25T17:30:00+07:00\n"
    assert "Not certain: 24 November 2026" in told.stderr
    (day,) = json.loads(asked(*words, "--json").stdout)["provisional_days"]
    assert day["day"] == "2026-11-24"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("due", *TET, "--limit", "P3D"), "unit-missing"),
        (("due", *TET, "--limit", "PT999999999999H"), "limit-unreadable"),
        (("due", *TET, "--limit", "8h"), "limit-unreadable"),
        (("due", *TET, "--limit", "PT8H", "--unit", "working-days"), "limit-unreadable"),
        (("due", "--start", "9999-12-31T23:00Z", "--limit", "PT8H"), "calendar-ends"),
        (("due", "--start", "0001-01-02T00:00Z", "--limit", "PT8H"), "calendar-ends"),
        (("due", "--start", "2100-12-31T20:00+07:00", "--limit", "PT8H"), "calendar-ends"),
        (("elapsed", *TET, "--end", "9998-01-01T00:00Z"), "calendar-ends"),
        (("elapsed", *TET, "--end", "2021-02-08T14:00+07:00"), "end-before-start"),
        (("due", *TET, "--limit", "PT8H", "--calendar", "XX"), "unknown-calendar"),
    ],
)
def test_what_cannot_be_counted_is_refused_by_name(asked, words, code):
    told = asked(*words, "--json")
    assert (told.returncode, json.loads(told.stdout)["code"]) == (1, code)


def test_another_country_s_days_come_with_the_program_as_well(asked):
    told = asked("due", "--start", "2011-04-21T16:30+02:00", "--limit", "PT2H", "--calendar", "NL")
    assert told.stdout == "2011-04-26T08:30:00+02:00\n"


@pytest.mark.parametrize(
    ("seconds", "duration"),
    [(0, "PT0S"), (60, "PT1M"), (57_600, "PT16H"), (3_661, "PT1H1M1S"), (0.5, "PT0.5S")],
)
def test_a_duration_is_written_as_iso_8601_has_it(seconds, duration):
    assert duration_of(timedelta(seconds=seconds)) == duration


def test_a_calendar_read_from_the_service_counts_as_the_service_does():
    day = date(2026, 3, 2)
    closed = LocalDifference(
        agency="SNV", first_day=day, last_day=day, hours=(Hours(time(20), time(0)),), name="Bão", source="TB"
    )
    calendar = WorkingCalendar(
        code="VN",
        time_zone=VIETNAM.time_zone,
        weekly=((Hours(time(8), time(0)),), *OFFICE_WEEK[1:]),
        holidays=VIETNAM.holidays,
        make_up_days=VIETNAM.make_up_days,
        differences=(closed,),
        noted_years=range(2024, 2028),
        further=further_days(VIETNAM.time_zone, VIETNAM.holidays),
    )
    assert calendar_of(CalendarAnswer.of(calendar, 3).model_dump(mode="json")) == calendar


def test_a_year_is_shown_with_its_days_off_and_printed(asked, tmp_path):
    told = asked("show", "VN", "--year", "2026", language="en")
    assert told.returncode == 0, told.stderr
    assert "249 working days" in told.stdout
    assert "16* 17* 18* 19* 20* 21  22" in told.stdout
    file = tmp_path / "2026.pdf"
    assert asked("show", "--year", "2026", "--pdf", str(file)).stdout == f"{file}\n"
    assert file.read_bytes().startswith(b"%PDF-1.7")
    answer = json.loads(asked("show", "VN", "--year", "2026", "--json").stdout)
    assert (answer["origin"], answer["working_days"], len(answer["months"])) == ("shipped", 249, 12)
    assert asked("show", "VN", "--pdf", str(file)).returncode == 2
