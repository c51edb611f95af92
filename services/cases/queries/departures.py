"""Who has left, and which cases they hold still."""

from services.cases.views.cases import CASE_VIEW
from services.cases.views.departures import DEPARTURE_VIEW, DEPARTURES, DepartureDocument
from services.cases.views.documents import CASES, CaseDocument
from shared.documents.port import Document, Documents
from shared.documents.query import asc, eq, holds
from shared.documents.reader import Reader

_PAGE = 1_000


class DepartureQueries:
    """Who has left, and which cases they hold still."""

    def __init__(self, documents: Documents) -> None:
        self._departures = Reader(documents, DEPARTURE_VIEW)
        self._cases = Reader(documents, CASE_VIEW)

    async def departures(self) -> list[DepartureDocument]:
        """All of them."""
        found: list[DepartureDocument] = []
        after = None
        while page := await self._departures.find(DEPARTURES.name, (), (), _PAGE, after=after):
            found += [one.body for one in page]
            after = page[-1].cursor(())
        return found

    async def held_by(self, left: DepartureDocument) -> list[Document]:
        """Some cases with a step that they hold in a division that they left; none: there are no more."""
        where, order = [eq("agency", left.agency), holds("officials", left.official)], [asc("opened_at")]
        behind: Document | None = None
        while page := await self._cases.find(
            CASES.name, where, order, _PAGE, after=behind.cursor(order) if behind else None
        ):
            behind = page[-1]
            held = [case for case in page if _is_held(case.body, left)]
            if held:
                return held
        return []


def _is_held(case: CaseDocument, left: DepartureDocument) -> bool:
    return any(one.official == left.official and one.division in left.divisions for one in case.steps)
