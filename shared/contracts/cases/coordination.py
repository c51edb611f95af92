"""What happens to a coordination: one agency asks another to do a part of a step.

The events stand in the stream of the case that asks, so `case_number` and `agency` are the asker's.
"""

from datetime import date
from typing import Annotated

from msgspec import Meta
from pydantic import Field

from shared.contracts.cases.facts import CaseEvent
from shared.contracts.declaring import UNTOLD, event, part
from shared.contracts.vocabulary import (
    EffectiveAt,
    Instant,
    PersonId,
    ReasonText,
    StepCode,
    TimeLimit,
    VisitNumber,
)

CoordinationNumber = Annotated[
    int,
    Meta(ge=1),
    Field(ge=1, description="The how-manyeth coordination of the case, from 1.", examples=[1]),
]
AskedAgency = Annotated[str, Field(description="Code of the agency that is asked.", examples=["STC"])]
ChildCase = Annotated[
    str | None, Field(description="Number of the asked agency's own case for it; null: it has none.")
]
AnswerKindText = Annotated[
    str,
    Field(
        description=(
            "`result_delivered`, `agree`, `agree_with_comments`, `disagree`, `no_opinion`. "
            "Further values may come."
        ),
        examples=["agree"],
    ),
]
BelongsTo = Annotated[
    str | None,
    Field(description="Code of the unit that it belongs to, in the words of who refused; null: not said."),
]
GroundsText = Annotated[
    str,
    Field(description="`content`, `form`, `missing_input`, `other`. Further values may come."),
]

WithoutGrounds = Annotated[
    bool, Field(description="Whether no grounds were named, so that they are said to be `other`.")
]


@part
class AskedDocument:
    """A document that goes with a question or an answer; its content lies in the document system."""

    name: Annotated[str, Field(description="File name.")]
    size: Annotated[int, Field(description="Bytes.")]
    sha256: Annotated[str, Field(description="SHA-256 of the content, in hexadecimal.")]
    address: Annotated[str, Field(description="Where the content lies.")]


@part
class CoordinationEvent(CaseEvent):
    """Something happened to a coordination of a case."""

    coordination: CoordinationNumber
    step: StepCode
    visit: VisitNumber
    division: Annotated[
        str | None, Field(description="Code of the division that held the asking step; null: none does now.")
    ] = None
    official: Annotated[str | None, Field(description="The official who held it; null: nobody alone.")] = None
    asked_agency: AskedAgency
    history: Annotated[
        bool,
        Field(description="Whether it happened elsewhere and is taken in afterwards: nobody is told of it."),
    ] = False


@event("tthc.cases.CoordinationRequested.v1", at="requested_at")
class CoordinationRequested(CoordinationEvent):
    """An agency asked another to do a part of a step; the time of the asked one runs from here."""

    question: Annotated[str, UNTOLD] = ""
    documents: Annotated[tuple[AskedDocument, ...], UNTOLD] = ()
    time_limit: Annotated[TimeLimit, Field(description="Allowed time for the answer.")]
    due_at: Annotated[
        Instant | None,
        Field(
            description="When the answer is due, by the calendar as it was known then; null: not counted yet."
        ),
    ] = None
    role: Annotated[
        str,
        Field(
            description=(
                "`lead`, `cooperating`, or `informed`, which owes no answer. Further values may come."
            )
        ),
    ] = "cooperating"
    responding_procedure: Annotated[
        str, Field(description="Code of the asked agency's procedure that the catalogue names; empty: none.")
    ] = ""
    silence_is_agreement: Annotated[
        bool, Field(description="Whether no answer at the limit counts as agreement.")
    ] = False
    goes_on_by_itself: Annotated[
        bool, Field(description="Whether the step is completed when its last needed answer is accepted.")
    ] = False
    outside: Annotated[
        bool,
        Field(description="Whether the asked agency isn't in the system yet: the asker records its acts."),
    ] = False
    external_reference: Annotated[
        str | None, Field(description="Name of the coordination in another system; null: there is none.")
    ] = None
    requested_by: PersonId
    requested_at: EffectiveAt


@event("tthc.cases.CoordinationReceived.v1", at="received_at")
class CoordinationReceived(CoordinationEvent):
    """The asked agency took the request up."""

    child_case: ChildCase = None
    received_by: PersonId
    received_at: EffectiveAt


