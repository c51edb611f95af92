"""The days that scorecards are asked for."""

from datetime import date
from typing import Annotated

from fastapi import Query

from services.sla.errors import DaysUnclear
from services.sla.queries.visits_asked import Days
from shared.contracts.vocabulary import CalendarDay

FirstDay = Annotated[CalendarDay | None, Query(alias="from", description="The first day, `2026-03-01`.")]
LastDay = Annotated[CalendarDay | None, Query(alias="to", description="The last day, which counts too.")]
Month = Annotated[
    str | None,
    Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="Instead of both: a month, `2026-03`."),
]


def days_of(first: date | None, last: date | None, month: str | None) -> Days:
    """The days that are asked for. Raises `DaysUnclear`."""
    if month is not None and first is None and last is None:
        try:
            return Days.of_month(month)
        except ValueError:
            raise DaysUnclear(where="month") from None
    if first is None or last is None or last < first or month is not None:
        raise DaysUnclear(where="from")
    return Days(first, last)
