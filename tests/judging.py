"""Looks at every command that a decider decides: success changes something, and a refusal nothing.

Each command that is accepted is given once more at once, by the same act: it changes something again, as
one more comment does, or it is refused.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

import pytest

from shared.decider import Act, Decider
from shared.errors import Refusal
from shared.kernel import Role

#: They tell something more each time, which the state needn't keep.
NEWS = {
    "AddComment": "another comment",
    "AnswerCoordination": "after silence, a comment",
    "AskClarification": "another question",
    "ProposeHandOver": "another hand-over, under a name of its own",
}
#: They may find everything as it is.
ENSURE = {
    "EnsureAgency": "a row of a table, told as unchanged",
    "EnsureDivision": "a row of a table, told as unchanged",
    "EnsureOfficial": "a row of a table, told as unchanged",
    "ConcludeByNext": "comes with an edition's issue",
    "LeaveGap": "comes with a draft",
    "ReopenReview": "comes with an edition's withdrawal",
    "ReissueReport": "counts again, whether anything is otherwise",
    "SucceedAgencies": "comes with an agency's end",
}
#: What counts what happened, and when the last of it was: every event moves that.
_COUNTERS = frozenset({"version", "latest_at", "last_at", "since"})


@dataclass
class Judged:
    """The commands that were accepted, and what was wrong with any."""

    given: set[type] = field(default_factory=set)
    faults: set[str] = field(default_factory=set)
    excused: set[str] = field(default_factory=set)  #: those of the tables above that needed it

    def unless(self, holds: bool, command: Any, fault: str, excuses: Mapping[str, str] = ENSURE) -> None:
        """It is a fault that this doesn't hold, but for the commands that have an excuse."""
        name = type(command).__name__
        if not holds and name in excuses:
            self.excused.add(name)
        elif not holds:
            self.faults.add(f"{name} {fault}")


@contextmanager
def judged() -> Iterator[Judged]:
    """Everything that is decided inside the block."""
    found, decide = Judged(), Decider.decide

    def judge(self: Decider[Any], state: Any, command: Any, act: Act, known: Any = None) -> list[Any]:
        before = told(state)
        try:
            events = decide(self, state, command, act, known)
        except Refusal:
            found.unless(told(state) == before, command, "was refused, and changed the state", {})
            raise
        found.given.add(type(command))
        found.unless(told(state) == before, command, "changed the state while it was decided", {})
        if act.by.roles != {Role.SYSTEM}:
            after = look(self, state, command, events, "succeeded")
            with suppress(Refusal):
                again = decide(self, after, command, act, known)
                look(self, after, command, again, "succeeded once more")
        return events

    def look(decider: Decider[Any], state: Any, command: Any, events: list[Any], how: str) -> Any:
        """The state after what a command led to, which is another one."""
        after = deepcopy(state)
        for event in events:
            after = decider.evolve(after, event)
        found.unless(bool(events), command, f"{how}, and nothing happened")
        found.unless(told(after) != told(state), command, f"{how}, and changed nothing", ENSURE | NEWS)
        return after

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Decider, "decide", judge)
        yield found


def told(value: Any) -> str:
    """All that a state says, but for what counts its events."""
    if is_dataclass(value) and not isinstance(value, type):
        said = (one.name for one in fields(value) if one.compare and one.name not in _COUNTERS)
        return told({name: getattr(value, name) for name in said})
    if isinstance(value, Mapping):
        return "{" + ", ".join(sorted(f"{told(key)}: {told(one)}" for key, one in value.items())) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(told, value)) + "]"
    if isinstance(value, set | frozenset):
        return "{" + ", ".join(sorted(map(told, value))) + "}"
    return repr(value)
