"""Lets go of accesses that are kept no longer: at the start, and each hour from then on."""

from shared.access_log.log import AccessLog
from shared.runtime.sweeping import each_interval

PURGE_SECONDS = 3_600.0


async def keep_as_policy_says(log: AccessLog) -> None:
    """Purge until cancelled."""
    await each_interval("access log purge", log.purge, PURGE_SECONDS)
