"""The questions asked of deliveries."""

from services.catalog.views.delivery import DELIVERIES, DELIVERY_VIEW, DeliveryDocument
from shared.documents.port import Documents
from shared.documents.query import Condition, asc, desc, eq
from shared.documents.reader import Reader


class DeliveryQueries:
    """What was sent to whom, and what became of it."""

    def __init__(self, documents: Documents) -> None:
        self._deliveries = Reader(documents, DELIVERY_VIEW)

    async def deliveries(self, agency: str, edition: int) -> list[DeliveryDocument]:
        """What was sent of an edition, by recipient."""
        where = [eq("agency", agency), eq("edition", edition)]
        return await self._deliveries.all(DELIVERIES, where, [asc("recipient")])

    async def received(self, recipient: str, waiting: bool, limit: int) -> list[DeliveryDocument]:
        """What an agency was sent, the newest first; or only what waits for its acknowledgement."""
        where: list[Condition] = [eq("recipient", recipient)]
        if waiting:
            where.append(eq("acknowledged", False))
        return await self._deliveries.all(DELIVERIES, where, [desc("sent_at")], limit)
