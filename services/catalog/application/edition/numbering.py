"""Numbers of editions that were given out and that the store doesn't have, since it was set back.

They are entered as drafts that were given up, so that nobody gets them again.
"""

from collections.abc import Collection

from services.catalog.application.edition.predecessors import record_gap
from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.catalogue import Catalogue, EditionState, catalogue_key
from services.catalog.domain.edition.taking_back import voided
from shared.contracts.catalog.edition_numbers import agency_and_edition, edition_number
from shared.decider import by_itself
from shared.eventstore.application import Application
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork


async def lost_editions(application: Application, given_out: Collection[str]) -> list[str]:
    """Those that the store doesn't know to be given out, the oldest of each agency first."""
    found = sorted(filter(None, map(agency_and_edition, given_out)))
    return [edition_number(*one) for one in found if await _is_lost(application, *one)]


async def void_lost_editions(application: Application, given_out: Collection[str], reason: str) -> list[str]:
    """Enter those that the store doesn't know as given up; which they are."""
    lost = await lost_editions(application, given_out)
    for agency, edition in filter(None, map(agency_and_edition, lost)):

        def handler(work: UnitOfWork, agency: str = agency, edition: int = edition) -> Answer:
            act, key = by_itself(work.context.recorded_at), catalogue_key(agency, edition)
            record_gap(work, agency, edition, act)
            work.append(CATALOGUE, key, voided(agency, edition, act, reason), correlation=agency)
            return None

        await application.execute(handler)
    return lost


async def _is_lost(application: Application, agency: str, edition: int) -> bool:
    found: tuple[Catalogue, int] = await application.state(CATALOGUE, catalogue_key(agency, edition))
    return found[0].status is EditionState.NONE
