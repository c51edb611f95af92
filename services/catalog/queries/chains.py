"""The question of what is still to be done."""

from services.catalog.views.chains import CHAIN_VIEW, CHAINS
from shared.documents.port import Documents
from shared.documents.query import gt
from shared.documents.reader import Reader


class ChainQueries:
    """The chains in the middle of which the catalog is."""

    def __init__(self, documents: Documents) -> None:
        self._chains = Reader(documents, CHAIN_VIEW)

    async def open(self) -> int:
        """How many there are."""
        return await self._chains.count(CHAINS.name, [gt("left", 0)])
