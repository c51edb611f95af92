"""What a unit says to be its superior's, though the catalogue makes it the unit's own."""

from services.cases.domain.agencies import agencies_above
from services.cases.domain.case import Case
from services.cases.domain.known import Known
from services.cases.domain.passes import Pass, PassKind
from shared.kernel import day_of


def is_submitted_upward(case: Case, last: Pass, known: Known) -> bool:
    """Whether a step was refused, or a question declined, as one of an agency above.

    A step is its division's own, which is responsible for it; above a division stands its own agency, too. A
    question is the asked agency's where the catalogue names it; whom a decline alone named may be the wrong
    one.
    """
    if last.belongs_to is None or not _is_its_own(case, last):
        return False
    inside = last.kind is PassKind.REFUSAL and last.belongs_to == last.unit.agency
    return inside or last.belongs_to in agencies_above(known.agency, last.unit.agency, day_of(last.at))


def _is_its_own(case: Case, last: Pass) -> bool:
    if last.kind is PassKind.REFUSAL:
        return True
    rule = case.route.steps[last.step].coordination
    return last.kind is PassKind.DECLINE and rule is not None and rule.responding_agency == last.unit.agency
