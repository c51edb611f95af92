"""A file of random histories over five agencies, and what services that took it in must tell of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from services.cases.application.histories import acts
from services.cases.domain.tree.recorded import CaseRecord
from shared.client.services import Services
from shared.client.tokens import AUDITOR, OPERATOR
from shared.contracts.cases.course import CaseOpened
from shared.contracts.source import event_id
from shared.contracts.topics import Service
from shared.eventstore.records import RecordedEvent
from tests.unit.cases.histories.five_agencies import CALENDAR, as_file, header
from tests.unit.cases.histories.oracle import Oracle
from tests.unit.cases.histories.oracle_visits import VisitOracle
from tests.unit.cases.histories.random_history import random_history
from tests.unit.cases.histories.test_tree import as_said

_DIVISION = ("agency", "division")
_SPREAD = 3 * 24 * 60  #: minutes around an act in which a tree may be looked at


@dataclass(frozen=True, slots=True)
class RandomFile:
    """A file with a tree from each of some seeds, and what the trees are at some instants."""

    path: Path
    acts: Sequence[acts.AnyAct]
    trees: Sequence[Any]  #: as `tthc case tree` has them, but for what stands beside

    async def check(self, services: Services, events: Iterable[RecordedEvent]) -> None:
        """Each tree is as expected, and each event of it leads back to its first one."""
        records = [_record(one) for one in events]
        numbers = {
            one.event.external_reference: one.case_number
            for one in records
            if isinstance(one.event, CaseOpened)
        }
        for expected in self.trees:
            name, as_of = expected["case"]["external_reference"], expected["as_of"]
            path = f"/cases/{numbers[name]}/tree"
            found = await services.get(Service.CASES, path, as_=AUDITOR, params={"as_of": as_of})
            assert found["links"] == []
            assert as_said(found, expected) == expected, f"{name} at {as_of}"
        await self._check_scorecards(services)
        check_causes(records, {numbers[name] for name in self._roots})

    async def _check_scorecards(self, services: Services) -> None:
        """Of a week in the middle of it all, and of all of it."""
        oracle, last = VisitOracle(header()).take(self.acts), self.acts[-1].at.date()
        for first, until in (
            (last - timedelta(days=20), last - timedelta(days=14)),
            (date(2026, 2, 1), last),
        ):
            for by, names in (("division", _DIVISION), ("official", (*_DIVISION, "official"))):
                asked = {"by": by, "from": f"{first}", "to": f"{until + timedelta(days=1)}"}
                expected = oracle.rows(asked["from"], asked["to"], *names)
                found = await services.get(Service.SLA, "/scorecards", as_=AUDITOR, params=asked)
                said = [{name: row[name] for name in expected[0]} for row in found["rows"] if expected]
                assert said == expected

    @property
    def _roots(self) -> set[str]:
        return {one.case for one in self.acts if isinstance(one, acts.Open)}


def random_file(folder: Path, seeds: Iterable[int], length: int, looks: int) -> RandomFile:
    """One of as many trees as there are seeds, each looked at so many times."""
    path, told = random_acts(folder, seeds, length)
    instants = sorted(set(_instants(told, looks)))
    found = Oracle(header()).trees(told, instants)
    return RandomFile(path, told, [tree for trees in found for tree in trees])


def random_acts(folder: Path, seeds: Iterable[int], length: int) -> tuple[Path, list[acts.AnyAct]]:
    """The same file and its acts, for who asks nothing of the trees."""
    told = sorted((act for seed in seeds for act in _history(seed, length)), key=lambda act: act.at)
    path = folder / "histories.jsonl"
    path.write_bytes(as_file(told) + b"\n")
    return path, told


def _history(seed: int, length: int) -> Iterator[acts.AnyAct]:
    """Its cases and coordinations are named by its seed."""
    with random_history(seed, length) as history:
        for act in history.taken:
            named = {
                name: f"{seed}-{getattr(act, name)}"
                for name in ("case", "coordination")
                if getattr(act, name, None) is not None
            }
            yield msgspec.structs.replace(act, **named)


def _instants(told: Sequence[acts.AnyAct], looks: int) -> Iterator[datetime]:
    random = Random(len(told))
    for _ in range(looks):
        moved = random.choice((0, -1, 1, random.randrange(-_SPREAD, _SPREAD)))
        at = random.choice(told).at + timedelta(minutes=moved)
        yield max(at, datetime(2026, 2, 2, tzinfo=UTC))
    yield told[-1].at + timedelta(days=30)


def check_causes(records: Sequence[CaseRecord], roots: set[str]) -> None:
    """From every event one comes back to the opening of a root case."""
    by_id = {one.id: one for one in records}
    for one in records:
        while one.causation_id in by_id:
            one = by_id[one.causation_id]
        assert (one.version, one.case_number in roots) == (1, True), f"{one.case_number}, {one.event}"


def _record(one: RecordedEvent) -> CaseRecord:
    return CaseRecord(
        case_number=one.key,
        version=one.version,
        id=event_id(Service.CASES.value, one.stream, one.version),
        causation_id=one.causation_id,
        recorded_at=one.recorded_at,
        event=one.event,
    )


async def keep_the_calendar(services: Services) -> None:
    """One of the agencies works other hours for a week, as the histories have it."""
    (difference,) = CALENDAR.differences
    hours = [{"opens": f"{one.opens:%H:%M}", "closes": f"{one.closes:%H:%M}"} for one in difference.hours]
    change = {
        "command": "AddLocalDifference",
        "agency": difference.agency,
        "first_day": f"{difference.first_day}",
        "last_day": f"{difference.last_day}",
        "hours": hours,
        "name": difference.name,
        "source": "Thông báo 01/TB",
    }
    await services.post(
        Service.SLA, "/calendars/VN/changes", key="local-difference", as_=OPERATOR, json=change
    )
    await services.settle()
