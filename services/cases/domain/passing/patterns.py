"""The patterns of buck-passing, each a question of the pass that may complete it and of what came before.

What is none: one returned answer, and a question that was withdrawn and asked again.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from services.cases.domain.case import Case
from services.cases.domain.passes import INSIDE, Pass, PassKind, Unit

#: The passes that make a pattern, the one that completes it last.
Evidence: TypeAlias = tuple[Pass, ...]
#: The state of a case of the tree, by its number.
CaseStates: TypeAlias = Callable[[str], Case]


def repeated_return(case: Case, last: Pass) -> Evidence | None:
    """A unit returned the case to the same unit twice without completing a step of its own in between."""
    if last.kind is not PassKind.RETURN:
        return None
    for earlier in reversed(case.passing.passes):
        if earlier.version < case.passing.done_by.get(last.unit.division or "", 0):
            return None
        same = earlier.kind is PassKind.RETURN and earlier.unit == last.unit
        if same and set(earlier.to) & set(last.to):
            return (earlier, last)
    return None


def refused_in_turn(case: Case, last: Pass) -> Evidence | None:
    """Two units refused the same step, or declined the same question, one after the other.

    A question is the same where it was asked of the second after the first had declined it.
    """
    if last.kind not in (PassKind.REFUSAL, PassKind.DECLINE):
        return None
    asked_at = case.coordinations[last.coordination].requested_at if last.coordination is not None else None
    for earlier in reversed(case.passing.passes):
        if (earlier.kind, earlier.step) != (last.kind, last.step):
            continue
        if earlier.version < case.passing.done_step.get(last.step, 0):
            return None
        if asked_at is not None and earlier.at > asked_at:
            continue  # they were asked at the same time
        return (earlier, last) if earlier.unit != last.unit else None
    return None


def asked_again(case: Case, last: Pass) -> Evidence | None:
    """An answer was returned the second time."""
    if last.kind is not PassKind.ANSWER_RETURN:
        return None
    for earlier in reversed(case.passing.passes):
        if (earlier.kind, earlier.coordination) == (last.kind, last.coordination):
            return (earlier, last)
    return None


def circle(case: Case, last: Pass, states: CaseStates) -> Evidence | None:
    """A chain of refusals, declines and returns comes back to a unit that it left, and nothing was done."""
    inside = last.kind in INSIDE
    before = _inside(case) if inside else _between_agencies(case, last, states)
    ways: dict[Unit, Evidence] = {last.unit: (last,)}
    for earlier in before:
        onward = next((ways[one] for one in earlier.to if one in ways), None)
        if onward is None or earlier.unit in ways:
            continue
        ways[earlier.unit] = (earlier, *onward)
        if earlier.unit in last.to:
            return ways[earlier.unit]
    return None


def _inside(case: Case) -> Iterator[Pass]:
    """The passes between divisions since the last completed step, the last first."""
    return (
        one for one in reversed(case.passing.passes) if one.kind in INSIDE and one.version > case.passing.done
    )


def _between_agencies(case: Case, last: Pass, states: CaseStates) -> Sequence[Pass]:
    """Those between agencies since something was done, in the cases that the question went through."""
    through = list(_question(case, last, states))
    done = [one.passing.done_at for one in through if one.passing.done_at is not None]
    since = max(done, default=None)
    found = [
        one
        for each in through
        for one in each.passing.passes
        if one.kind not in INSIDE
        and (since is None or one.at >= since)
        and (each is not case or one.step == last.step)
    ]
    return sorted(found, key=lambda one: (one.at, one.version), reverse=True)


def _question(case: Case, last: Pass, states: CaseStates) -> Iterator[Case]:
    """The case that asks, those that it answers in turn, and those below that answer it."""
    yield case
    above = case
    while above.answers is not None:
        above = states(above.answers.case_number)
        yield above
    assert last.coordination is not None, "agencies pass coordinations"
    waiting = [case.coordinations[last.coordination].child_case]
    while waiting:
        number = waiting.pop()
        if number is not None:
            below = states(number)
            yield below
            waiting += [one.child_case for one in below.coordinations.values()]
