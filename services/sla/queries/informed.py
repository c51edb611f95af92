"""Of which cases somebody's agencies are only told (nhận để biết)."""

from collections.abc import Sequence

from services.sla.views.clocks import CLOCK_VIEW
from services.sla.views.documents import CASES, INFORMED, CaseClockDocument, InformedDocument
from shared.auth.principal import Principal
from shared.documents.port import Documents
from shared.documents.query import Condition, Cursor, any_of, desc, eq, present
from shared.documents.reader import Page, Reader
from shared.kernel import Role

#: What the box is called beside those of steps and of cases.
INFORMED_BOX = "informed"
#: What they were told of last comes first.
NEWEST_FIRST = (desc("informed_at"),)
#: Who is told: whoever could answer for the agency, if it owed an answer.
_PEOPLE = frozenset({Role.OFFICIAL, Role.DIVISION_HEAD, Role.AGENCY_HEAD})


def told_agencies(who: Principal) -> list[str]:
    """The agencies of which somebody is one of the people."""
    return sorted({one.agency for one in who.grants if one.role in _PEOPLE and one.agency is not None})


class InformedQueries:
    """What agencies are told of: until that is withdrawn, whether they have given a receipt or not."""

    def __init__(self, documents: Documents) -> None:
        self._reader = Reader(documents, CLOCK_VIEW)

    async def page(
        self, agencies: Sequence[str], received: bool | None, limit: int, after: Cursor | None
    ) -> Page[InformedDocument]:
        """The newest first; with `received`, those with or without a receipt."""
        where = _told(agencies)
        if received is not None:
            where.append(present("received_at") if received else eq("received_at", None))
        return await self._reader.page(INFORMED, where, NEWEST_FIRST, limit, after)

    async def count(self, agencies: Sequence[str]) -> int:
        """How many there are."""
        return await self._reader.count(INFORMED.name, _told(agencies))

    async def cases(self, found: Sequence[InformedDocument]) -> dict[str, CaseClockDocument]:
        """The cases that they are about."""
        documents = await self._reader.get_many(CASES.name, sorted({one.case_number for one in found}))
        return {number: one.body for number, one in documents.items()}


def _told(agencies: Sequence[str]) -> list[Condition]:
    return [any_of("agency", agencies), eq("withdrawn", False)]
