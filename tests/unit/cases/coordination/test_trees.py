"""What a coordination does over several agencies' cases, written together."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.cases.application.cases import carry_out_on, let_time_pass_in
from services.cases.application.histories.acts import read_act
from services.cases.application.known_here import KnownHere
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.coordination.answering import AnswerCoordination
from services.cases.domain.coordination_state import CoordinationPhase
from services.cases.errors.coordination import CoordinationNotOwed, DeclineIsTheHeads
from services.cases.errors.course import CaseAlreadyCancelled, CaseIsSuspended
from shared.contracts.cases.coordination import CoordinationAnswered
from shared.contracts.cases.course import CaseReopened
from shared.contracts.cases.remarks import CommentAdded
from shared.decider import Act
from shared.kernel import Actor, AnswerKind, Role
from tests.unit.cases.histories.world import HERE, World, known_calendar, world

FILE = (HERE / "four-agencies.jsonl").read_text("utf-8").splitlines()
#: Finance has asked Construction, and that works on its second step.
THREE_DEEP = 23
STEP_OF_A, STEP_OF_B = "B2", "B2"
SILENT = '"silence_is_agreement": false', '"silence_is_agreement": true'


class Tree:
    """A history so far; further acts take effect an hour after one another."""

    def __init__(self, made: World, lines: list[str]) -> None:
        self.world = made
        self.world.take("\n".join(lines).encode())
        self.now = datetime.fromisoformat(json.loads(lines[-1])["at"])

    def do(self, by: str, act: str, **fields: Any) -> list[Any]:
        self.now += timedelta(hours=1)
        line = {"at": self.now.isoformat(), "by": by, "act": act, **fields}
        return self.world.act(read_act(json.dumps(line).encode()))

    def case(self, name: str) -> Case:
        found: Case = self.world.work.state(CASE, self.world.cases[name])
        return found

    def asked(self, name: str) -> Any:
        number, coordination = self.world.coordinations[name]
        return self.world.work.state(CASE, number).coordinations[coordination]

    def causes(self, count: int) -> list[tuple[str, str | None]]:
        """The last events with the ids of what led to them."""
        return [(type(one.event).__name__, one.causation_id) for one in self.world.records()[-count:]]

    def ids(self) -> dict[str, str]:
        return {f"{one.case_number}/{one.version}": one.id for one in self.world.records()}


@pytest.fixture
def tree() -> Iterator[Tree]:
    with pytest.MonkeyPatch.context() as patch, world() as made:
        patch.setattr(KnownHere, "calendar", known_calendar)
        yield Tree(made, FILE[: THREE_DEEP + 1])


@pytest.fixture
def silent() -> Iterator[Tree]:
    """The same where silence is agreement, and nobody has answered."""
    with pytest.MonkeyPatch.context() as patch, world() as made:
        patch.setattr(KnownHere, "calendar", known_calendar)
        yield Tree(made, [FILE[0].replace(*SILENT), *FILE[1 : THREE_DEEP + 1]])


def test_a_withdrawal_travels_down_three_levels(tree: Tree) -> None:
    before = len(tree.world.records())
    tree.do("snv.hung", "withdraw", coordination="TC", reason="Không cần nữa")
    assert [type(one.event).__name__ for one in tree.world.records()[before:]] == [
        "CoordinationWithdrawn",
        "CaseCancelled",
        "CoordinationWithdrawn",
        "CaseCancelled",
    ]
    assert [tree.case(one).phase for one in ("A1", "B1", "C1")] == [
        Phase.RUNNING,
        Phase.CANCELLED,
        Phase.CANCELLED,
    ]
    assert tree.asked("VON").phase is CoordinationPhase.WITHDRAWN
    ids = [one.id for one in tree.world.records()[before:]]
    causes = [one.causation_id for one in tree.world.records()[before:]]
    assert causes[1:] == ids[:-1], "each says what led to it"
    reasons = {one.event.reason for one in tree.world.records()[before:]}
    assert reasons == {"Không cần nữa"}


def test_a_withdrawal_ends_what_is_suspended_below(tree: Tree) -> None:
    tree.do("sxd.truong", "suspend", case="C1", reason="Chờ bản vẽ")
    tree.do("snv.hung", "withdraw", coordination="TC", reason="Không cần nữa")
    assert tree.case("C1").phase is Phase.CANCELLED


def test_a_decline_after_it_was_taken_cancels_the_asked_agency_s_case(tree: Tree) -> None:
    with pytest.raises(DeclineIsTheHeads):
        tree.do("stc.lan", "decline", coordination="TC", reason="Không thuộc thẩm quyền")
    tree.do("stc.truong", "decline", coordination="TC", reason="Việc của Xây dựng", belongs_to="SXD")
    assert (tree.case("B1").phase, tree.case("C1").phase) == (Phase.CANCELLED, Phase.CANCELLED)
    assert tree.asked("TC").phase is CoordinationPhase.DECLINED
    assert tree.asked("VON").phase is CoordinationPhase.WITHDRAWN
    tree.do(
        "snv.hung",
        "request",
        **{"case": "A1", "step": "B2", "coordination": "TC2", "agency": "SXD"},
        question="Ý kiến",
        limit="PT8H",
    )
    assert tree.asked("TC2").is_owed


def test_an_agency_that_cancels_its_case_declines_with_that_reason(tree: Tree) -> None:
    tree.do("sxd.truong", "cancel", case="C1", reason="Không đủ căn cứ")
    declined = tree.world.records()[-1].event
    assert (declined.reason, declined.child_case) == ("Không đủ căn cứ", tree.world.cases["C1"])
    assert tree.asked("VON").phase is CoordinationPhase.DECLINED
    assert tree.case("B1").phase is Phase.RUNNING


def test_one_in_the_middle_declines_upwards_and_withdraws_downwards(tree: Tree) -> None:
    tree.do("stc.truong", "cancel", case="B1", reason="Không đủ căn cứ")
    assert tree.asked("TC").phase is CoordinationPhase.DECLINED
    assert tree.asked("VON").phase is CoordinationPhase.WITHDRAWN
    assert tree.case("C1").phase is Phase.CANCELLED


def test_the_root_s_cancellation_ends_the_whole_tree(tree: Tree) -> None:
    tree.do("snv.truong", "cancel", case="A1", reason="Đơn vị rút hồ sơ")
    assert {tree.case(one).phase for one in ("A1", "B1", "C1")} == {Phase.CANCELLED}
    assert not any(one.is_pending for one in tree.case("A1").coordinations.values())
    with pytest.raises(CaseAlreadyCancelled):
        tree.do("snv.truong", "cancel", case="A1", reason="Lần nữa")


def completed(tree: Tree) -> None:
    tree.do("sxd.hung", "complete", case="C1", step="B2")
    tree.do("sxd.hung", "complete_case", case="C1", answer="agree_with_comments")


def test_its_case_answers_and_a_returned_answer_reopens_it(tree: Tree) -> None:
    completed(tree)
    assert (tree.asked("VON").answer, tree.asked("VON").phase) == (
        "agree_with_comments",
        CoordinationPhase.ANSWERED,
    )
    tree.do("stc.hung", "return_answer", coordination="VON", reason="Thiếu phần thiết bị")
    child = tree.case("C1")
    assert (child.phase, child.visits["B2"].number, child.visits["B2"].official) == (Phase.RUNNING, 2, None)
    reopened = tree.world.records()[-1].event
    assert isinstance(reopened, CaseReopened)
    assert reopened.reason == "Thiếu phần thiết bị"
    tree.do("sxd.hung", "receive", case="C1", step="B2")
    completed(tree)
    tree.do("stc.hung", "accept", coordination="VON")
    assert tree.asked("VON").phase is CoordinationPhase.ACCEPTED


def test_a_suspended_asker_is_answered_all_the_same(tree: Tree) -> None:
    tree.do("stc.truong", "suspend", case="B1", reason="Chờ")
    completed(tree)
    assert tree.asked("VON").phase is CoordinationPhase.ANSWERED
    with pytest.raises(CaseIsSuspended):
        tree.do("stc.hung", "accept", coordination="VON")


# --- silence -------------------------------------------------------------------------------------


def passed(tree: Tree, name: str, days: int) -> list[Any]:
    return let_time_pass_in(tree.world.work, tree.world.cases[name], tree.now + timedelta(days=days))


def test_silence_is_agreement_at_the_due_instant_whenever_it_is_noticed(silent: Tree) -> None:
    answers = {one.coordination: one for one in passed(silent, "B1", 30)}
    (answer,) = answers.values()
    assert (answer.kind, answer.by_silence, answer.answered_by) == ("agree", True, "system")
    assert answer.answered_at == datetime.fromisoformat("2026-03-04T10:30:00+07:00")
    assert passed(silent, "B1", 60) == []


def test_while_the_asker_is_suspended_silence_says_nothing(silent: Tree) -> None:
    silent.do("stc.truong", "suspend", case="B1", reason="Chờ")
    assert passed(silent, "B1", 30) == []


def late(silent: Tree, *, history: bool = False) -> list[Any]:
    """Police answer directly, long after their silence has."""
    number, coordination = silent.world.coordinations["AN2"]
    at = silent.now + timedelta(days=30)
    by = Actor(id="cat.lan", agency="CAT", division="VP", roles=frozenset({Role.OFFICIAL}))
    command = AnswerCoordination(coordination=coordination, kind=AnswerKind.DISAGREE, text="Không nhất trí")
    act = Act(by=by, at=at, recorded_at=at, history=history)
    return carry_out_on(silent.world.work, number, command, act)


def test_what_is_said_after_silence_has_answered_is_kept_and_moves_nothing(silent: Tree) -> None:
    silent.do("cat.lan", "take_request", coordination="AN2")
    *answers, kept = late(silent)
    assert all(isinstance(one, CoordinationAnswered) and one.by_silence for one in answers)
    assert isinstance(kept, CommentAdded)
    assert (kept.kind, kept.answer, kept.text) == ("late_answer", "disagree", "Không nhất trí")
    asked = silent.asked("AN2")
    assert (asked.answer, asked.by_silence, asked.phase) == ("agree", True, CoordinationPhase.ANSWERED)
    comment, of_it = (
        silent.world.records()[-1],
        [one for one in silent.world.records() if getattr(one.event, "coordination", None) == asked.number],
    )
    assert comment.causation_id == of_it[-2].id, "it builds on the coordination's last event"


def test_of_a_history_it_is_refused(silent: Tree) -> None:
    with pytest.raises(CoordinationNotOwed):
        late(silent, history=True)


def test_a_case_that_is_completed_after_silence_has_answered_says_so_as_a_comment(silent: Tree) -> None:
    passed(silent, "B1", 30)
    silent.now += timedelta(days=40)
    completed(silent)
    kept = silent.world.records()[-1].event
    assert isinstance(kept, CommentAdded)
    assert (kept.kind, kept.answer, kept.coordination) == ("late_answer", "agree_with_comments", 1)
    assert silent.asked("VON").answer == "agree"


def test_a_silence_that_was_sent_back_is_owed_again(silent: Tree) -> None:
    passed(silent, "B1", 3)
    silent.now += timedelta(days=3)
    silent.do("stc.hung", "return_answer", coordination="VON", reason="Cần trả lời bằng văn bản")
    assert silent.asked("VON").is_owed
