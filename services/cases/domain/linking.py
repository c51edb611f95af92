"""A case is linked to another that has to do with it."""

from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.known import Known
from services.cases.errors.remarks import AlreadyLinked, LinkedCaseUnknown, LinkedToItself
from services.cases.errors.who import MayNotRemark
from shared.contracts.cases.remarks import CaseLinked
from shared.contracts.vocabulary import Code, described
from shared.decider import Act, command


@command
class LinkCase:
    """Link a case to another, also while it is suspended."""

    other_case: Annotated[Code, described("Number of the other case, of the same agency or the same tree.")]


@CASE.decides(
    LinkCase,
    known=Known,
    refuses=(
        *rules.ALIVE,
        MayNotRemark,
        LinkedToItself,
        AlreadyLinked,
        LinkedCaseUnknown,
        *rules.TIMED,
    ),
)
def link(case: Case, command: LinkCase, act: Act, known: Known) -> CaseLinked:
    """To one of the same agency, or that it asks or answers: of others one knows nothing."""
    rules.check_alive(case)
    rules.check_may_remark(act.by, case)
    other = command.other_case
    if other == case.number:
        raise LinkedToItself(where="other_case")
    if other in case.links:
        raise AlreadyLinked(where="other_case", other_case=other)
    if other not in _neighbours(case) and known.agency_of(other) != case.agency:
        raise LinkedCaseUnknown(where="other_case", other_case=other)
    rules.check_time_of_remark(act, case)
    return CaseLinked(**case.named(act), other_case=other, linked_by=act.by.name, linked_at=act.at)


def _neighbours(case: Case) -> set[str | None]:
    asked: set[str | None] = {one.child_case for one in case.coordinations.values()}
    return asked | ({case.answers.case_number} if case.answers is not None else set())


@CASE.evolves(CaseLinked)
def linked(case: Case, event: CaseLinked) -> None:
    """It isn't linked again."""
    case.links.append(event.other_case)
