"""Valid random histories: acts that are proposed at random, and kept where the rules take them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from services.cases.application.histories import acts
from services.cases.application.known_here import KnownHere
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.coordination_state import Coordination, CoordinationPhase
from services.cases.errors.coordination import CoordinationNotOwed
from shared.contracts.cases.coordination import CoordinationAnswered
from shared.errors import Refusal
from shared.eventstore.records import new_context
from shared.kernel import AnswerKind
from tests.unit.cases.histories.five_agencies import AGENCIES, calendar_here, header
from tests.unit.cases.histories.world import World, world

#: Histories begin on a day shortly before Tết of 2026, 16 to 20 February.
_FIRST_DAY = datetime(2026, 2, 9, 0, 30, tzinfo=UTC)
#: Minutes from one act to the next: mostly at once or soon, also over night, and over days.
_GAPS = (0, 0, 1, 5, 10, 20, 30, 45, 60, 90, 120, 240, 600, 900, 1440)
#: So many refusals in a row: everything has ended.
_IN_VAIN = 150
_SELDOM = (3 * 1440, 7 * 1440)


@dataclass
class History:
    """Acts that the rules took, and the world that they made."""

    world: World
    taken: list[acts.AnyAct] = field(default_factory=list)

    @property
    def last(self) -> datetime:
        return self.taken[-1].at


@contextmanager
def random_history(seed: int, length: int = 60) -> Iterator[History]:
    """One root case and what comes of it, in so many acts; the first asks on down the ring of agencies."""
    with pytest.MonkeyPatch.context() as patch, world() as made:
        patch.setattr(KnownHere, "calendar", calendar_here)
        made.begin(header())
        history = History(made)
        proposer = Proposer(Random(seed), made)
        in_vain = 0
        while len(history.taken) < length and in_vain < _IN_VAIN:
            act = proposer.propose()
            in_vain += 1
            if takes(made, act):
                history.taken.append(act)
                proposer.go_on()
                in_vain = 0
        yield history


def takes(made: World, act: acts.AnyAct) -> bool:
    """Whether the rules took the act; one that is refused leaves nothing behind."""
    before = made.work.begin(new_context())
    known = dict(made.cases), dict(made.coordinations)
    try:
        happened = made.act(act)
        if isinstance(act, acts.Answer) and not isinstance(happened[-1], CoordinationAnswered):
            raise CoordinationNotOwed(coordination=0, phase="")  # silence has: a history's is refused
    except Refusal:
        made.work.undo(before)
        made.cases, made.coordinations = known
        return False
    return True


class Proposer:
    """Thinks of acts: sensible ones mostly, so that something comes of it."""

    def __init__(self, random: Random, made: World) -> None:
        self.random = random
        self.world = made
        self.now = _FIRST_DAY + timedelta(minutes=random.randrange(0, 4 * 1440, 5))
        self.named = 0
        self.root = random.choice(AGENCIES)

    def go_on(self) -> None:
        """Some time later."""
        gaps = _SELDOM if self.random.random() < 0.02 else _GAPS
        self.now += timedelta(minutes=self.random.choice(gaps))

    def propose(self) -> acts.AnyAct:
        """The next act; the rules may well refuse it."""
        if not self.world.cases:
            procedure = f"{self.root}-01"
            return acts.Open(
                at=self.now,
                by=self._in(self.root, "lan"),
                case=self._name("A"),
                agency=self.root,
                procedure=procedure,
                subject="Hồ sơ",
            )
        if self.world.coordinations and self.random.random() < 0.45:
            return self._about_coordination()
        return self._about_case()

    def _name(self, letter: str) -> str:
        self.named += 1
        return f"{letter}{self.named:02}"

    def _in(self, agency: str, who: str) -> str:
        return f"{agency.lower()}.{who}"

    def _state(self, number: str) -> Case:
        return self.world.work.state(CASE, number)

    # ---- cases

    def _about_case(self) -> acts.AnyAct:
        name = self.random.choice(list(self.world.cases))
        case = self._state(self.world.cases[name])
        common = {"at": self.now, "case": name}
        head = self._in(case.agency, "truong")
        if case.phase is Phase.SUSPENDED and self.random.random() < 0.5:
            return acts.Resume(by=head, **common)
        if self.random.random() < 0.12:
            return self._about_whole(case, {**common, "by": head})
        if not case.visits:
            reason = "Kết quả có sai sót"
            return acts.Reopen(by=head, step=self.random.choice(("B1", "B2")), reason=reason, **common)
        step = self.random.choice(list(case.visits))
        visit = case.visits[step]
        worker = self._in(case.agency, "lan" if visit.division == "VP" else "hung")
        if visit.official is not None and self.random.random() < 0.9:
            worker = visit.official
        return self._at_step(case, step, {**common, "by": worker, "step": step})

    def _about_whole(self, case: Case, common: dict[str, Any]) -> acts.AnyAct:
        kinds: list[Callable[[], acts.AnyAct]] = [
            lambda: acts.Suspend(reason="Chờ bổ sung", **common),
            lambda: acts.Suspend(reason="Chờ cấp trên", **common),
            lambda: acts.Resume(**common),
            lambda: acts.Extend(reason="Phức tạp", due_at=self._later(), **common),
            lambda: acts.CompleteCase(answer=self._kind() if case.answers else None, **common),
        ]
        if self.random.random() < (0.15 if case.answers or len(self.world.cases) > 4 else 0):
            return acts.Cancel(reason="Không cần nữa", **common)
        return self.random.choice(kinds)()

    def _later(self) -> datetime:
        return self.now + timedelta(minutes=self.random.randrange(1440, 20 * 1440, 15))

    def _at_step(self, case: Case, step: str, common: dict[str, Any]) -> acts.AnyAct:
        visit = case.visits[step]
        if visit.completed:
            return self._from_completed(case, common)
        if self.random.random() < 0.03:
            return acts.Refuse(reason="Không thuộc nhiệm vụ của phòng", belongs_to="TT", **common)
        if not visit.received:
            if self.random.random() < 0.1:
                head = {**common, "by": self._in(case.agency, "truong")}
                official = self.random.choice(("lan", "hung", "binh"))
                return acts.Assign(official=self._in(case.agency, official), **head)
            return acts.Receive(**common)
        asked = list(case.asked_by(visit))
        asks = 0.03 if case.route.steps[step].coordination is None else (0.9, 0.3, 0.1)[min(len(asked), 2)]
        if self.random.random() < asks:
            return self._request(case, step, common)
        if self.random.random() < 0.08 and case.stage > 0:
            return acts.Return(to=acts.Goal("B1"), reason="Thiếu hồ sơ", **common)
        return acts.Complete(**common)

    def _from_completed(self, case: Case, common: dict[str, Any]) -> acts.AnyAct:
        roll = self.random.random()
        if roll < 0.08:
            return acts.Reopen(reason="Làm lại", **common)
        if roll < 0.14 and case.stage > 0:
            return acts.Return(to=acts.Goal("B1"), reason="Thiếu hồ sơ", **common)
        if case.stage == len(case.route.stages) - 1:
            kind = self._kind() if case.answers and self.random.random() < 0.7 else None
            by = self._in(case.agency, "truong")
            return acts.CompleteCase(at=common["at"], case=common["case"], by=by, answer=kind)
        return acts.HandOff(**common)

    def _request(self, case: Case, step: str, common: dict[str, Any]) -> acts.AnyAct:
        rule = case.route.steps[step].coordination
        agency = rule.responding_agency if rule is not None else self.random.choice(AGENCIES)
        declined = [one.belongs_to for one in case.coordinations.values() if one.belongs_to]
        if declined and self.random.random() < 0.5:
            agency = str(self.random.choice(declined))
        limit = self.random.choice((30, 60, 120, 240, 480, 960, 1920))
        return acts.Request(
            coordination=self._name("C"), agency=agency, question="Ý kiến?", limit=f"PT{limit}M", **common
        )

    # ---- coordinations

    def _about_coordination(self) -> acts.AnyAct:
        name = self.random.choice(list(self.world.coordinations))
        number, of_case = self.world.coordinations[name]
        case = self._state(number)
        asked = case.coordinations[of_case]
        common = {"at": self.now, "coordination": name}
        asker = self._in(case.agency, self.random.choice(("hung", "binh", "truong")))
        if self.random.random() < 0.04:
            return acts.Withdraw(by=asker, reason="Không cần nữa", **common)
        if asked.phase is CoordinationPhase.ANSWERED:
            if self.random.random() < (0.3 if asked.answer != AnswerKind.DISAGREE else 0.8):
                return acts.ReturnAnswer(by=asker, reason="Chưa rõ", **common)
            return acts.Accept(by=asker, **common)
        return self._of_asked(asked, common)

    def _of_asked(self, asked: Coordination, common: dict[str, Any]) -> acts.AnyAct:
        agency, roll = asked.asked_agency, self.random.random()
        by = self._in(agency, self.random.choice(("lan", "hung")))
        if roll < 0.08:
            other = self.random.choice([None, *AGENCIES])
            who = by if asked.phase is CoordinationPhase.REQUESTED else self._in(agency, "truong")
            return acts.Decline(by=who, reason="Không thuộc thẩm quyền", belongs_to=other, **common)
        if asked.phase is CoordinationPhase.REQUESTED and roll < 0.9:
            if self.random.random() < 0.2:
                return acts.TakeRequest(by=by, **common)
            own = f"{agency}-0{1 if self.random.random() < 0.75 else 2}"
            return acts.TakeRequest(by=by, case=self._name("B"), procedure=own, subject="Ý kiến", **common)
        return acts.Answer(by=by, kind=self._kind(), **common)

    def _kind(self) -> AnswerKind:
        return self.random.choice(list(AnswerKind))