@event("tthc.cases.CoordinationAnswered.v1", at="answered_at")
class CoordinationAnswered(CoordinationEvent):
    """The asked agency answered, or its silence did; its time ends unless the answer is returned."""

    kind: AnswerKindText
    text: Annotated[str | None, UNTOLD] = None
    documents: Annotated[tuple[AskedDocument, ...], UNTOLD] = ()
    child_case: ChildCase = None
    by_silence: Annotated[
        bool,
        Field(description="Whether nobody answered by the limit, which the procedure takes as agreement."),
    ] = False
    answered_by: PersonId
    answered_at: EffectiveAt


@event("tthc.cases.CoordinationDeclined.v1", at="declined_at")
class CoordinationDeclined(CoordinationEvent):
    """The asked agency says that the part isn't its own; its time ends."""

    child_case: ChildCase = None
    reason: ReasonText
    belongs_to: BelongsTo = None
    declined_by: PersonId
    declined_at: EffectiveAt


@event("tthc.cases.CoordinationWithdrawn.v1", at="withdrawn_at")
class CoordinationWithdrawn(CoordinationEvent):
    """The asker no longer wants it; what the asked agency has open for it ends."""

    child_case: ChildCase = None
    reason: ReasonText
    withdrawn_by: PersonId
    withdrawn_at: EffectiveAt


@event("tthc.cases.ClarificationAsked.v1", at="asked_at")
class ClarificationAsked(CoordinationEvent):
    """The asked agency asks back. The time goes on."""

    text: Annotated[str, UNTOLD] = ""
    asked_by: PersonId
    asked_at: EffectiveAt


@event("tthc.cases.ClarificationGiven.v1", at="given_at")
class ClarificationGiven(CoordinationEvent):
    """The asker answered what it was asked back."""

    text: Annotated[str, UNTOLD] = ""
    documents: Annotated[tuple[AskedDocument, ...], UNTOLD] = ()
    given_by: PersonId
    given_at: EffectiveAt


@event("tthc.cases.AnswerAccepted.v1", at="accepted_at")
class AnswerAccepted(CoordinationEvent):
    """The asker took the answer; the coordination is over."""

    accepted_by: PersonId
    accepted_at: EffectiveAt


@event("tthc.cases.AnswerReturned.v1", at="returned_at")
class AnswerReturned(CoordinationEvent):
    """The asker sent the answer back; the asked agency owes one again, and its time goes on."""

    child_case: ChildCase = None
    reason: ReasonText
    grounds: GroundsText = "other"
    without_grounds: WithoutGrounds = False
    returned_by: PersonId
    returned_at: EffectiveAt


@event("tthc.cases.CoordinationMoved.v1", at="moved_at")
class CoordinationMoved(CoordinationEvent):
    """The asked agency ended, and a successor is asked now: `asked_agency`. The time goes on."""

    from_agency: Annotated[str, Field(description="Code of the agency that ended.")]
    decision_number: Annotated[str, Field(description="Number and notation of the decision on its end.")]
    effective_from: Annotated[date, Field(description="First day on which the successor is asked.")]
    moved_by: PersonId
    moved_at: EffectiveAt


@event("tthc.cases.DisagreementRaised.v1", at="raised_at")
class DisagreementRaised(CoordinationEvent):
    """A disagreement was taken further: to a meeting that the lead calls, or to the superior of both."""

    level: Annotated[str, Field(description="`meeting` or `superior`. Further values may come.")]
    meets_at: Annotated[Instant | None, Field(description="When the meeting is; null: it is none.")] = None
    superior: Annotated[
        str | None, Field(description="Code of the agency above both that is to decide; null: none is asked.")
    ] = None
    reason: ReasonText
    raised_by: PersonId
    raised_at: EffectiveAt


@event("tthc.cases.DisagreementDecided.v1", at="decided_at")
class DisagreementDecided(CoordinationEvent):
    """What the meeting or the superior decided was recorded; the step may go on."""

    level: Annotated[str, Field(description="`meeting` or `superior`. Further values may come.")]
    decision: Annotated[str, UNTOLD] = ""
    decided_by: PersonId
    decided_at: EffectiveAt
