"""How instants, days and periods are written for people, wherever they stand in a sentence."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.errors import EffectiveInFuture, Language
from shared.vietnam_time import written, written_period

EVENING = datetime(2026, 11, 29, 18, 41, 10, 710894, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (EVENING, "01:41 ngày 30/11/2026", "01:41 on 30 November 2026"),
        (date(2027, 1, 2), "02/01/2027", "2 January 2027"),
    ],
    ids=["instant", "day"],
)
def test_both_languages_write_it_in_their_own_way(value: date, vietnamese: str, english: str) -> None:
    assert written(value, vietnamese=True) == vietnamese
    assert written(value, vietnamese=False) == english


@pytest.mark.parametrize(
    ("name", "vietnamese", "english"),
    [
        ("2026-W48", "tuần 48/2026", "week 48 of 2026"),
        ("2026-11", "tháng 11/2026", "November 2026"),
        ("2026-Q4", "quý 4/2026", "quarter 4 of 2026"),
        ("2026", "năm 2026", "2026"),
        ("2026-13", "2026-13", "2026-13"),
        ("", "", ""),
    ],
)
def test_so_is_a_period(name: str, vietnamese: str, english: str) -> None:
    assert written_period(name, vietnamese=True) == vietnamese
    assert written_period(name, vietnamese=False) == english


def test_a_refusal_speaks_of_one_time_zone_and_no_microseconds() -> None:
    refusal = EffectiveInFuture(at=EVENING + timedelta(days=1), recorded_at=EVENING)
    assert refusal.message(Language.VI) == (
        "Thời điểm có hiệu lực 01:41 ngày 01/12/2026 chưa đến (thời điểm ghi nhận là 01:41 ngày 30/11/2026)."
    )


def test_instants_of_one_minute_are_told_apart() -> None:
    refusal = EffectiveInFuture(at=EVENING + timedelta(seconds=4), recorded_at=EVENING)
    assert "01:41:14 on 30 November 2026" in refusal.message(Language.EN)
    assert "01:41:10 on 30 November 2026" in refusal.message(Language.EN)
