"""Who sees what of a tree: the one rule, whether it is asked for over HTTP, written as a story, or counted.

One's own agency's cases in full. Of a case that asks one's agency its number, subject, lead agency, due, and
the question with its documents. Of what one's agency asked for the state, agency, division that holds it, due
and answer. The lead agency of the root sees agencies, states, times, dues and answers of the whole tree, not
the contents of others' steps. Leaders of the province and auditors see all; reviewers, operators and
importers no cases: `shared.http.access` says whose cases somebody reads.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from services.cases.domain.tree.recorded import CaseRecord
from services.cases.domain.tree.tree import Tree, TreeCase, TreeCoordination
from shared.contracts.cases.coordination import CoordinationEvent, CoordinationMoved
from shared.contracts.cases.course import CaseMoved

Part = TypeVar("Part", TreeCase, TreeCoordination)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose cases somebody sees in full: those of some agencies, or all."""

    agencies: frozenset[str] | None  #: None: all

    def is_of(self, agency: str | None) -> bool:
        """Whether they see this agency's cases in full."""
        return self.agencies is None or agency in self.agencies


class Relation(Enum):
    """What somebody is to a case or a coordination."""

    OWN = "own"  #: it is their agency's; a coordination: their agency asks
    ASKED = "asked"  #: the case asks their agency; the coordination does
    REQUESTED = "requested"  #: the case answers what their agency asked for
    LEAD = "lead"  #: their agency leads the root case


_LATE = ("late", "late_minutes")
#: What is seen of a case besides its number and agency; of one's own: everything.
OF_CASES: dict[Relation, frozenset[str]] = {
    Relation.ASKED: frozenset({"subject", "due_at"}),
    Relation.REQUESTED: frozenset({"state", *_LATE, "held_by", "due_at"}),
    Relation.LEAD: frozenset({"state", *_LATE, "opened_at", "ended_at", "due_at"}),
}
_ANSWER = frozenset(
    {"state", *_LATE, "outside", "requested_at", "due_at", "answered_at", "answer", "by_silence"}
)
#: What is seen of a coordination besides its name and the agency that is asked.
OF_COORDINATIONS: dict[Relation, frozenset[str]] = {
    Relation.ASKED: _ANSWER | {"question", "documents", "answer_text"},
    Relation.LEAD: _ANSWER,
}
_CASE_FIELDS = frozenset(
    {
        "external_reference",
        "opened_in",
        "procedure",
        "subject",
        "state",
        "opened_at",
        "ended_at",
        "due_at",
        *_LATE,
        "held_by",
        "open_steps",
        "answers",
    }
)
_COORDINATION_FIELDS = _ANSWER | {"step", "question", "documents", "answer_text"}


def seen(tree: Tree, viewer: Viewer, lead_agency: str) -> Tree | None:
    """The tree as they may see it; None: for them there is no such case.

    `lead_agency`: of the case that everything began with, which the tree's may be below.
    """
    look = _Look(viewer, leads=viewer.is_of(lead_agency))
    case = look.at_case(tree.case)
    if case is None:
        return None
    time = {agency: one for agency, one in tree.time.items() if look.leads or viewer.is_of(agency)}
    own = {one.case_number for one in _cases(tree.case) if viewer.is_of(one.agency)}
    passed = [one for one in tree.buck_passing if one.case_number in own]
    return replace(tree, case=case, time=time, buck_passing=passed)


def numbers_in(case: TreeCase) -> frozenset[str]:
    """The numbers of a case and of all cases below it."""
    return frozenset(one.case_number for one in _cases(case))


def _cases(case: TreeCase) -> Iterator[TreeCase]:
    yield case
    for asked in case.coordinations:
        if asked.case is not None:
            yield from _cases(asked.case)


def readable(records: Iterable[CaseRecord], viewer: Viewer) -> frozenset[tuple[str, int]]:
    """The events of a tree that they may read, by case and version; of what it took over, all."""
    told = list(records)
    cases = {
        one.case_number: one.version
        for one in told
        if isinstance(one.event, CaseMoved) and viewer.is_of(one.event.agency)
    }
    asked = {
        (one.case_number, one.event.coordination): one.version
        for one in told
        if isinstance(one.event, CoordinationMoved) and viewer.is_of(one.event.asked_agency)
    }

    def took_over(one: CaseRecord) -> bool:
        if one.version < cases.get(one.case_number, 0):
            return True
        about = one.event.coordination if isinstance(one.event, CoordinationEvent) else None
        return about is not None and one.version < asked.get((one.case_number, about), 0)

    found = (one for one in told if may_read(one, viewer) or took_over(one))
    return frozenset((one.case_number, one.version) for one in found)


def may_read(record: CaseRecord, viewer: Viewer) -> bool:
    """Whether they see what an event says: of their agency's cases, and of what it was asked for."""
    event = record.event
    return viewer.is_of(event.agency) or (
        isinstance(event, CoordinationEvent) and viewer.is_of(event.asked_agency)
    )


@dataclass(frozen=True, slots=True)
class _Look:
    viewer: Viewer
    leads: bool

    def at_case(self, case: TreeCase) -> TreeCase | None:
        relations = self._to_case(case)
        if not relations:
            return None
        asked = (self._at_coordination(case, one) for one in case.coordinations)
        return _only(
            replace(case, coordinations=[one for one in asked if one is not None]),
            _CASE_FIELDS,
            relations,
            OF_CASES,
        )

    def _at_coordination(self, asking: TreeCase, asked: TreeCoordination) -> TreeCoordination | None:
        relations = self._to_coordination(asking, asked)
        if not relations:
            return None
        case = self.at_case(asked.case) if asked.case is not None else None
        return _only(replace(asked, case=case), _COORDINATION_FIELDS, relations, OF_COORDINATIONS)

    def _to_case(self, case: TreeCase) -> set[Relation]:
        found = set(self._led())
        if self.viewer.is_of(case.agency):
            found.add(Relation.OWN)
        if case.answers is not None and self.viewer.is_of(case.answers.agency):
            found.add(Relation.REQUESTED)
        if any(self.viewer.is_of(asked.agency) for asked in case.coordinations):
            found.add(Relation.ASKED)
        return found

    def _to_coordination(self, asking: TreeCase, asked: TreeCoordination) -> set[Relation]:
        found = set(self._led())
        if self.viewer.is_of(asking.agency):
            found.add(Relation.OWN)
        if self.viewer.is_of(asked.agency):
            found.add(Relation.ASKED)
        return found

    def _led(self) -> Iterable[Relation]:
        return (Relation.LEAD,) if self.leads else ()


def _only(
    part: Part, fields: frozenset[str], relations: set[Relation], shown: dict[Relation, frozenset[str]]
) -> Part:
    """The part without the fields that none of the relations shows."""
    if Relation.OWN in relations:
        return part
    visible = frozenset[str]().union(*(shown[one] for one in relations))
    hidden: dict[str, Any] = dict.fromkeys(fields - visible)
    return replace(part, **hidden)
