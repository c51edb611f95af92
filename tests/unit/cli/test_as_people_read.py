"""Days, periods, figures and numbers stand in answers as codes and ISO; people read them in words."""

from collections.abc import Callable
from typing import Any

import pytest

from shared.errors import Language
from tests.command_line import run
from tthc.commands import calendar_shown, evaluate, province, reports, scorecards
from tthc.commands.evaluation_words import decimal
from tthc.commands.terminal import Terminal

REPORTS = {
    "reports": [
        {
            "scope": "province",
            "period": "2026-Q3",
            "editions": 2,
            "issued_at": "2026-10-01T00:30:00Z",
            "newest_at": "2026-10-05T00:30:00Z",
        }
    ]
}
EDITIONS = {
    "scope": "SNV",
    "period": "2026-11",
    "editions": [
        {
            "edition": 2,
            "as_of": "2026-12-05T00:30:00Z",
            "position": 1234,
            "rules": 1,
            "figures": [
                {"by": "division", "unit": "SNV/VP", "figure": "used_minutes", "was": None, "becomes": 12480}
            ],
            "rows": [{"case": "SNV-261101-0001", "step": "S1", "visit": 2, "change": "removed"}],
        }
    ],
}
CALENDAR = {
    "code": "VN",
    "time_zone": "Asia/Ho_Chi_Minh",
    "week_source": "QĐ 188/1999",
    "week": [["07:30–11:30"]] * 5 + [[], []],
    "holidays": [
        {"day": "2026-11-24", "name": "Ngày Văn hóa", "source": "NQ 80", "provisional": True},
        {"day": "2026-01-01", "name": "Tết Dương lịch", "source": "BLLĐ 112", "provisional": False},
    ],
    "make_up_days": [{"day": "2026-08-22", "name": "Bù", "source": "TB 9", "provisional": False}],
    "differences": [
        {"agency": "SNV", "first_day": "2026-03-02", "last_day": "2026-03-03", "name": "Bão", "source": "TB"}
    ],
}


@pytest.fixture(name="shown")
def _shown(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a command prints in a terminal of 80 columns, where the services answer so."""

    def shown(answer: Any, *words: str, language: str = "vi") -> str:
        for module in (calendar_shown, reports):
            monkeypatch.setattr(module, "answer_of", lambda *_, **__: answer)
        told = run(*words, "--language", language, environment={"COLUMNS": "80"})
        assert told.returncode == 0, told.stderr
        return told.stdout

    return shown


def test_reports_are_listed_by_the_names_of_their_periods(shown: Callable[..., str]) -> None:
    assert "Quý 3/2026" in shown(REPORTS, "reports")
    assert "Quarter 3 of 2026" in shown(REPORTS, "reports", language="en")
    nothing = {"scope": "SNV", "period": "2026-11", "editions": []}
    words = ("reports", "--agency", "SNV", "--period", "2026-11")
    assert shown(nothing, *words) == "Chưa có báo cáo tháng 11/2026 của SNV.\n"
    assert shown(nothing, *words, language="en") == "There is no report on November 2026 of SNV yet.\n"


def test_what_is_otherwise_in_an_edition_is_said_in_words(shown: Callable[..., str]) -> None:
    words = ("reports", "--agency", "SNV", "--period", "2026-11")
    vietnamese, english = shown(EDITIONS, *words), shown(EDITIONS, *words, language="en")
    assert "  SNV/VP, Phút đã dùng: – → 12.480\n" in vietnamese
    assert "  SNV-261101-0001 S1 lần 2: bớt\n" in vietnamese
    assert "  SNV/VP, Minutes used: – → 12,480\n" in english
    assert "  SNV-261101-0001 S1 visit 2: removed\n" in english


def test_a_calendars_days_are_written_in_order_with_what_isnt_certain(shown: Callable[..., str]) -> None:
    vietnamese = [line for line in shown(CALENDAR, "calendar", "show", "VN").splitlines() if "/2026" in line]
    assert [line.split("┃")[0].split("│")[1].strip() for line in vietnamese] == [
        "01/01/2026",
        "02/03/2026 – 03/03/2026",
        "22/08/2026",
        "24/11/2026",
    ]
    assert "Ngày Văn hóa (dự kiến)" in vietnamese[3]
    assert "Bù (làm bù)" in vietnamese[2]
    english = shown(CALENDAR, "calendar", "show", "VN", language="en")
    assert "2 March 2026 – 3 March 2026" in english
    assert "(provisional)" in english


def test_numbers_and_points_are_written_as_the_reader_does(capsys: pytest.CaptureFixture[str]) -> None:
    vietnamese, english = Terminal(language=Language.VI), Terminal(language=Language.EN)
    assert [decimal(one, "27.50") for one in (vietnamese, english)] == ["27,50", "27.50"]
    assert decimal(vietnamese, None) == "–"
    row: dict[str, Any] = dict.fromkeys(
        ("done", "done_late", "late_through_others", "waiting_minutes", "returns"), 0
    )
    row |= {"used_minutes": 12480, "open_overdue": 0, "open_overdue_waiting": 0, "visits": None}
    row |= {"agency": "SNV", "division": None, "official": None, "procedure": None}
    vietnamese.out.print(scorecards._table(vietnamese, [row]))
    assert "12.480" in capsys.readouterr().out
    days = {"first_day": "2026-11-01", "last_day": "2026-11-30"}
    province._explain(english, {"as_of": "2026-11-30T01:00:00Z", **days})
    assert "from 1 November 2026 to 30 November 2026" in capsys.readouterr().err
    assert {name: vi for name, (vi, _) in evaluate._GROUPS.items()} == {
        "leaders": "lãnh đạo, quản lý",
        "officials": "công chức",
    }
