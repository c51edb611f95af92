"""Where each act of a file stands: of which case or coordination, in which place, in which tree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from services.cases.application.histories import acts
from services.cases.application.histories.acts import AnyAct
from services.cases.application.histories.taking import PlacedAct
from shared.errors import Refusal
from tthc.histories.errors import NameGivenTwice, NameNotBegun, OutOfOrder


@dataclass(slots=True)
class _Named:
    """A case or coordination of the file."""

    name: str
    agency: str  #: whose case; of a coordination, the asked one
    case: str  #: its own name; of a coordination, that of the case that asks
    root: str  #: name of the root case
    line: int  #: of what began it
    last_line: int  #: of its last act
    at: datetime
    acts: int = 0


@dataclass(slots=True)
class Placing:
    """Places acts one after the other, in the order of their lines."""

    cases: dict[str, _Named] = field(default_factory=dict)
    coordinations: dict[str, _Named] = field(default_factory=dict)
    trees: dict[str, list[PlacedAct]] = field(default_factory=dict)  #: by the root case's name
    absences: list[tuple[int, acts.Absent]] = field(default_factory=list)  #: with their lines
    placed: list[PlacedAct] = field(default_factory=list)
    excused: set[tuple[str, str]] = field(default_factory=set)  #: names that a faulty line may have begun

    def add(self, line: int, act: AnyAct) -> Iterator[Refusal]:
        """Place the next one; what is wrong with it."""
        if isinstance(act, acts.Absent):
            self.absences.append((line, act))
            return
        if isinstance(act, acts.Open):
            begun = _Named(act.case, act.agency, act.case, act.case, line, line, act.at)
            if fault := [*_begin(self.cases, "case", begun)]:
                yield from fault
                return
        owner = self._owner(act)
        if owner is None:
            name = "coordination" if isinstance(act, acts.OfCoordination) else "case"
            if (name, getattr(act, name)) in self.excused:
                self.excuse(msgspec.structs.asdict(act))
            else:
                yield NameNotBegun(where=name, name=getattr(act, name))
            return
        if act.at < owner.at:
            yield OutOfOrder(where="at", at=act.at, name=owner.name, before=owner.at, line=owner.last_line)
        owner.acts += 1
        owner.last_line, owner.at = line, act.at
        self._place(line, act, owner)
        yield from self._named_by(line, act, owner)

    def excuse(self, line: Mapping[str, Any]) -> None:
        """A line has faults: that what it names isn't begun follows from them, and isn't told."""
        for name in ("case", "coordination"):
            if isinstance(said := line.get(name), str):
                self.excused.add((name, said))

    def _owner(self, act: AnyAct) -> _Named | None:
        if isinstance(act, acts.OfCoordination):
            return self.coordinations.get(act.coordination)
        return self.cases.get(act.case) if isinstance(act, acts.OfCase) else None

    def _place(self, line: int, act: AnyAct, owner: _Named) -> None:
        case = self.cases[owner.case]
        one = PlacedAct(line=line, place=owner.acts, agency=case.agency, case=case.name, act=act)
        self.placed.append(one)
        self.trees.setdefault(owner.root, []).append(one)

    def _named_by(self, line: int, act: AnyAct, owner: _Named) -> Iterator[Refusal]:
        """What the act begins besides: a coordination, or a case for one."""
        if isinstance(act, acts.Request):
            asked = _Named(act.coordination, act.agency, owner.name, owner.root, line, line, act.at)
            yield from _begin(self.coordinations, "coordination", asked)
        elif isinstance(act, acts.TakeRequest) and act.case is not None:
            child = _Named(act.case, owner.agency, act.case, owner.root, line, line, act.at)
            yield from _begin(self.cases, "case", child)


def _begin(named: dict[str, _Named], where: str, begun: _Named) -> Iterator[Refusal]:
    """A name is given once."""
    known = named.setdefault(begun.name, begun)
    if known is not begun:
        yield NameGivenTwice(where=where, name=begun.name, line=known.line)
