"""What looks at every command sees each way in which one may be given in vain."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.decider import Act, Decider, command
from shared.errors import Refusal
from shared.kernel import Actor, Role
from tests.judging import judged

NOW = datetime(2026, 3, 2, tzinfo=UTC)
LAN = Act(by=Actor("lan", roles=frozenset({Role.OFFICIAL})), at=NOW, recorded_at=NOW)


@dataclass
class Lamp:
    lit: bool = False
    version: int = 0


@dataclass(frozen=True)
class Lit:
    lit: bool


@command
class Light:
    """Light it."""


def lamp(decision: Callable[[Lamp], Any]) -> Decider[Lamp]:
    """One whose switch is decided so."""
    made = Decider[Lamp]("lamp", Lamp)

    def turned(state: Lamp, event: Lit) -> None:
        state.lit, state.version = event.lit, state.version + 1

    made.evolves(Lit)(turned)
    made.decides(Light, refuses=(Refusal,))(lambda state, _command, _act: decision(state))
    return made


def once(state: Lamp) -> Lit:
    if state.lit:
        raise Refusal
    return Lit(lit=True)


def in_vain_when_lit(state: Lamp) -> Lit | None:
    return None if state.lit else Lit(lit=True)


def changes_while_refusing(state: Lamp) -> Lit:
    state.lit = True
    raise Refusal


WRONG: list[tuple[Callable[[Lamp], Any], set[str]]] = [
    (once, set()),
    (lambda state: Lit(lit=not state.lit), set()),
    (
        in_vain_when_lit,
        {
            "Light succeeded once more, and nothing happened",
            "Light succeeded once more, and changed nothing",
        },
    ),
    (lambda _state: Lit(lit=True), {"Light succeeded once more, and changed nothing"}),
    (
        lambda _state: Lit(lit=False),
        {"Light succeeded, and changed nothing", "Light succeeded once more, and changed nothing"},
    ),
    (changes_while_refusing, {"Light was refused, and changed the state"}),
]


@pytest.mark.parametrize(("decision", "faults"), WRONG)
def test_each_fault_is_seen(decision: Callable[[Lamp], Any], faults: set[str]) -> None:
    decider = lamp(decision)
    with judged() as found:
        try:
            decider.decide(Lamp(), Light(), LAN)
        except Refusal:
            assert decision is changes_while_refusing
    assert found.faults == faults
