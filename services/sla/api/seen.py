"""Who has just given a command on a case sees what it did: the clock must have followed so far."""

import asyncio
from typing import Annotated

from fastapi import Query

from services.sla.application.sla import SlaApplication
from services.sla.domain.deciders import CLOCK
from services.sla.queries import SlaQueries
from shared.auth.principal import Principal
from shared.http.access import readable_agencies
from shared.http.consistency import WAIT_SECONDS
from shared.http.errors import NotYetReadable

_LOOK_EVERY = 0.02  #: seconds

Seen = Annotated[
    str | None,
    Query(
        pattern=r"^[^@\s]{1,80}@\d{1,9}$",
        description=(
            "A case and its version, as a command on it was answered: `SNV-261123-0001@7`. The answer shows "
            "what that command did, or is `not-yet-readable` (503) if it can't within two seconds."
        ),
        examples=["SNV-261123-0001@7"],
    ),
]


async def wait_until_seen(
    seen: str | None, who: Principal, application: SlaApplication, asked: SlaQueries
) -> None:
    """Return when the read models show it. Raises `NotYetReadable`, also of a case that one may not read."""
    if seen is None:
        return
    case, _, version = seen.rpartition("@")
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            # Another process may be the one who follows, and tells this one nothing.
            while not await _is_followed(case, int(version), who, application):  # noqa: ASYNC110
                await asyncio.sleep(_LOOK_EVERY)
            last = await application.read(application.store.last_notification_id)
            while await asked.work.position(application.name) < last:  # noqa: ASYNC110
                await asyncio.sleep(_LOOK_EVERY)
    except TimeoutError as error:
        raise NotYetReadable(where="seen", retry_after=1) from error


async def _is_followed(case: str, version: int, who: Principal, application: SlaApplication) -> bool:
    clock, _ = await application.state(CLOCK, case)
    readable = readable_agencies(who, None)
    return clock.applied >= version and (readable is None or clock.agency in readable)
