"""The numbers of editions, as they are given out for good: `shared.runtime.service.Numbers`."""

from collections.abc import Collection

from services.catalog.application.edition.numbering import lost_editions, void_lost_editions
from services.catalog.views.edition.documents import CATALOGUE_VIEW, EDITIONS
from shared.contracts.catalog.edition_numbers import edition_number
from shared.documents.port import Documents
from shared.documents.reader import Reader
from shared.eventstore.application import Application


class EditionNumbers:
    """An edition is cited by its number, in cases and on paper: it names one edition for ever."""

    def __init__(self, application: Application, documents: Documents) -> None:
        self._application = application
        self._reader = Reader(documents, CATALOGUE_VIEW)

    async def shown(self) -> Collection[str]:
        """Those that the read model shows."""
        if not await self._reader.built():
            return []
        return [edition_number(one.agency, one.edition) for one in await self._reader.all(EDITIONS)]

    async def lost(self, given_out: Collection[str]) -> list[str]:
        """Those that the store doesn't have."""
        return await lost_editions(self._application, given_out)

    async def void(self, given_out: Collection[str], reason: str) -> list[str]:
        """Enter those that the store doesn't have as given up; which they are."""
        return await void_lost_editions(self._application, given_out, reason)
