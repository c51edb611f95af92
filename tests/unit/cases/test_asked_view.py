"""A case's document says what it asked for, whom it waits for, and when the sweeper is to look at silence."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.cases.domain.coordination.accepting import ReturnAnswer
from services.cases.domain.coordination.answering import AnswerCoordination
from services.cases.domain.coordination.clarifying import AskClarification
from services.cases.domain.coordination.declining import DeclineCoordination
from services.cases.domain.coordination.requesting import RequestCoordination
from services.cases.domain.due import AnswerDueReplicated
from services.cases.domain.suspending import ResumeCase, SuspendCase
from services.cases.views.cases import CASE_VIEW
from services.cases.views.coordination_documents import COORDINATIONS, CoordinationDocument
from services.cases.views.coordinations import COORDINATION_VIEW
from services.cases.views.documents import CASES, CaseDocument
from shared.contracts.cases.coordination import CoordinationMoved
from shared.contracts.cases.course import CaseMoved, VisitTaken
from shared.documents.reader import Reader
from shared.documents.values import instant
from shared.kernel import AnswerKind
from tests.hosting import projected
from tests.unit.cases.builder import BINH, LAN, NUMBER, Story
from tests.unit.cases.coordination.asking import ASKS, QUESTION, THANH, asking, taken, with_a_case

CHILD = "STC-261207-0001"


async def shown(folder: Path, story: Story, *dues: Any) -> tuple[CaseDocument, list[CoordinationDocument]]:
    """The documents of a case and of what it asked for; `dues`: what its clock told then."""
    streams = {f"case-{NUMBER}": story.events, f"due-{NUMBER}": dues}
    async with projected(folder, CASE_VIEW, streams, COORDINATION_VIEW) as documents:
        case = await Reader(documents, CASE_VIEW).one(CASES, NUMBER)
        assert case is not None
        return case, await Reader(documents, COORDINATION_VIEW).all(COORDINATIONS)


def overdue(story: Story, *, late: bool = True, version: int = 1) -> AnswerDueReplicated:
    return AnswerDueReplicated(coordination=1, due_at=story.now, late=late, clock_version=version)


@pytest.mark.parametrize(
    ("story", "state", "waits_for"),
    [
        (asking(), "requested", ["STC"]),
        (taken(), "taken", ["STC"]),
        (asking(role="informed"), "requested", []),
        (asking().then(DeclineCoordination, THANH, coordination=1, reason="Không"), "declined", []),
    ],
)
async def test_the_case_says_whom_it_waits_for(
    tmp_path: Path, story: Story, state: str, waits_for: list[str]
) -> None:
    case, (asked,) = await shown(tmp_path, story)
    (in_short,) = case.coordinations
    assert (in_short.state, asked.state, case.waits_for, asked.owed) == (
        state,
        state,
        waits_for,
        bool(waits_for),
    )
    assert case.version == len(story.events)


async def test_each_agency_that_it_waits_for_is_named_once(tmp_path: Path) -> None:
    story = asking().then(RequestCoordination, LAN, step=ASKS, question=QUESTION)
    case, both = await shown(tmp_path, story)
    assert (case.waits_for, [one.number for one in both]) == (["STC"], [1, 2])


async def test_the_asked_agency_s_case_is_named(tmp_path: Path) -> None:
    case, (asked,) = await shown(tmp_path, with_a_case(asking()))
    assert case.coordinations[0].child_case == asked.child_case == CHILD


async def test_when_the_clock_says_that_silence_has_answered_the_sweeper_looks(tmp_path: Path) -> None:
    story = asking(silence_is_agreement=True)
    assert (await shown(tmp_path / "a", story))[0].next_alarm is None
    case, (asked,) = await shown(tmp_path / "b", story, overdue(story))
    assert case.next_alarm == asked.due_at == instant(story.now)
    assert asked.late
    withdrawn = overdue(story), overdue(story, late=False, version=2)
    case, (asked,) = await shown(tmp_path / "c", story, *withdrawn)
    assert (case.next_alarm, asked.late) == (None, False)


async def test_not_where_silence_says_nothing(tmp_path: Path) -> None:
    story = asking()
    assert (await shown(tmp_path, story, overdue(story)))[0].next_alarm is None


async def test_nor_while_it_is_taken_in(tmp_path: Path) -> None:
    story = asking(silence_is_agreement=True)
    history = Story(replace(story.events[0], runs_on=True), *story.events[1:], now=story.now)
    assert (await shown(tmp_path, history, overdue(story)))[0].next_alarm is None


async def test_a_suspension_s_alarm_and_silence_s_don_t_hide_each_other(tmp_path: Path) -> None:
    story = asking(silence_is_agreement=True)
    suspended = story.then(SuspendCase, BINH, reason="Chờ")
    ends = replace(suspended.events[-1], ends_at=story.now - timedelta(hours=1))
    events = (*suspended.events[:-1], ends)
    case, _ = await shown(tmp_path / "a", Story(*events, now=suspended.now), overdue(story))
    assert case.next_alarm == instant(ends.ends_at)
    resumed = suspended.then(ResumeCase, BINH)
    case, _ = await shown(tmp_path / "b", resumed, overdue(story))
    assert case.next_alarm == instant(story.now)


async def test_what_was_written_stands_in_its_order(tmp_path: Path) -> None:
    story = asking().then(AskClarification, THANH, coordination=1, text="Nguồn nào?")
    story = story.then(AnswerCoordination, THANH, coordination=1, kind=AnswerKind.AGREE, text="Một")
    story = story.then(ReturnAnswer, LAN, coordination=1, reason="Thiếu")
    story = story.then(AnswerCoordination, THANH, coordination=1, kind=AnswerKind.DISAGREE, text="Hai")
    _, (asked,) = await shown(tmp_path, story)
    assert [(one.text, one.return_reason) for one in asked.given_answers] == [("Một", "Thiếu"), ("Hai", None)]
    assert (asked.clarification_open, asked.times_returned, asked.answer) == (False, 1, "disagree")
    assert [one.text for one in asked.clarifications] == ["Nguồn nào?"]


async def test_who_succeeds_has_what_is_asked_and_who_asks(tmp_path: Path) -> None:
    story = asking()
    moved = {"effective_from": date(2026, 12, 8), "moved_by": "system", "moved_at": story.now}
    case_moved = replace(
        story.fact(
            CaseMoved,
            from_agency="SNV",
            decision_number="1/QĐ",
            decision_date=date(2026, 12, 1),
            divisions=(),
            visits=tuple(VisitTaken(step=one, visit=1, division="VPM") for one in ("tiep-nhan", "tham-dinh")),
            coordinations=(1,),
            **moved,
        ),
        agency="SNVM",
    )
    follows = CoordinationMoved(
        case_number=NUMBER,
        agency="SNVM",
        procedure=case_moved.procedure,
        edition=1,
        coordination=1,
        step="tiep-nhan",
        visit=1,
        division="VPM",
        official=None,
        asked_agency="STCM",
        from_agency="STC",
        decision_number="1/QĐ",
        **moved,
    )
    done = Story(*story.events, case_moved, follows, now=story.now)
    case, (asked,) = await shown(tmp_path, done)
    (in_short,) = case.coordinations
    assert (case.agency, case.waits_for, in_short.agency) == ("SNVM", ["STCM"], "STCM")
    assert (asked.asking_agency, asked.agency, asked.owed) == ("SNVM", "STCM", True)
