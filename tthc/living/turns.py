"""In which order a script is played: what builds on another case's deeds comes after them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from tthc.living.script import Deed, Script, ScriptedCase


@dataclass(frozen=True, slots=True)
class Turn:
    """Deeds on one case that follow each other, of people of one agency."""

    case: ScriptedCase
    agency: str
    number: int  #: among the turns of its case and those that answer it, from 0
    deeds: tuple[Deed, ...]

    @property
    def opens(self) -> bool:
        """Whether the first deed opens the case."""
        return self.number == 0


def rounds_of(script: Script) -> Iterator[Sequence[Turn]]:
    """Turns that may be played at once: of each tree of cases the first ones, then the second ones, …"""
    trees = [_turns(script, [*tree]) for tree in _trees(script.cases)]
    for played in zip_longest(*trees):
        yield [turn for turn in played if turn is not None]


def _trees(cases: Sequence[ScriptedCase]) -> Iterator[Sequence[ScriptedCase]]:
    for root in cases:
        if root.answers is None:
            yield [root, *_below(root, cases)]


def _below(case: ScriptedCase, cases: Sequence[ScriptedCase]) -> Iterator[ScriptedCase]:
    for child in cases:
        if child.answers == case.key:
            yield child
            yield from _below(child, cases)


def _deeds(tree: Sequence[ScriptedCase]) -> Iterator[tuple[ScriptedCase, Deed]]:
    """Each with the case that it is done on: a request is taken up on the case that asks."""
    keys = {case.key: case for case in tree}
    for case in tree:
        for number, deed in enumerate(case.deeds):
            asking = keys.get(case.answers or "") if number == 0 else None
            yield asking or case, deed


def _turns(script: Script, tree: Sequence[ScriptedCase]) -> list[Turn]:
    deeds = sorted(_deeds(tree), key=lambda one: -one[1].hours_ago)
    turns = groupby(deeds, key=lambda one: (one[0], script.works_in[one[1].by]))
    return [
        Turn(case, agency, number, tuple(deed for _, deed in group))
        for number, ((case, agency), group) in enumerate(turns)
    ]
