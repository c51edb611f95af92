"""What is remarked on a case; it moves nothing. That it was said is told; what was said is read by right."""

from typing import Annotated

from pydantic import Field

from shared.contracts.cases.coordination import AskedDocument
from shared.contracts.cases.facts import CaseEvent, StepEvent
from shared.contracts.declaring import UNTOLD, event
from shared.contracts.vocabulary import EffectiveAt, Instant, PersonId, ReasonText


@event("tthc.cases.CommentAdded.v1", at="commented_at")
class CommentAdded(CaseEvent):
    """Somebody commented on the case, or on a coordination of it."""

    kind: Annotated[
        str,
        Field(description="`comment`, or `late_answer` to a coordination. Further values may come."),
    ] = "comment"
    coordination: Annotated[
        int | None, Field(description="The coordination that it is about; null: the case.")
    ] = None
    answer: Annotated[str | None, Field(description="Of a late answer, its kind; null: it is none.")] = None
    text: Annotated[str, UNTOLD] = ""
    documents: Annotated[tuple[AskedDocument, ...], UNTOLD] = ()
    commented_by: PersonId
    commented_at: EffectiveAt


@event("tthc.cases.DocumentAttached.v1", at="attached_at")
class DocumentAttached(CaseEvent):
    """A document was attached to the case; its content lies in the document system."""

    kind: Annotated[
        str,
        Field(description="`incoming`, `draft`, `result` or `other`. Further values may come."),
    ] = "other"
    name: Annotated[str, UNTOLD] = ""
    size: Annotated[int, UNTOLD, Field(description="Bytes.")] = 0
    sha256: Annotated[
        str, UNTOLD, Field(description="SHA-256 of the content, in lower-case hexadecimal.")
    ] = ""
    address: Annotated[str, UNTOLD] = ""  #: where the content lies
    attached_by: PersonId
    attached_at: EffectiveAt


@event("tthc.cases.CaseLinked.v1", at="linked_at")
class CaseLinked(CaseEvent):
    """The case was linked to another that has to do with it."""

    other_case: Annotated[str, Field(description="Number of the other case.")]
    linked_by: PersonId
    linked_at: EffectiveAt


@event("tthc.cases.LatenessAnnounced.v1", at="announced_at")
class LatenessAnnounced(StepEvent):
    """Who holds a step told, before it was due, that it will be late; it moves no limit."""

    reason: ReasonText
    expected_at: Annotated[Instant, Field(description="When the step is expected to be completed.")]
    announced_by: PersonId
    announced_at: EffectiveAt
