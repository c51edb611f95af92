"""What the cases service will know once a file's header is in: as much of it as some trees need."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter

from services.cases.application.histories import acts
from services.cases.application.histories.taking import PlacedAct
from services.cases.domain.procedure import ProcedureReplicated
from services.catalog.domain.procedure.in_full import told_of
from services.catalog.domain.procedure.procedure import Procedure
from tthc.histories.editions import NewEdition
from tthc.histories.organisation import Additions

_REPLICATED = TypeAdapter(ProcedureReplicated)
_NAMES = ("procedure", "name", "kind", "time_limit", "stages", "suspension", "extension")

#: An agency and the code of a procedure.
_Of = tuple[str, str]


def coming_for(
    trees: Iterable[Sequence[PlacedAct]], additions: Sequence[Additions], editions: Sequence[NewEdition]
) -> dict[str, Any]:
    """As the trial takes it: the agencies that the trees name, their procedures and what those lead to."""
    agencies, opened = set[str](), set[_Of]()
    for tree in trees:
        for agency, procedure in _named(tree):
            agencies.add(agency)
            opened |= {(agency, procedure)} if procedure else set()
    new = {(made.issued.agency, one.code): (made, one) for made in editions for one in made.procedures}
    return {
        "agencies": [
            {**_agency(one), "procedures": [code for agency, code in new if agency == one.agency.code]}
            for one in additions
            if one.agency.code in agencies
        ],
        "procedures": [_procedure(*new[each]) for each in sorted(_reached(opened, new))],
    }


def _named(tree: Sequence[PlacedAct]) -> Iterator[tuple[str, str | None]]:
    """Each agency that acts in a tree, with a procedure of it that the tree names."""
    asked: dict[str, str] = {}
    for one in tree:
        if isinstance(one.act, acts.Open):
            yield one.act.agency, one.act.procedure
        elif isinstance(one.act, acts.Request):
            asked[one.act.coordination] = one.act.agency
            yield one.act.agency, None
        elif isinstance(one.act, acts.TakeRequest):
            yield asked.get(one.act.coordination, one.agency), one.act.procedure


def _reached(opened: Iterable[_Of], new: dict[_Of, tuple[NewEdition, Procedure]]) -> set[_Of]:
    """These and what they lead to, as far as it is new."""
    found, ahead = set[_Of](), deque(opened)
    while ahead:
        one = ahead.popleft()
        if one in new and one not in found:
            found.add(one)
            ahead.extend(new[one][1].leads_to())
    return found


def _agency(one: Additions) -> dict[str, Any]:
    return {
        "agency": one.agency.code,
        "divisions": [{"division": each.division, "name": each.name} for each in one.divisions],
        "officials": [
            {
                "official": each.official,
                "name": each.name,
                "divisions": list(each.divisions),
                "roles": [role.value for role in each.roles],
            }
            for each in one.officials
        ],
    }


def _procedure(made: NewEdition, procedure: Procedure) -> Any:
    said = told_of(procedure)
    replicated = ProcedureReplicated(
        **{name: said[name] for name in _NAMES},
        agency=made.issued.agency,
        edition=made.edition,
        in_force_from=made.issued.in_force_from,
        working_calendar=made.working_calendar,
    )
    return _REPLICATED.dump_python(replicated, mode="json")
