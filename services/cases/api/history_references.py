"""Cases that a history names and that are here already, though no history brought them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from services.cases.application.histories import acts
from services.cases.application.histories.taking import PlacedAct
from services.cases.domain.history import HISTORY, case_key
from services.cases.errors.histories import ReferenceTaken
from services.cases.queries import CaseQueries
from shared.errors import Refusal
from shared.eventstore.application import Application

_TOGETHER = 200  #: references that are asked for in one question


async def taken_references(
    application: Application, asked: CaseQueries, trees: Sequence[Sequence[PlacedAct]]
) -> list[Refusal]:
    """A refusal for each, by the line that would open the case; as far as the read model knows by now."""
    opened: dict[str, dict[str, int]] = defaultdict(dict)
    for tree in trees:
        for agency, name, line in _opened(tree):
            opened[agency][name] = line
    found: list[Refusal] = []
    for agency, lines in opened.items():
        names = [*lines]
        for start in range(0, len(names), _TOGETHER):
            for case in await asked.referenced(agency, names[start : start + _TOGETHER]):
                name = case.external_reference or ""
                known, _ = await application.state(HISTORY, case_key(agency, name))
                if known.case_number != case.case_number:
                    where, number = f"{lines[name]}:case", case.case_number
                    found.append(ReferenceTaken(where=where, agency=agency, name=name, case_number=number))
    return found


def _opened(tree: Sequence[PlacedAct]) -> Iterator[tuple[str, str, int]]:
    """Agency, name and line of each case that the tree opens."""
    asked: dict[str, str] = {}
    for one in tree:
        if isinstance(one.act, acts.Open):
            yield one.act.agency, one.act.case, one.line
        elif isinstance(one.act, acts.Request):
            asked[one.act.coordination] = one.act.agency
        elif isinstance(one.act, acts.TakeRequest) and one.act.case is not None:
            yield asked.get(one.act.coordination, ""), one.act.case, one.line
