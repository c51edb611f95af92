"""The events of a case are acts of its steps, in the words of the XES lifecycle."""

from datetime import timedelta

from services.cases.domain.assigning import AssignStep
from services.cases.domain.cancelling import CancelCase
from services.cases.domain.handing_off import HandOff
from services.cases.domain.process.exported import exported
from services.cases.domain.process.lifecycle import acts_of
from services.cases.domain.process.pseudonyms import Pseudonyms
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.returning import ReturnStep
from services.cases.domain.suspending import ResumeCase, SuspendCase
from services.cases.domain.taking_back import TakeBackCompletion, TakeBackReceipt
from services.cases.domain.tree.recorded import CaseRecord
from tests.unit.cases.builder import BINH, HOA, HOUR, KNOWN, LAN, MINH, MONDAY, NUMBER, Story, opened, targets

FIRST = {"step": "tiep-nhan"}


def records(story: Story) -> list[CaseRecord]:
    return [
        CaseRecord(
            case_number=NUMBER,
            version=version,
            id=str(version),
            causation_id="",
            recorded_at=MONDAY,
            event=one,
        )
        for version, one in enumerate(story.events, 1)
    ]


def told(story: Story) -> list[str]:
    return [f"{one.transition} {one.step}/{one.visit}" for one in acts_of(records(story))]


def test_a_step_is_opened_received_and_completed() -> None:
    story = (
        opened().worked("tiep-nhan").then(HandOff, LAN, step="tiep-nhan", to=targets("tham-dinh", "phap-che"))
    )
    assert told(story) == [
        "schedule tiep-nhan/1",
        "start tiep-nhan/1",
        "complete tiep-nhan/1",
        "schedule tham-dinh/1",
        "schedule phap-che/1",
    ]
    complete = acts_of(records(story))[2]
    assert (complete.division, complete.official, complete.by) == ("VP", "lan", "lan")


def test_what_was_taken_back_never_was() -> None:
    story = opened().then(ReceiveStep, LAN, **FIRST)
    soon = Story(*story.events, now=story.now - HOUR + timedelta(minutes=5), known=story.known)
    assert told(soon.then(TakeBackReceipt, LAN, **FIRST)) == ["schedule tiep-nhan/1"]
    story = opened().worked("tiep-nhan")
    soon = Story(*story.events, now=story.now - HOUR + timedelta(minutes=5), known=story.known)
    undone = ["schedule tiep-nhan/1", "start tiep-nhan/1"]
    assert told(soon.then(TakeBackCompletion, LAN, **FIRST)) == undone


def test_who_is_given_a_step_and_who_is_given_it_next() -> None:
    story = (
        opened().then(AssignStep, HOA, **FIRST, official="thu").then(AssignStep, HOA, **FIRST, official="lan")
    )
    assert told(story)[1:] == ["assign tiep-nhan/1", "reassign tiep-nhan/1"]
    assert [one.official for one in acts_of(records(story))] == [None, "thu", "lan"]


def test_open_steps_stand_still_with_the_case_and_those_that_are_done_do_not() -> None:
    story = opened().worked("tiep-nhan").then(HandOff, LAN, step="tiep-nhan")
    story = story.worked("phap-che").then(SuspendCase, BINH, reason="Chờ").then(ResumeCase, BINH)
    assert told(story)[-2:] == ["suspend tham-dinh/1", "resume tham-dinh/1"]


def test_what_is_closed_without_an_end_is_withdrawn_or_broken_off() -> None:
    story = (
        opened()
        .worked("tiep-nhan")
        .then(HandOff, LAN, step="tiep-nhan")
        .then(ReceiveStep, MINH, step="tham-dinh")
    )
    back = story.then(ReturnStep, MINH, step="tham-dinh", to=targets("tiep-nhan")[0], reason="Thiếu")
    closed = {"pi_abort tham-dinh/1", "withdraw phap-che/1"}
    assert {*told(back)[-3:-1]} == closed
    assert told(back)[-1] == "schedule tiep-nhan/2"
    assert {*told(story.then(CancelCase, BINH, reason="Rút"))[-2:]} == closed


def test_a_case_says_when_it_was_due_and_whether_it_is_late() -> None:
    story = opened().worked("tiep-nhan")
    in_time = exported(records(story), story.now, KNOWN)
    later = exported(records(story), story.now + timedelta(days=60), KNOWN)
    assert in_time is not None
    assert later is not None
    assert in_time.due.at == later.due.at
    assert (in_time.due.late, later.due.late) == (False, True)
    assert exported(records(story), MONDAY - HOUR, KNOWN) is None


def test_people_are_called_otherwise_the_same_and_by_nobody_without_the_key() -> None:
    names = Pseudonyms(b"k" * 16)
    assert names.of("lan") == Pseudonyms(b"k" * 16).of("lan")
    assert len({names.of("lan"), names.of("minh"), Pseudonyms(b"other").of("lan"), "lan"}) == 4
    assert names.of("system") == "system"
    assert Pseudonyms(None).of("lan") == "lan"
