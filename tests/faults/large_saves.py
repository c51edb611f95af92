"""A process that is given far too much to save: `python -m tests.faults.large_saves <database URL>`.

It ends with 1 and a sentence when something is not refused within a second, or others have to wait. With
`NO_CAP` in its environment it saves whatever comes, as the product must not.
"""

import asyncio
import os
import sys
import time
from typing import Any

from shared.eventstore.application import Application
from shared.eventstore.environment import postgres_environment
from shared.eventstore.errors import StoreUnavailable, TooLarge
from shared.eventstore.unit_of_work import Limits, UnitOfWork
from tests.aggregates import Aggregate
from tests.contract.eventstore.toy import Added, Jar, evolve, under
from tests.faults.invariants import Violated

NO_CAP = "TEST_PLANT_NO_CAP"
MEGABYTE = 1_000_000
SIZES = (1, 5, 20)  # megabytes
_PIECE = 50_000
_REFUSED_WITHIN = 1.0  # seconds
_OTHERS_WITHIN = 3.0
_ALL_WITHIN = 40.0

BIN: Aggregate[Jar] = Aggregate("bin", Jar, evolve, (Added,))


def _append(*notes: str, key: str = "large") -> Any:
    def handler(work: UnitOfWork) -> dict[str, int]:
        work.append(BIN, key, [Added(amount=1, note=note) for note in notes])
        return {"version": work.version(BIN, key)}

    return handler


async def _within(seconds: float, what: str, doing: Any) -> Any:
    started = time.monotonic()
    try:
        answer = await asyncio.wait_for(asyncio.gather(doing, return_exceptions=True), seconds + 1)
    except TimeoutError:
        raise Violated(f"{what} is not answered after {seconds + 1:.0f} s") from None
    if (took := time.monotonic() - started) > seconds:
        raise Violated(f"{what} took {took:.1f} s: {answer[0]!r}"[:200])
    return answer[0]


async def _refused(application: Application, what: str, handler: Any) -> None:
    small = [application.execute(_append("x", key=f"o{n}")) for n in range(20)]
    others = [asyncio.ensure_future(_within(_OTHERS_WITHIN, "a neighbour", one)) for one in small]
    answer = await _within(_REFUSED_WITHIN, what, application.execute(handler))
    if not isinstance(answer, TooLarge):
        raise Violated(f"{what} was answered {answer!r}"[:200])
    for other in await asyncio.gather(*others):
        if isinstance(other, Exception):
            raise Violated(f"a neighbour of {what} was refused: {other!r}")


async def _split(application: Application, megabytes: int) -> None:
    """The same amount, but in many commands, all at once: all are taken."""
    many = megabytes * MEGABYTE // _PIECE
    give_up = time.monotonic() + _ALL_WITHIN
    acts = [_patiently(application, f"split-{megabytes}-{n}", give_up) for n in range(many)]
    for answer in await asyncio.gather(*acts, return_exceptions=True):
        if answer != {"version": 1}:
            raise Violated(f"one of {many} commands of {_PIECE} bytes was answered {answer!r}"[:200])


async def _patiently(application: Application, key: str, give_up: float) -> Any:
    """As a client does: after a 503, which a slow machine may give, the same again under the same key."""
    while True:
        try:
            return await application.execute(_append("x" * _PIECE, key=key), under(key))
        except StoreUnavailable:
            if time.monotonic() > give_up:
                raise
            await asyncio.sleep(0.2)


async def run(url: str) -> None:
    """Every size, as one event, as one command, as many commands."""
    limits = Limits(10**9, 10**9) if os.environ.get(NO_CAP) else None
    database = url.rpartition("/")[2].partition("?")[0]
    environment = {**postgres_environment(url, "bins"), "POSTGRES_DBNAME": database}
    application = Application("bins", (BIN,), environment, limits=limits)
    application.start()
    for megabytes in SIZES:
        size = megabytes * MEGABYTE
        await _refused(application, f"an event of {megabytes} MB", _append("x" * size))
        notes = ["x" * _PIECE] * (size // _PIECE)
        await _refused(application, f"a command of {megabytes} MB", _append(*notes))
        await _split(application, megabytes)
    await application.close()


def main() -> None:
    """Ends at once, also where a thread hangs in a save."""
    try:
        asyncio.run(run(sys.argv[1]))
    except Violated as violated:
        sys.stderr.write(f"{violated}\n")
        sys.stderr.flush()
        os._exit(1)
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
