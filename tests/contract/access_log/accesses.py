"""Accesses for tests, and what is asked of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.access_log.access import AccessDocument, Looked
from shared.access_log.log import AccessFilter, AccessLog
from shared.documents import Documents
from shared.documents.values import instant

#: A Monday.
BEGIN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAYS = 30
CASE, OTHER = "SNV-260302-0001", "STC-260302-0001"


class Clock:
    """Now, as a test says it."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        return self.now

    def goes_on(self, **by: float) -> None:
        self.now += timedelta(**by)


def log_on(documents: Documents, clock: Clock) -> AccessLog:
    return AccessLog("cases", documents, DAYS, clock)


def access(at: datetime, who: str = "snv.lan", **fields: Any) -> AccessDocument:
    cases = fields.pop("cases", [CASE])
    return AccessDocument(
        **{
            "at": instant(at),
            "who": who,
            "what": Looked.CASE.value,
            "agency": "SNV",
            "case_number": next(iter(cases), None),
            "cases": cases,
            "people": [who],
            **fields,
        }
    )


async def whole(log: AccessLog, most: int = 500, **asked: Any) -> list[AccessDocument]:
    """All that is found, page by page of so many rows."""
    page = await log.page(AccessFilter(**asked), most, None)
    found, total = list(page.found), page.total
    while page.cursor is not None:
        page = await log.page(AccessFilter(**asked), most, page.cursor)
        found += page.found
        assert page.total is None
    assert total == len(found)
    return found
