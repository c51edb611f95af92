"""The parts of a procedure as people state them: those of the contract, each within the limits of a form."""

from typing import Annotated, TypeAlias

from services.catalog.domain.procedure.conditions import Urgency, most_urgent_last
from services.catalog.domain.procedure.naming import Content, Name
from services.catalog.domain.procedure.writing import factor_text, thousandths_of
from shared.contracts.catalog.parts import (
    Coordination,
    DossierComponent,
    ExtensionRule,
    LegalBasis,
    SuspensionRule,
    Template,
    UrgentLimit,
)
from shared.contracts.stated_limit import StatedLimit
from shared.contracts.strict import Strictly
from shared.contracts.vocabulary import Code, DocumentDay, Whole, described, normal, unfit, within
from shared.kernel import AnswerKind, CoordinationRole

_NOT_A_FACTOR = "It must be a number with at most three digits before and three after the point"

#: A code that may still be missing.
MaybeCode = Annotated[str, within(max_length=80)]


def _in_order(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(codes))


def _each_once(answers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(answers)))


def _factor(text: str) -> str:
    try:
        return factor_text(thousandths_of(text))
    except ValueError:
        raise unfit("not_a_factor", _NOT_A_FACTOR) from None


#: Codes of agencies, whose order has no meaning.
Units: TypeAlias = Annotated[tuple[Code, ...], within(max_length=300), normal(_in_order)]
#: A decimal number with at most three decimals, without needless zeros.
Factor: TypeAlias = Annotated[str, normal(_factor)]

_Times = Annotated[Whole, within(ge=1, le=99)]
_Conditions = Annotated[Content, described("In words, with their legal source.", default="")]
_Answers = Annotated[tuple[AnswerKind, ...], within(max_length=20), normal(_each_once)]
_UrgentLimit = Annotated[UrgentLimit, Strictly(urgency=Urgency, time_limit=StatedLimit)]

StatedUrgentLimits: TypeAlias = Annotated[
    tuple[_UrgentLimit, ...], within(max_length=10), normal(most_urgent_last)
]
StatedCoordination: TypeAlias = Annotated[
    Coordination,
    Strictly(
        responding_agency=Annotated[
            MaybeCode, described("Its code; in a draft it may be empty.", default="")
        ],
        responding_procedure=MaybeCode,
        answers=_Answers,
        time_limit=StatedLimit | None,
        role=CoordinationRole,
    ),
]
StatedSuspension: TypeAlias = Annotated[
    SuspensionRule,
    Strictly(conditions=_Conditions, most_times=_Times | None, longest=StatedLimit | None),
]
StatedExtension: TypeAlias = Annotated[
    ExtensionRule,
    Strictly(
        conditions=_Conditions, most_times=_Times, longest=StatedLimit | None, ask_before=StatedLimit | None
    ),
]
StatedBasis: TypeAlias = Annotated[
    LegalBasis,
    Strictly(document=Name, title=Name, valid_from=DocumentDay | None, valid_until=DocumentDay | None),
]
StatedComponent: TypeAlias = Annotated[
    DossierComponent, Strictly(name=Name, copies=_Times, template=MaybeCode)
]
StatedTemplate: TypeAlias = Annotated[
    Template,
    Strictly(
        code=MaybeCode,
        name=Name,
        address=Annotated[str, described("Where it can be had: `https://…`.", max_length=500)],
        sha256=Annotated[str, described("Of its content, in lower-case hexadecimal.", max_length=64)],
    ),
]
