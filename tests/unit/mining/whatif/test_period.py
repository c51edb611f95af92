"""Periods as they are written on the command line."""

from datetime import date

import pytest

from tthc.mining.whatif.errors import PeriodInvalid
from tthc.mining.whatif.period import EVER, Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2011-01..2011-12", date(2011, 1, 1), date(2011, 12, 31)),
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2011-03-15..2011", date(2011, 3, 15), date(2011, 12, 31)),
    ],
)
def test_includes_both_its_ends(text: str, first: date, last: date) -> None:
    assert Period.parse(text) == Period(first, last)


@pytest.mark.parametrize("text", ["", "..", "2011-13", "2011-02-30", "2012..2011", "0000", "last year"])
def test_refuses_what_is_none(text: str) -> None:
    with pytest.raises(PeriodInvalid):
        Period.parse(text)


def test_holds_the_days_within_it() -> None:
    march = Period.parse("2011-03")
    assert [date(2011, month, 1) in march for month in (2, 3, 4)] == [False, True, False]
    assert date(2011, 1, 1) in EVER
