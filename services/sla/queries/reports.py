"""Which reports were issued."""

from collections.abc import Collection
from datetime import date

from services.sla.views.reports import REPORT_VIEW, REPORTS, IssuedReportDocument
from shared.documents.port import Documents
from shared.documents.query import Cursor, any_of, desc, eq, gte
from shared.documents.reader import Page, Reader

_NEWEST = (desc("last_day"),)


class ReportQueries:
    """Asks the list of reports."""

    def __init__(self, documents: Documents) -> None:
        self._reader = Reader(documents, REPORT_VIEW)

    async def page(
        self, scopes: Collection[str] | None, period: str | None, limit: int, after: Cursor | None
    ) -> Page[IssuedReportDocument]:
        """Those on these agencies, and the province where it is among them; None: on all."""
        of_scopes = [any_of("scope", sorted(scopes))] if scopes is not None else []
        of_period = [eq("period", period)] if period is not None else []
        return await self._reader.page(REPORTS, [*of_scopes, *of_period], _NEWEST, limit, after)

    async def ended_since(self, day: date) -> list[IssuedReportDocument]:
        """The reports on periods whose last day isn't before that one."""
        return await self._reader.all(REPORTS, [gte("last_day", day.isoformat())])
