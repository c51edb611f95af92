"""Cases as answers show them: with names beside codes."""

from collections.abc import Iterator, Sequence

from services.cases.queries import CaseQueries
from services.cases.schemas import NamedStep, ShownCase
from services.cases.views.documents import CaseDocument, HeldStep
from services.cases.views.names import edition_code
from shared.names.documents import NameBook
from shared.names.following import Named
from shared.restating import restate


async def shown(asked: CaseQueries, found: Sequence[CaseDocument]) -> list[ShownCase]:
    """The cases of a page; all their names are read at once."""
    book = await asked.names.book(code for case in found for code in _codes(case))
    return [_shown(case, book) for case in found]


def _codes(case: CaseDocument) -> Iterator[tuple[str, Named, str | None]]:
    yield case.opened_in, Named.PROCEDURE, edition_code(case.procedure, case.edition)
    for step in case.steps:
        yield case.agency, Named.DIVISION, step.division
        yield case.agency, Named.OFFICIAL, step.official
        yield case.agency, Named.OFFICIAL, step.acted_by


def _shown(case: CaseDocument, book: NameBook) -> ShownCase:
    name = book.name(case.opened_in, Named.PROCEDURE, edition_code(case.procedure, case.edition))
    steps = [_step(case, step, book) for step in case.steps]
    return restate(ShownCase, case, procedure_name=name, steps=steps)


def _step(case: CaseDocument, step: HeldStep, book: NameBook) -> NamedStep:
    procedure = edition_code(case.procedure, case.edition)
    return restate(
        NamedStep,
        step,
        step_name=book.part(case.opened_in, Named.PROCEDURE, procedure, step.step),
        division_name=book.name(case.agency, Named.DIVISION, step.division),
        official_name=book.name(case.agency, Named.OFFICIAL, step.official),
        acted_by_name=book.name(case.agency, Named.OFFICIAL, step.acted_by),
    )
