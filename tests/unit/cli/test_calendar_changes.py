"""`tthc calendar add-day-off`, `clear-day`, `confirm-day`: what they show, and what they ask for."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.command_line import run
from tthc.commands import calendar_changes

MOVED = {
    "case_number": "SNV-260302-0001",
    "agency": "SNV",
    "step": "receive",
    "visit": 1,
    "coordination": None,
    "due_at": "2026-03-03T04:30:00Z",
    "moved_to": "2026-03-04T04:30:00Z",
    "no_longer_overdue": True,
}
OFF = ("add-day-off", "2026-03-03", "--source", "TB 9", "--name", "Bão")


class Asked:
    """Stands for the services: has what was posted."""

    def __init__(self, moved: int) -> None:
        self.moved = moved
        self.parts = 1  #: in which a preview is told
        self.posted: list[tuple[str, Any]] = []

    async def post(self, _service: str, path: str, *, json: Any, key: str, as_: str) -> Any:
        assert as_ == "operator"
        assert key
        self.posted.append((path, json))
        if "/preview" not in path:
            return {"calendar": "VN", "version": 7}
        shown = [MOVED, {**MOVED, "step": None}, {**MOVED, "coordination": 2}][: self.moved]
        counts = {"cases": min(self.moved, 1), "dues": self.moved, "no_longer_overdue": min(self.moved, 1)}
        self.parts = max(self.parts - 1, 0)
        cursor = "a=" if self.parts else None
        seen = {"calendar": "VN", "open_cases": 900, **counts, "moved": shown, "more": self.moved > 3}
        return {**seen, "cursor": cursor}


@pytest.fixture(name="services")
def _services(monkeypatch: pytest.MonkeyPatch) -> Asked:
    asked = Asked(4)

    @asynccontextmanager
    async def connected(*_: Any) -> AsyncIterator[Asked]:
        yield asked

    monkeypatch.setattr(calendar_changes, "connected", connected)
    return asked


def told(*words: str, language: str = "vi") -> str:
    answer = run("calendar", *words, "--language", language, environment={})
    assert answer.returncode == 0, answer.stderr
    return answer.stdout + answer.stderr


def test_what_moves_is_shown_first_and_the_day_is_entered(services: Asked) -> None:
    shown = told(*OFF)
    assert "Dời 4 hạn của 1 hồ sơ đang mở; 1 hạn không còn quá hạn" in shown
    assert "04/03/2026" in shown
    assert "… và 1 hạn nữa." in shown
    assert shown.index("Dời 4") < shown.index("Đã ghi vào lịch VN, phiên bản 7")
    order = {"command": "AddHoliday", "day": "2026-03-03", "name": "Bão", "source": "TB 9"}
    path = "/calendars/VN/changes"
    assert services.posted == [(f"{path}/preview", order), (path, order)]


def test_a_dry_run_changes_nothing(services: Asked) -> None:
    assert "A preview: the calendar is as it was." in told(*OFF, "--dry-run", language="en")
    assert [path for path, _ in services.posted] == ["/calendars/VN/changes/preview"]
    answer = json.loads(told(*OFF, "--dry-run", "--json"))
    assert (answer["dues"], answer["dry_run"], answer["version"]) == (4, True, None)


def test_what_is_told_in_parts_is_added_up(services: Asked) -> None:
    services.parts = 3
    shown = told(*OFF, "--dry-run", language="en")
    assert "900 open cases counted …" in shown
    assert "1800 open cases counted …" in shown
    assert "Moves 12 due times of 3 open cases; 3 are no longer overdue" in shown
    assert "… and 3 more." in shown
    assert [path.partition("?")[2] for path, _ in services.posted] == ["", "cursor=a%3D", "cursor=a%3D"]


def test_where_nothing_moves_it_says_so(services: Asked) -> None:
    services.moved = 0
    shown = told(*OFF, language="en")
    assert "No open case is due at another time by it." in shown
    assert "Written into calendar VN, version 7." in shown


@pytest.mark.parametrize(
    ("words", "order"),
    [
        (
            ("add-day-off", "2026-03-03", "--worked", "2026-03-07", "--source", "TB", "--provisional"),
            {
                "command": "SwapDays",
                "day_off": "2026-03-03",
                "worked": "2026-03-07",
                "source": "TB",
                "provisional": True,
            },
        ),
        (
            (*OFF, "--agency", "SNV", "--calendar", "VN-2"),
            {
                "command": "AddLocalDifference",
                "agency": "SNV",
                "first_day": "2026-03-03",
                "last_day": "2026-03-03",
                "hours": [],
                "name": "Bão",
                "source": "TB 9",
            },
        ),
        (
            ("clear-day", "2026-03-07", "--reason", "Nhầm"),
            {"command": "ClearDay", "day": "2026-03-07", "reason": "Nhầm"},
        ),
        (
            ("confirm-day", "2026-11-24", "--source", "Luật 1"),
            {"command": "ConfirmDay", "day": "2026-11-24", "source": "Luật 1"},
        ),
    ],
)
def test_each_is_the_change_that_it_says(services: Asked, words: tuple[str, ...], order: Any) -> None:
    told(*words)
    assert services.posted[-1][1] == order


def test_one_agency_s_day_off_is_made_up_for_by_nobody(services: Asked) -> None:
    words = ("calendar", *OFF, "--agency", "SNV", "--worked", "2026-03-07")
    assert run(*words, environment={}).returncode == 2
    assert services.posted == []
