"""The example over five agencies in a service's own store, as an import leaves it."""

import json

from services.cases.application.histories.acts import read_act
from services.cases.domain.working_calendar import CALENDAR, CalendarReplicated
from shared.eventstore.application import Application
from shared.eventstore.unit_of_work import UnitOfWork
from shared.restating import restate
from tests.unit.cases.histories.world import BEFORE, HERE, World
from tests.unit.working_time.calendars import VIETNAM


async def told(application: Application) -> dict[str, str]:
    """Each act in a save of its own; the cases' numbers by their names in the file."""
    first, *lines = (HERE / "four-agencies.jsonl").read_bytes().splitlines()
    made: World | None = None

    def begin(work: UnitOfWork) -> None:
        nonlocal made
        made = World(work)
        calendar = restate(CalendarReplicated, VIETNAM, version=1, changed_at=BEFORE)
        work.append(CALENDAR, "VN", [calendar])
        made.begin(json.loads(first))

    def act(work: UnitOfWork, line: bytes) -> None:
        assert made is not None
        made.work = work
        made.act(read_act(line))

    await application.execute(begin)
    for line in lines:
        await application.execute(lambda work: act(work, line))  # noqa: B023
    assert made is not None
    return made.cases
