"""What an access log keeps to on any store: durable on return, asked newest first, emptied by policy."""

import asyncio

import pytest

from shared.access_log.log import AccessLog
from shared.documents import Documents
from shared.documents.values import parse_instant
from tests.contract.access_log.accesses import BEGIN, CASE, DAYS, OTHER, Clock, access, log_on, whole


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def log(documents: Documents, clock: Clock) -> AccessLog:
    return log_on(documents, clock)


class Keeping:
    """Inherited by a test class per store, which has a fixture `documents`."""

    async def test_nothing_is_found_where_nobody_looked(self, log: AccessLog) -> None:
        assert await whole(log) == []
        assert await log.purge() == 0

    async def test_the_newest_come_first_over_weeks_and_pages(self, log: AccessLog, clock: Clock) -> None:
        noted = []
        for _ in range(9):
            noted.append(access(clock.now, asked=str(len(noted))))
            await log.note(noted[-1])
            clock.goes_on(days=2)
        for most in (1, 2, 4, 500):
            assert await whole(log, most) == noted[::-1]
        for place, one in enumerate(noted):
            at = parse_instant(one.at)
            assert await whole(log, 2, since=at) == noted[place:][::-1]
            assert await whole(log, 2, before=at) == noted[:place][::-1]

    async def test_accesses_of_one_instant_stand_on_one_page_each(self, log: AccessLog) -> None:
        noted = [access(BEGIN, who=f"snv.{number}") for number in range(7)]
        await asyncio.gather(*map(log.note, noted))
        found = await whole(log, 2)
        assert sorted(one.who for one in found) == sorted(one.who for one in noted)

    async def test_it_is_asked_by_case_person_agency_kind_time(self, log: AccessLog, clock: Clock) -> None:
        tree = access(BEGIN, what="tree", cases=[CASE, OTHER])
        clock.goes_on(hours=1)
        delegate = access(clock.now, who="snv.mai", acting_for="snv.lan", people=["snv.mai", "snv.lan"])
        clock.goes_on(hours=1)
        elsewhere = access(clock.now, who="stc.an", agency="STC", cases=[OTHER])
        for one in (tree, delegate, elsewhere):
            await log.note(one)
        assert await whole(log, case_number=OTHER) == [elsewhere, tree]
        assert await whole(log, case_number=CASE) == [delegate, tree]
        assert await whole(log, person="snv.lan") == [delegate, tree]
        assert await whole(log, person="snv.mai", case_number=CASE) == [delegate]
        assert await whole(log, agencies=["STC"]) == [elsewhere]
        assert await whole(log, agencies=[]) == []
        assert await whole(log, what="tree") == [tree]
        assert await whole(log, since=clock.now) == [elsewhere]
        assert await whole(log, before=clock.now) == [delegate, tree]

    async def test_what_is_kept_no_longer_is_shown_to_nobody_and_goes_with_its_week(
        self, log: AccessLog, clock: Clock
    ) -> None:
        monday, sunday = access(clock.now), access(BEGIN.replace(day=8), who="snv.minh")
        for one in (monday, sunday):
            await log.note(one)
        clock.goes_on(days=DAYS)
        assert await whole(log) == [sunday, monday]
        clock.goes_on(hours=1)
        assert await whole(log) == [sunday]
        assert await log.purge() == 0  # Sunday's is kept still
        clock.goes_on(days=6)
        assert await whole(log) == []
        assert await log.purge() == 0  # the week that it was in isn't over for so long
        clock.goes_on(days=1)
        assert await log.purge() == 2
        assert await log.purge() == 0
        await log.note(access(clock.now))
        assert len(await whole(log)) == 1

    async def test_another_process_sees_what_was_noted(
        self, log: AccessLog, documents: Documents, clock: Clock
    ) -> None:
        await log.note(access(clock.now))
        assert await whole(log_on(documents, clock)) == [access(clock.now)]
