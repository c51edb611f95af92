"""Lateness and returns that are contested: an objective cause is claimed and decided, a return is cleared.

They say nothing of a case's course, and may be told after its end (Decree 335/2025/NĐ-CP, Article 14(2)b, c:
no points are taken off where a competent level confirms an objective cause).
"""

from typing import Annotated

from pydantic import Field

from shared.contracts.cases.facts import CaseEvent, StepEvent
from shared.contracts.declaring import UNTOLD, event
from shared.contracts.vocabulary import EffectiveAt, PersonId, ReasonText

MaybeReason = Annotated[str | None, Field(description="Why, in the words of who decided; null: not said.")]


@event("tthc.cases.ObjectiveCauseClaimed.v1", at="claimed_at")
class ObjectiveCauseClaimed(StepEvent):
    """An official said that a late visit of theirs had an objective cause (nguyên nhân khách quan)."""

    reason: ReasonText
    evidence: Annotated[
        tuple[str, ...], Field(description="`ce_id` of events that show it, in the claimant's order.")
    ] = ()
    documents: Annotated[tuple[str, ...], UNTOLD] = ()  #: the SHA-256 of attached documents that show it
    claimed_by: PersonId
    claimed_at: EffectiveAt


@event("tthc.cases.ObjectiveCauseConfirmed.v1", at="confirmed_at")
class ObjectiveCauseConfirmed(StepEvent):
    """A competent leader confirmed it: the visit's lateness isn't held against the official."""

    reason: MaybeReason = None
    confirmed_by: PersonId
    confirmed_at: EffectiveAt


@event("tthc.cases.ObjectiveCauseRefused.v1", at="refused_at")
class ObjectiveCauseRefused(StepEvent):
    """A competent leader found that it was none."""

    reason: MaybeReason = None
    refused_by: PersonId
    refused_at: EffectiveAt


@event("tthc.cases.ReturnCleared.v1", at="cleared_at")
class ReturnCleared(CaseEvent):
    """A competent leader found that work was sent back without a fault of whoever had done it."""

    returned: Annotated[
        int, Field(description="The version, in the case's own order, of the event that sent it back.", ge=1)
    ]
    reason: ReasonText
    cleared_by: PersonId
    cleared_at: EffectiveAt
