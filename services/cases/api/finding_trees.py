"""Finds the tree of a case that is named by its number or external reference, for who may see it.

Why a tree can't be shown is told to those alone who may see some of the case: to others it isn't there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.cases.application.cases import CasesApplication
from services.cases.application.trees import RecordedTree, read_case, read_tree
from services.cases.domain.tree.recorded import CaseRecord
from services.cases.domain.tree.seeing import Viewer, may_read, seen
from services.cases.errors.known import CalendarNotKnownYet
from services.cases.errors.tree import ReferenceUnclear, TreeTooLarge
from services.cases.queries import CaseQueries
from shared.auth.principal import Principal
from shared.contracts.cases.course import CaseOpened
from shared.errors import NotFound, Text
from shared.http.access import readable_agencies

#: Cases of one reference that are looked at: it is one agency's own.
_MOST_CALLED_SO = 20
#: Time brings nothing about after that, which changes who sees what.
_FOR_EVER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FoundTree:
    """A case in its tree, and who looks at it."""

    case_number: str
    recorded: RecordedTree
    viewer: Viewer

    @property
    def sees_all(self) -> bool:
        """Whether they see how the whole tree hangs together: as leaders of the root, or of all."""
        return self.viewer.is_of(self.recorded.lead_agency)


async def find_tree(
    asked: CaseQueries, application: CasesApplication, case: str, who: Principal
) -> FoundTree:
    """Raises `NotFound` where there is none that they may see any of, and `ReferenceUnclear`."""
    readable = readable_agencies(who, None)
    viewer = Viewer(frozenset(readable) if readable is not None else None)
    recorded = await _read(application, case, viewer)
    numbers = [case] if recorded is not None else await asked.numbers_of(case, _MOST_CALLED_SO)
    found = []
    for number in numbers:
        tree = recorded or await _read(application, number, viewer)
        if tree is not None and _may_see(tree, number, viewer):
            found.append(FoundTree(number, tree, viewer))
    if not found:
        raise NotFound(what=Text("hồ sơ", "case"), key=case)
    if len(found) > 1:
        raise ReferenceUnclear(reference=case, cases=", ".join(one.case_number for one in found))
    return found[0]


async def _read(application: CasesApplication, number: str, viewer: Viewer) -> RecordedTree | None:
    try:
        return await read_tree(application, number)
    except (TreeTooLarge, CalendarNotKnownYet):
        if any(_concerns(one, viewer) for one in await read_case(application, number)):
            raise
        return None


def _concerns(one: CaseRecord, viewer: Viewer) -> bool:
    """Whether they read the event, or its case answers what they asked for."""
    answers = one.event.answers if isinstance(one.event, CaseOpened) else None
    return may_read(one, viewer) or (answers is not None and viewer.is_of(answers.agency))


def _may_see(recorded: RecordedTree, number: str, viewer: Viewer) -> bool:
    """Whether they see any of it as it is in the end."""
    in_the_end: datetime = recorded.last + _FOR_EVER
    tree = recorded.at(number, in_the_end)
    return tree is not None and seen(tree, viewer, recorded.lead_agency) is not None
