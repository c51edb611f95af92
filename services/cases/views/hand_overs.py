"""Hand-overs of desks: which wait for whom, and what became of them."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from services.cases.domain.hand_over.state import (
    HandOverCarriedOut,
    HandOverConfirmed,
    HandOverPhase,
    HandOverWithdrawn,
)
from shared.contracts.hand_overs import HandOverProposed
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import InstantText, instant
from shared.restating import restate


@dataclass(slots=True, kw_only=True)
class HandedStepDocument:
    """A step on a list, and what became of it."""

    case_number: str
    step: str
    visit: int
    division: str
    refused_as: str | None = None  #: code of the refusal; None: it went to the receiver, or waits
    vi: str | None = None
    en: str | None = None


@dataclass(slots=True, kw_only=True)
class HandOverShown:
    """A hand-over as it stands."""

    hand_over: str
    agency: str
    giver: str
    receiver: str
    reason: str
    phase: Annotated[str, Field(description="`proposed`, `done` or `withdrawn`.")]
    proposed_by: str
    proposed_at: InstantText
    giver_confirmed: bool = False
    receiver_confirmed: bool = False
    ended_at: InstantText | None = None
    withdrawn_by: str | None = None
    withdrawn_because: str | None = None
    version: int


@dataclass(slots=True, kw_only=True)
class HandOverDocument(HandOverShown):
    """A hand-over with its list."""

    steps: list[HandedStepDocument]


HAND_OVERS = Collection(
    "hand_overs",
    indexes=(("agency", "phase", "proposed_at"), ("giver", "proposed_at"), ("receiver", "proposed_at")),
    document=HandOverDocument,
)
HAND_OVER_VIEW = View("hand_overs", HAND_OVERS, keys=lambda event: [(HAND_OVERS.name, event.key)])


@HAND_OVER_VIEW.on(HandOverProposed)
def _proposed(event: RecordedEvent, session: ProjectionSession) -> None:
    told: HandOverProposed = event.event
    document = restate(
        HandOverDocument,
        told,
        phase=HandOverPhase.PROPOSED.value,
        proposed_at=instant(told.proposed_at),
        steps=[restate(HandedStepDocument, one) for one in told.steps],
        version=event.version,
    )
    session.put(HAND_OVERS.name, event.key, document, event.version)


@HAND_OVER_VIEW.on(HandOverConfirmed)
def _confirmed(event: RecordedEvent, session: ProjectionSession) -> None:
    document = _changed(event, session)
    if event.event.side == "giver":
        document.giver_confirmed = True
    else:
        document.receiver_confirmed = True


@HAND_OVER_VIEW.on(HandOverCarriedOut)
def _carried_out(event: RecordedEvent, session: ProjectionSession) -> None:
    told: HandOverCarriedOut = event.event
    document = _changed(event, session)
    document.phase, document.ended_at = HandOverPhase.DONE.value, instant(told.carried_out_at)
    for step, result in zip(document.steps, told.results, strict=True):
        step.refused_as, step.vi, step.en = result.refused_as, result.vi, result.en


@HAND_OVER_VIEW.on(HandOverWithdrawn)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    told: HandOverWithdrawn = event.event
    document = _changed(event, session)
    document.phase, document.ended_at = HandOverPhase.WITHDRAWN.value, instant(told.withdrawn_at)
    document.withdrawn_by, document.withdrawn_because = told.withdrawn_by, told.reason


def _changed(event: RecordedEvent, session: ProjectionSession) -> HandOverDocument:
    document = session.document(HAND_OVERS, event.key)
    assert document is not None, f"{event.stream} has no first event"
    document.version = event.version
    session.put(HAND_OVERS.name, event.key, document, event.version)
    return document
