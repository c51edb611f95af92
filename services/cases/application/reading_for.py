"""Who reads in an official's name is their delegate in one of the agencies that they are of themselves."""

from collections.abc import Iterable
from datetime import datetime

from services.cases.domain.directory import DIRECTORY
from shared.delegation import DelegationMissing
from shared.delegations import held_delegation
from shared.eventstore.application import Application
from shared.kernel import Actor


async def check_reads_for(
    application: Application, delegate: str, agencies: Iterable[str], official: str, now: datetime
) -> None:
    """Refuse with `DelegationMissing` whoever has no delegation of the official now."""
    for agency in sorted(agencies):
        directory, _ = await application.state(DIRECTORY, agency)
        claim = Actor(delegate, agency, acting_for=official)
        try:
            held_delegation(directory.delegations, claim, now, now)
        except DelegationMissing:
            continue
        return
    raise DelegationMissing(where="acting_for", official=official, delegate=delegate)
