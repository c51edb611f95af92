"""The parts of a procedure as people state them: those of the contract, each within the limits of a form."""

from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field

from services.catalog.domain.procedure.conditions import Urgency, most_urgent_last
from services.catalog.domain.procedure.coordination import AnswerKind
from services.catalog.domain.procedure.limits import StatedLimit
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
from shared.contracts.strict import Strictly
from shared.contracts.vocabulary import Code

#: A code that may still be missing.
MaybeCode = Annotated[str, Field(max_length=80)]


def _in_order(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(codes))


def _each_once(answers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(answers)))


def _factor(text: str) -> str:
    return factor_text(thousandths_of(text))


#: Codes of agencies, whose order has no meaning.
Units: TypeAlias = Annotated[tuple[Code, ...], Field(max_length=300), AfterValidator(_in_order)]
#: A decimal number with at most three decimals, without needless zeros.
Factor: TypeAlias = Annotated[str, AfterValidator(_factor)]

_Times = Annotated[int, Field(ge=1, le=99)]
_Conditions = Annotated[Content, Field(default="", description="In words, with their legal source.")]
_Answers = Annotated[tuple[AnswerKind, ...], Field(max_length=20), AfterValidator(_each_once)]
_UrgentLimit = Annotated[UrgentLimit, Strictly(urgency=Urgency, time_limit=StatedLimit)]

StatedUrgentLimits: TypeAlias = Annotated[
    tuple[_UrgentLimit, ...], Field(max_length=10), AfterValidator(most_urgent_last)
]
StatedCoordination: TypeAlias = Annotated[
    Coordination,
    Strictly(
        responding_agency=Annotated[
            MaybeCode, Field(default="", description="Its code; in a draft it may be empty.")
        ],
        responding_procedure=MaybeCode,
        answers=_Answers,
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
StatedBasis: TypeAlias = Annotated[LegalBasis, Strictly(document=Name, title=Name)]
StatedComponent: TypeAlias = Annotated[
    DossierComponent, Strictly(name=Name, copies=_Times, template=MaybeCode)
]
StatedTemplate: TypeAlias = Annotated[
    Template,
    Strictly(
        code=MaybeCode,
        name=Name,
        address=Annotated[str, Field(max_length=500, description="Where it can be had: `https://…`.")],
        sha256=Annotated[str, Field(max_length=64, description="Of its content, in lower-case hexadecimal.")],
    ),
]
