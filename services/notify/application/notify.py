"""Commands on inboxes: to note what was read."""

from services.notify.domain.delivery import DELIVERY
from shared.decider import GivenCommand
from shared.eventstore.application import Application
from shared.eventstore.records import Answer, CommandContext
from shared.eventstore.unit_of_work import UnitOfWork


class NotifyApplication(Application):
    """Inboxes."""

    async def mark_read(self, key: str, given: GivenCommand, context: CommandContext) -> Answer:
        """Note that the recipient has read an entry."""

        def handler(work: UnitOfWork) -> Answer:
            added = work.state(DELIVERY, key).added
            correlation = (added.case_number or added.owner if added else None) or key
            work.decide(DELIVERY, key, given.command, given.act, correlation=correlation)
            return {"notification": key, "version": work.version(DELIVERY, key)}

        return await self.execute(handler, context)
