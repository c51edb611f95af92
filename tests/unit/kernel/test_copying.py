"""A copy is equal, and shares nothing that can be changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from services.sla.domain.deciders import CLOCK
from shared.copying import copied
from tests.unit.sla.cases import case_opened, received, requested, resumed, suspended
from tests.unit.sla.clocks import Told


@dataclass(frozen=True, slots=True)
class Fixed:
    at: datetime = datetime(2026, 3, 2, tzinfo=UTC)


@dataclass(slots=True)
class Inner:
    notes: list[str] = field(default_factory=list)
    fixed: Fixed = Fixed()


@dataclass(slots=True)
class Outer:
    by_name: dict[str, Inner] = field(default_factory=lambda: {"a": Inner(["one"])})
    pair: tuple[Inner, int] = field(default_factory=lambda: (Inner(), 1))
    numbers: set[int] = field(default_factory=lambda: {1})
    maybe: Inner | None = field(default_factory=Inner)
    fixed: tuple[Fixed, ...] = (Fixed(),)
    names: Mapping[str, str] = field(default_factory=lambda: {"a": "An"})


@dataclass(slots=True)
class Derived:
    number: int
    double: int = field(init=False)

    def __post_init__(self) -> None:
        self.double = 2 * self.number


@dataclass(slots=True, kw_only=True)
class Named:
    number: int


def test_what_is_changed_in_a_copy_is_not_changed_in_the_original() -> None:
    state = Outer()
    other = copied(state)
    assert other == state
    other.by_name["a"].notes.append("two")
    other.by_name["b"] = Inner()
    other.pair[0].notes.append("three")
    other.numbers.add(2)
    assert other.maybe is not None
    other.maybe.notes.append("four")
    assert state == Outer()
    assert other.by_name["a"].fixed is state.by_name["a"].fixed
    assert (other.fixed, other.names) == (state.fixed, state.names)
    assert other.fixed is state.fixed
    assert other.names is state.names


@pytest.mark.parametrize("kind", [Derived, Named])
def test_what_is_not_made_from_its_fields_in_their_order_is_refused(kind: type) -> None:
    with pytest.raises(TypeError, match=kind.__name__):
        copied(kind(number=1))


def test_a_clock_goes_on_in_a_copy_alone() -> None:
    case = Told().note(
        case_opened(),
        received(2, "receive", "2026-03-02 08:00", "lan"),
        requested(3, "2026-03-02 09:00"),
        suspended(4, "2026-03-02 10:00"),
    )
    told = list(case.events)
    other = copied(case.clock)
    assert other == CLOCK.fold(told)
    case.note(resumed(5, "2026-03-02 11:00"))
    case.sweep("2026-03-05 08:00")
    assert case.clock != other
    assert other == CLOCK.fold(told)
