"""Each open step is in exactly one box, of exactly those who may act on it; counts are those of the rows."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from services.cases.domain import rules
from services.cases.domain.case import Case
from services.cases.domain.case import Visit as CaseVisit
from services.sla.domain.clock import Visit
from services.sla.queries.filters import ListedState, TimeFilter
from services.sla.queries.work import Box, CaseBox, WorkFilter, WorkQueries, box_of, scopes_of
from services.sla.views.asked import CLOCK_VIEW
from services.sla.views.documents import StepClockDocument
from shared.auth.errors import NotInAgency
from shared.auth.principal import Grant, Principal
from shared.documents.sqlite import SqliteDocuments
from shared.errors import Refusal
from shared.kernel import Role
from tests.hosting import projected
from tests.unit.sla import cases
from tests.unit.sla.cases import CaseTold, opening
from tests.unit.sla.clocks import Told
from tests.unit.working_time.calendars import hanoi, hours

NOW = hanoi("2026-03-02 16:45")
BEGIN = hanoi("2026-03-02 07:30")
PEOPLE = [
    Principal("lan", (Grant(Role.OFFICIAL, "SNV", "VP"),)),
    Principal("minh", (Grant(Role.OFFICIAL, "SNV", "VP"), Grant(Role.OFFICIAL, "SNV", "CM"))),
    Principal("hoa", (Grant(Role.DIVISION_HEAD, "SNV", "VP"), Grant(Role.OFFICIAL, "SNV", "VP"))),
    Principal("cuong", (Grant(Role.DIVISION_HEAD, "SNV", "CM"), Grant(Role.OFFICIAL, "SNV", "VP"))),
    Principal("moi", (Grant(Role.OFFICIAL, "SNV"),)),
    Principal("kiem", (Grant(Role.OFFICIAL, "SNV"), Grant(Role.DIVISION_HEAD, "SNV", "VP"))),
    Principal("binh", (Grant(Role.AGENCY_HEAD, "SNV"),)),
    Principal("khach", (Grant(Role.OFFICIAL, "STC", "VP"), Grant(Role.DIVISION_HEAD, "STC", "VP"))),
]


@dataclass(slots=True)
class Walk:
    """A case that goes its way by chance, and what a reader of its events would note."""

    chance: Random
    told: Told = field(default_factory=Told)
    version: int = 0
    minute: int = 0
    received: bool = False
    came_back: bool = False
    answers: bool = False
    asked: bool = False
    handled: set[str] = field(default_factory=set)

    def at(self) -> str:
        self.minute += self.chance.randrange(1, 60)
        at = min(BEGIN + timedelta(minutes=self.minute), NOW - timedelta(minutes=1))
        return f"{at.astimezone(BEGIN.tzinfo):%Y-%m-%d %H:%M}"

    def note(self, made: CaseTold) -> None:
        self.told.note(made)

    def next(self) -> int:
        self.version += 1
        return self.version

    def opened(self, step: str, visit: int = 1) -> Any:
        chance = self.chance
        self.received = self.answers = self.asked = False
        return opening(
            step,
            visit,
            hours(chance.choice([1, 4, 8, 16])),
            division=chance.choice(["VP", "CM"]),
            official=chance.choice([None, "lan", "minh", "hoa"]),
        )


def walk(chance: Random) -> Walk:
    """Some of what may happen at the first step, and perhaps at the second."""
    made = Walk(chance)
    made.next()
    made.note(cases.case_opened(made.at(), made.opened("receive"), time_limit=hours(80)))
    if chance.random() < 0.3:
        made.note(cases.assigned(made.next(), "receive", made.at(), chance.choice(["lan", "minh"])))
    if chance.random() < 0.7:
        _receive(made, "receive")
        if chance.random() < 0.2:
            made.note(cases.assigned(made.next(), "receive", made.at(), chance.choice(["lan", "minh"])))
            made.received = False
    if chance.random() < 0.5:
        _ask(made)
    if made.received and not made.asked and chance.random() < 0.6:
        _go_on(made)
    if chance.random() < 0.8:
        made.told.sweep("2026-03-02 16:44")
    return made


def _receive(made: Walk, step: str) -> None:
    by = next(iter(made.told.clock.open.values())).official or made.chance.choice(["lan", "minh"])
    made.note(cases.received(made.next(), step, made.at(), by))
    made.received = True


def _ask(made: Walk) -> None:
    made.note(cases.requested(made.next(), made.at(), hours(4)))
    made.asked = True
    if made.chance.random() < 0.6:
        made.note(cases.answered(made.next(), made.at()))
        made.asked, made.answers = False, True
        if made.chance.random() < 0.5:
            made.note(cases.accepted(made.next(), made.at()))
            made.answers = False
        elif made.chance.random() < 0.5:
            made.note(cases.sent_back(made.next(), made.at()))
            made.asked, made.answers = True, False


def _go_on(made: Walk) -> None:
    visit = next(iter(made.told.clock.open.values()))
    made.handled.add(visit.official or "")
    made.note(cases.completed(made.next(), "receive", made.at()))
    goes = made.chance.choice(["stays", "on", "back", "ends"])
    if goes == "on":
        made.note(cases.handed_off(made.next(), "receive", made.at(), made.opened("check")))
    elif goes == "back":
        made.note(cases.returned(made.next(), "receive", made.at(), made.opened("receive", 2)))
        made.came_back = True
        if made.chance.random() < 0.5:
            for told in (
                cases.requested(made.next(), made.at(), hours(4)),
                cases.answered(made.next(), made.at()),
                cases.accepted(made.next(), made.at()),
            ):
                made.note(CaseTold(told.version, replace(told.event, visit=2)))  # type: ignore[call-arg]
    elif goes == "ends":
        made.note(cases.case_completed(made.next(), made.at()))


_WALKS = 120


@pytest.fixture(scope="module")
def walks(seed: int) -> dict[str, Walk]:
    """120, and more while chance leaves a box out."""
    chance, made = Random(seed), dict[str, Walk]()
    while len(made) < _WALKS or (_met(made) != set(Box) and len(made) < 10 * _WALKS):
        made[f"clock-SNV-260302-{len(made) + 1:04d}"] = walk(chance)
    return made


@pytest.fixture
async def documents(tmp_path: Path, walks: dict[str, Walk]) -> AsyncIterator[SqliteDocuments]:
    streams = {stream: one.told.events for stream, one in walks.items()}
    async with projected(tmp_path, CLOCK_VIEW, streams) as made:
        yield made


def expected(walks: dict[str, Walk], who: Principal) -> Iterator[tuple[str, Box]]:
    """Each step that the guards of steps let this person act on, and its box, from the clocks themselves."""
    for stream, made in walks.items():
        clock = made.told.clock
        for visit in clock.open.values():
            if _may(who, visit):
                yield f"{stream.removeprefix('clock-')}:{visit.step}:{visit.number}", _box(made, visit)
        for step, number in clock.in_hand.items():
            left = clock.visit(step, number)
            if left is not None and clock.stopped_at is None and _may(who, left):
                yield f"{stream.removeprefix('clock-')}:{step}:{number}", Box.TO_HAND_OFF


def _may(who: Principal, visit: Visit) -> bool:
    case = Case(agency="SNV")
    held = CaseVisit(
        visit.step, visit.number, visit.division, visit.official, NOW, NOW, visit.timer.time_limit, 1
    )
    try:
        rules.check_may_work_on(who.actor("SNV", visit.division), case, held)
    except (Refusal, NotInAgency):
        return False
    return True


def _box(made: Walk, visit: Visit) -> Box:
    fits = {
        Box.WAITING: bool(made.told.clock.waiting_for(visit, NOW)),
        Box.OVERDUE: visit.timer.overdue_raised,
        Box.DUE_SOON: visit.timer.due_soon_at <= NOW,
        Box.CAME_BACK: made.came_back or made.answers,
        Box.TO_RECEIVE: not made.received,
    }
    return next((box for box, it_fits in fits.items() if it_fits), Box.TO_WORK_ON)


async def rows_of(work: WorkQueries, asked: WorkFilter) -> tuple[list[StepClockDocument], int]:
    """All rows, page by page, and how many the first page says that there are."""
    page = await work.steps(asked, NOW, 7, None)
    found, total = list(page.found), page.total
    while page.cursor is not None:
        page = await work.steps(asked, NOW, 7, page.cursor)
        found += page.found
    assert total is not None
    return found, total


def name_of(one: StepClockDocument) -> str:
    return f"{one.case_number}:{one.step}:{one.visit}"


@pytest.mark.parametrize("who", PEOPLE, ids=lambda one: one.id)
async def test_each_step_is_in_one_box_of_those_who_may_act_on_it(
    documents: SqliteDocuments, walks: dict[str, Walk], who: Principal
) -> None:
    work, scopes, found = WorkQueries(documents), scopes_of(who), Counter[tuple[str, Box]]()
    counts = await work.counts(scopes, NOW)
    for box in Box:
        rows, total = await rows_of(work, WorkFilter(scopes=scopes, box=box, times=TimeFilter()))
        assert len(rows) == total == counts[box]
        assert [one.due_at for one in rows] == sorted(one.due_at for one in rows)
        assert {box_of(one, NOW) for one in rows} <= {box}
        found.update((name_of(one), box) for one in rows)
    assert found == Counter(expected(walks, who))


def test_the_walks_meet_every_box(walks: dict[str, Walk]) -> None:
    assert _met(walks) == set(Box)


def _met(walks: dict[str, Walk]) -> set[Box]:
    return {box for who in PEOPLE[2:4] for _, box in expected(walks, who)}


async def test_an_agency_s_list_has_every_open_step_once(
    documents: SqliteDocuments, walks: dict[str, Walk]
) -> None:
    work = WorkQueries(documents)
    rows, total = await rows_of(work, WorkFilter(times=TimeFilter(agencies=["SNV"])))
    assert len(rows) == total == sum(len(one.told.clock.open) for one in walks.values())
    none, _ = await rows_of(work, WorkFilter(times=TimeFilter(agencies=["STC"])))
    assert none == []
    sent, _ = await rows_of(work, WorkFilter(sender="lan", times=TimeFilter(agencies=["SNV"], division="VP")))
    assert {(one.sent_by, one.division) for one in sent} == {("lan", "VP")}


async def test_cases_that_one_worked_on_are_in_the_boxes_of_what_is_done(
    documents: SqliteDocuments, walks: dict[str, Walk]
) -> None:
    work = WorkQueries(documents)
    for who in ("lan", "minh", "hoa"):
        counts = await work.case_counts(who, ["SNV"])
        pages = [await work.cases(who, box, ["SNV"], 500, None) for box in CaseBox]
        assert set((await work.case_counts(who, ["STC"])).values()) == {0}
        assert [len(page.found) for page in pages] == list(counts.values())
        assert sum(counts.values()) == sum(who in one.handled for one in walks.values())
        assert {one.state for one in pages[0].found} <= {"running", "paused"}
        assert {one.outcome for one in pages[1].found} <= {"completed"}


async def test_what_was_returned_stays_so_when_an_answer_at_it_is_accepted(tmp_path: Path) -> None:
    again = opening("receive", 2, hours(80))
    asked = [
        cases.requested(4, "2026-03-02 09:00", hours(80)),
        cases.answered(5, "2026-03-02 09:30"),
        cases.accepted(6, "2026-03-02 10:00"),
    ]
    case = Told().note(
        cases.case_opened("2026-03-02 07:30", opening("receive"), time_limit=hours(160)),
        cases.completed(2, "receive", "2026-03-02 08:00"),
        cases.returned(3, "receive", "2026-03-02 08:30", again),
        *(CaseTold(one.version, replace(one.event, visit=2)) for one in asked),  # type: ignore[call-arg]
    )
    async with projected(tmp_path, CLOCK_VIEW, {"clock-SNV-260302-0001": case.events}) as documents:
        (row,), _ = await rows_of(WorkQueries(documents), WorkFilter(times=TimeFilter()))
    assert (row.visit, row.returned, row.answers, box_of(row, NOW)) == (2, True, [], Box.CAME_BACK)


async def test_what_is_taken_back_or_refused_is_in_the_box_where_it_is_again(tmp_path: Path) -> None:
    begun = [
        cases.case_opened("2026-03-02 07:30", opening("receive", limit=hours(80)), time_limit=hours(160)),
        cases.received(2, "receive", "2026-03-02 08:00", "lan"),
    ]
    streams = {
        "clock-A": [*begun, cases.receipt_taken_back(3, "receive", "2026-03-02 08:01")],
        "clock-B": [
            *begun,
            cases.completed(3, "receive", "2026-03-02 09:00"),
            cases.completion_taken_back(4, "receive", "2026-03-02 09:01"),
        ],
        "clock-C": [
            *begun,
            cases.completed(3, "receive", "2026-03-02 09:00"),
            cases.case_completed(4, "2026-03-02 09:30"),
        ],
    }
    told = {stream: Told().note(*facts).events for stream, facts in streams.items()}
    async with projected(tmp_path, CLOCK_VIEW, told) as documents:
        work = WorkQueries(documents)
        rows, _ = await rows_of(work, WorkFilter(times=TimeFilter()))
        in_hand, _ = await rows_of(work, WorkFilter(box=Box.TO_HAND_OFF, times=TimeFilter()))
    boxes = {one.case_number: box_of(one, NOW) for one in rows}
    assert boxes == {"A": Box.TO_RECEIVE, "B": Box.TO_WORK_ON}
    assert in_hand == []


def _before(text: str, at: str) -> bool:
    return datetime.fromisoformat(text) < hanoi(at)


#: What may be asked for, and what a row that fits is.
FILTERS: list[tuple[dict[str, Any], Callable[[StepClockDocument], bool]]] = [
    ({"official": "lan"}, lambda one: one.official == "lan"),
    ({"division": "CM"}, lambda one: one.division == "CM"),
    ({"late": True}, lambda one: one.late),
    ({"late": False}, lambda one: not one.late),
    ({"waiting": True}, lambda one: one.waiting),
    ({"held": False}, lambda one: one.official is None),
    ({"due_before": hanoi("2026-03-02 15:00")}, lambda one: _before(one.due_at, "2026-03-02 15:00")),
    ({"due_after": hanoi("2026-03-02 15:00")}, lambda one: not _before(one.due_at, "2026-03-02 15:00")),
    ({"division": "VP", "waiting": False}, lambda one: one.division == "VP" and not one.waiting),
]


@pytest.mark.parametrize(("asked", "fits"), FILTERS, ids=[" ".join(asked) for asked, _ in FILTERS])
async def test_a_filter_leaves_exactly_what_fits(
    documents: SqliteDocuments, asked: dict[str, Any], fits: Callable[[StepClockDocument], bool]
) -> None:
    work = WorkQueries(documents)
    everything, _ = await rows_of(work, WorkFilter(times=TimeFilter(agencies=["SNV"])))
    found, total = await rows_of(work, WorkFilter(times=TimeFilter(agencies=["SNV"], **asked)))
    assert found == [one for one in everything if fits(one)]
    assert 0 < total < len(everything)


async def test_what_has_ended_is_listed_when_it_is_asked_for(
    documents: SqliteDocuments, walks: dict[str, Walk]
) -> None:
    asked = TimeFilter(agencies=["SNV"], state=ListedState.STOPPED)
    _, total = await rows_of(WorkQueries(documents), WorkFilter(times=asked))
    assert total == sum(len(one.told.clock.finished) for one in walks.values())
    of_none, none = await rows_of(WorkQueries(documents), WorkFilter(times=TimeFilter(procedure="P99")))
    assert (of_none, none) == ([], 0)
