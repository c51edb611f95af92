"""Coordinations as answers show them: with what their cases say, and names beside codes."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from services.cases.queries.coordinations import CoordinationQueries
from services.cases.schemas.coordinations import CoordinationInFull, ShownCoordination
from services.cases.views.coordination_documents import CoordinationDocument
from services.cases.views.documents import CaseDocument
from services.cases.views.names import edition_code
from shared.names.documents import NameBook
from shared.names.following import Named
from shared.restating import restate

_TEXTS = ("question", "documents", "given_answers", "clarifications", "disagreements", "ended")
#: What only the asking agency reads; and what only the two agencies do, and the superior that is to decide.
_OF_ASKER = dict.fromkeys(("procedure", "edition", "step", "step_name", "visit"))
_OF_PARTIES: dict[str, Any] = {
    **_OF_ASKER,
    **dict.fromkeys(("subject", "external_reference", "requested_by", "received_by", "accepted_by")),
    "responding_procedure": "",
    "held_by": [],
}


def is_party(found: CoordinationDocument, readable: Collection[str] | None) -> bool:
    """Whether who reads these agencies' cases, all with None, reads what was written to each other."""
    parties = {found.agency, found.asking_agency, found.superior}
    return readable is None or not parties.isdisjoint(readable)


async def shown(
    asked: CoordinationQueries, found: Sequence[CoordinationDocument], readable: Collection[str] | None
) -> list[ShownCoordination]:
    """The coordinations of a page, for who reads these agencies' cases, all with None.

    All their cases and names are read at once.
    """
    numbers = [one.case_number for one in found] + [one.child_case for one in found if one.child_case]
    cases = await asked.cases(numbers)
    book = await asked.names.book((_catalogue(one, cases), Named.PROCEDURE, _edition(one)) for one in found)
    return [
        restate(ShownCoordination, one, **_beside(one, cases, book) | _hidden(one, readable)) for one in found
    ]


async def in_full(
    asked: CoordinationQueries, found: CoordinationDocument, readable: Collection[str] | None
) -> CoordinationInFull:
    """One coordination, with what the agencies wrote to each other where that is for who asks."""
    (row,) = await shown(asked, [found], readable)
    written = {name: getattr(found, name) for name in _TEXTS} if is_party(found, readable) else {}
    return restate(CoordinationInFull, row, **written)


def _hidden(one: CoordinationDocument, readable: Collection[str] | None) -> dict[str, Any]:
    if readable is None or one.asking_agency in readable:
        return {}
    return _OF_ASKER if is_party(one, readable) else _OF_PARTIES


def _beside(one: CoordinationDocument, cases: Mapping[str, CaseDocument], book: NameBook) -> dict[str, Any]:
    asking, own = cases.get(one.case_number), cases.get(one.child_case or "")
    return {
        "subject": asking.subject if asking is not None else None,
        "step_name": book.part(_catalogue(one, cases), Named.PROCEDURE, _edition(one), one.step),
        "held_by": own.divisions if own is not None else [],
    }


def _catalogue(one: CoordinationDocument, cases: Mapping[str, CaseDocument]) -> str:
    """The agency that has named the procedure: under whose catalogue the case was opened."""
    asking = cases.get(one.case_number)
    return asking.opened_in if asking is not None else one.asking_agency


def _edition(one: CoordinationDocument) -> str:
    return edition_code(one.procedure, one.edition)
