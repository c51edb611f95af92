"""What a history gives, counted minute by minute straight from the words of the format, and slowly.

It knows nothing of the services' code but how acts are written down; a calendar is asked for one thing only:
whether a minute is working time. Instants are whole minutes, counted from `BEGINNING`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from services.cases.application.histories import acts
from tests.unit.cases.histories.oracle_minutes import Countdown, minute_of, text_of, working
from tests.unit.cases.histories.oracle_state import Asked, Case


class Oracle:
    """Takes a history's acts, and tells its trees."""

    def __init__(self, header: Mapping[str, Any]) -> None:
        self.procedures = {
            one["code"]: one
            for catalogue in header["catalogues"]
            for one in catalogue["catalogue"]["procedures"]
        }
        self.cases: dict[str, Case] = {}
        self.asked: dict[str, Asked] = {}
        self.now = 0
        #: Working minutes by agency and standing, for each root case.
        self.time: dict[str, dict[str, dict[str, int]]] = defaultdict(dict)

    def trees(self, history: Sequence[acts.AnyAct], instants: Iterable[datetime]) -> list[list[Any]]:
        """The trees of all root cases at these instants."""
        wanted = {minute_of(at) for at in instants}
        left = list(history)
        found = {}
        self.now = min([*wanted, *(minute_of(one.at) for one in history)])
        for now in range(self.now, max(wanted) + 1):
            self.now = now
            while left and minute_of(left[0].at) == self.now:
                act = left.pop(0)
                self._silence_before(act)
                getattr(self, f"_{type(act).__struct_config__.tag}")(act)
            self._silence(self.asked.values())
            if self.now in wanted:
                found[self.now] = [self._tree(one) for one in self.cases.values() if one.answers is None]
            self._minute()
        return [found[minute_of(at)] for at in instants]

    # ---- time

    def _minute(self) -> None:
        """The one that begins now, as everything stands."""
        for case in self.cases.values():
            standing, at = case.standing(), self.now
            if standing in ("held", "waiting"):
                case.late = case.late or case.countdown.is_past(at)
                case.countdown.minute(at)
            elif standing == "paused":
                case.suspended_minutes += case.countdown.works[at]
            if case.answers is None and standing != "ended":
                self._note(case, case.agency, standing)
            for asked in case.asked:
                if asked.owed:
                    self._owed(case, asked, standing)

    def _owed(self, case: Case, asked: Asked, standing: str) -> None:
        theirs = asked.case.standing() if asked.case else "held"
        self._note(case, asked.agency, theirs if theirs in ("waiting", "paused") else "held")
        if standing != "paused":
            asked.owed_past_due = asked.owed_past_due or asked.countdown.is_past(self.now)
            asked.countdown.minute(self.now)

    def _note(self, case: Case, agency: str, standing: str) -> None:
        time = self._time(case, agency)
        time[standing] += working(agency)[self.now]

    def _time(self, case: Case, agency: str) -> dict[str, int]:
        while case.answers is not None:
            case = case.answers.asking
        return self.time[case.name].setdefault(agency, {"held": 0, "waiting": 0, "paused": 0})

    def _silence_before(self, act: acts.AnyAct) -> None:
        """What is answered, declined or withdrawn at the due instant is so in time."""
        if isinstance(act, acts.TakeRequest | acts.Answer | acts.Decline | acts.Withdraw):
            return
        if isinstance(act, acts.OfCoordination):
            self._silence(self.asked[act.coordination].asking.asked)
        elif isinstance(act, acts.OfCase) and act.case in self.cases:
            self._silence(self.cases[act.case].asked)

    def _silence(self, which: Iterable[Asked]) -> None:
        for asked in which:
            if asked.silent and asked.owed and asked.countdown.reached == self.now:
                self._answered(asked, "agree")
                asked.by_silence = True

    # ---- acts on cases

    def _open(self, act: acts.Open) -> None:
        self._begin(act.case, act.agency, act.procedure, None)

    def _begin(self, name: str, agency: str, procedure: str, answers: Asked | None) -> Case:
        rules = self.procedures[procedure]
        case = Case(name, agency, rules, self.now, Countdown(_limit(rules), working(agency)), answers)
        self.cases[name] = case
        for one in case.stages[0]:
            case.visit(one["code"])
        self._time(case, agency)
        return case

    def _assign(self, act: acts.Assign) -> None:
        visit = self.cases[act.case].visits[act.step]
        visit.official, visit.received = act.official, False

    def _receive(self, act: acts.Receive) -> None:
        visit = self.cases[act.case].visits[act.step]
        visit.official, visit.received = act.by, True

    def _complete(self, act: acts.Complete) -> None:
        self._done(self.cases[act.case], act.step)

    def _done(self, case: Case, step: str) -> None:
        visit = case.done[step] = case.visits[step]
        visit.completed = True

    def _hand_off(self, act: acts.HandOff) -> None:
        case = self.cases[act.case]
        following = case.stages[case.stage_of(act.step) + 1]
        sender = case.visits[act.step]
        case.visits.clear()
        for one in following:
            case.visit(one["code"])
            case.handed[one["code"]] = [sender]

    def _return(self, act: acts.Return) -> None:
        case = self.cases[act.case]
        senders = [one for one in case.visits.values() if one.step == act.step or not one.completed]
        case.visits.clear()
        case.visit(act.to.step, act.to.division, act.to.official)
        case.handed[act.to.step] = senders

    def _refuse(self, act: acts.Refuse) -> None:
        """Not ours: back to those who handed it off."""
        case = self.cases[act.case]
        case.visits.clear()
        for one in case.handed[act.step]:
            case.visit(one.step, one.division, one.official)

    def _reopen(self, act: acts.Reopen) -> None:
        case = self.cases[act.case]
        before = case.done[act.step]
        official = act.official if act.division or act.official else before.official
        if case.state == "completed":
            self._run_again(case, act.step, act.division or before.division, official)
        else:
            case.visit(act.step, act.division or before.division, official)

    def _run_again(self, case: Case, step: str, division: str | None, official: str | None) -> None:
        case.state, case.ended_at = "running", None
        case.countdown.go()
        case.visits.clear()
        case.visit(step, division, official)

    def _suspend(self, act: acts.Suspend) -> None:
        case = self.cases[act.case]
        case.state, case.suspended_at, case.suspended_minutes = "suspended", self.now, 0
        case.countdown.stop(self.now)
        for asked in case.asked:
            if asked.owed:
                asked.countdown.stop(self.now)

    def _resume(self, act: acts.Resume) -> None:
        case = self.cases[act.case]
        case.state = "running"
        case.countdown.go()
        if case.countdown.given is not None and case.suspended_at < case.countdown.given:
            case.countdown.move_given(case.suspended_minutes)
        for asked in case.asked:
            if asked.owed:
                asked.countdown.go()

    def _extend(self, act: acts.Extend) -> None:
        self.cases[act.case].countdown.given = minute_of(act.due_at)

    def _complete_case(self, act: acts.CompleteCase) -> None:
        case = self.cases[act.case]
        self._end(case, "completed")
        asked = case.answers
        if asked is not None and asked.owed:
            self._answered(asked, act.answer or "result_delivered")

    def _cancel(self, act: acts.Cancel) -> None:
        self._cancelled(self.cases[act.case])

    def _cancelled(self, case: Case) -> None:
        self._end(case, "cancelled")
        for asked in case.asked:
            if asked.owed or asked.state == "answered":
                self._over(asked, "withdrawn")
        if case.answers is not None and case.answers.owed:
            self._over(case.answers, "declined")

    def _end(self, case: Case, state: str) -> None:
        case.state, case.ended_at = state, self.now
        case.countdown.stop(self.now)
        case.visits.clear()

    # ---- acts on coordinations

    def _request(self, act: acts.Request) -> None:
        case = self.cases[act.case]
        rule = case.step(act.step)["coordination"]
        asked = Asked(
            act.coordination,
            case,
            act.step,
            case.visits[act.step].number,
            act.agency,
            self.now,
            rule["silence_is_agreement"],
            rule["goes_on_by_itself"],
            Countdown(int(act.limit.removeprefix("PT").removesuffix("M")), working(act.agency)),
        )
        self.asked[act.coordination] = asked
        case.asked.append(asked)
        self._time(case, act.agency)

    def _take_request(self, act: acts.TakeRequest) -> None:
        asked = self.asked[act.coordination]
        asked.state = "taken"
        if act.case is not None:
            assert act.procedure is not None
            asked.case = self._begin(act.case, asked.agency, act.procedure, asked)

    def _answer(self, act: acts.Answer) -> None:
        self._answered(self.asked[act.coordination], act.kind)

    def _answered(self, asked: Asked, kind: str) -> None:
        asked.state, asked.answer, asked.answered_at = "answered", str(kind), self.now
        asked.by_silence = False
        asked.countdown.stop(self.now)

    def _decline(self, act: acts.Decline) -> None:
        self._over(self.asked[act.coordination], "declined")

    def _withdraw(self, act: acts.Withdraw) -> None:
        self._over(self.asked[act.coordination], "withdrawn")

    def _over(self, asked: Asked, state: str) -> None:
        asked.state = state
        asked.countdown.stop(self.now)
        if asked.case is not None and asked.case.state in ("running", "suspended"):
            self._cancelled(asked.case)

    def _accept(self, act: acts.Accept) -> None:
        asked = self.asked[act.coordination]
        asked.state = "accepted"
        visit = asked.asking.visits.get(asked.step)
        if not asked.by_itself or visit is None or visit.completed or not visit.received:
            return
        others = asked.asking.of(visit)
        if all(one.state in ("accepted", "declined", "withdrawn") for one in others) and not any(
            one.state == "accepted" and one.answer == "disagree" for one in others
        ):
            self._done(asked.asking, asked.step)

    def _return_answer(self, act: acts.ReturnAnswer) -> None:
        asked = self.asked[act.coordination]
        asked.state = "returned"
        asked.countdown.go()
        if asked.case is not None and asked.case.state == "completed":
            self._run_again(asked.case, asked.case.stages[-1][-1]["code"], None, None)

    # ---- what it says

    def _tree(self, root: Case) -> Any:
        return {
            "as_of": text_of(self.now),
            "case": self._case(root),
            "time": {agency: dict(one) for agency, one in sorted(self.time[root.name].items())},
        }

    def _case(self, case: Case) -> Any:
        return {
            "external_reference": case.name,
            "agency": case.agency,
            "procedure": case.procedure["code"],
            "state": case.state,
            "opened_at": text_of(case.opened_at),
            "ended_at": text_of(case.ended_at),
            "due_at": text_of(case.countdown.due(self.now)),
            "late": case.late,
            "open_steps": [
                {"step": one.step, "visit": one.number, "division": one.division, "official": one.official}
                for _, one in sorted(case.visits.items())
                if not one.completed
            ],
            "coordinations": [
                self._asked(one) for one in sorted(case.asked, key=lambda one: (one.requested_at, one.name))
            ],
        }

    def _asked(self, asked: Asked) -> Any:
        return {
            "name": asked.name,
            "agency": asked.agency,
            "step": asked.step,
            "state": asked.state,
            "requested_at": text_of(asked.requested_at),
            "due_at": text_of(asked.countdown.due(self.now)),
            "answered_at": text_of(asked.answered_at),
            "answer": asked.answer,
            "late": asked.late,
            "case": self._case(asked.case) if asked.case else None,
        }


def _limit(procedure: Mapping[str, Any]) -> int:
    duration: str = procedure["time_limit"]["duration"]
    return 60 * int(duration.removeprefix("PT").removesuffix("H"))
