"""Simplification programmes and their proposals, as documents, which answers show as they are."""

from dataclasses import dataclass
from typing import Annotated

from services.catalog.domain.simplification.programmes import SimplificationProgrammeOpened
from services.catalog.domain.simplification.proposing import SimplificationProposed
from services.catalog.domain.simplification.settling import SimplificationDeclined
from services.catalog.domain.simplification.simplification import ProposalState
from shared.contracts.catalog.simplification import SimplificationAccepted, SimplificationCarriedOut
from shared.contracts.vocabulary import TimeLimit, described
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import DateText, InstantText, instant
from shared.restating import restate


@dataclass(slots=True, kw_only=True)
class TargetDocument:
    """How much of the baseline is to go."""

    measure: str
    per_cent: int


@dataclass(slots=True, kw_only=True)
class ProgrammeDocument:
    """A programme."""

    programme: str
    name: str
    agency: Annotated[str | None, described("Whose procedures; null: the whole province's.")]
    baseline_on: DateText
    targets: list[TargetDocument]
    opened_by: str
    opened_at: InstantText
    version: int


@dataclass(slots=True, kw_only=True)
class ProposalDocument:
    """A proposal, and what became of it."""

    programme: str
    proposal: int
    agency: str
    procedure: str
    edition: Annotated[int, described("Where the figures before are taken from.")]
    means: list[str]
    reason: str
    time_before: TimeLimit | None
    steps_before: int
    expected_time: TimeLimit | None
    expected_steps: int
    proposed_by: str
    proposed_at: InstantText
    status: Annotated[str, described("`proposed`, `accepted`, `declined` or `carried_out`.")]
    accepted_by: str | None = None
    accepted_at: InstantText | None = None
    declined_by: str | None = None
    declined_at: InstantText | None = None
    declined_because: str | None = None
    carried_out_in: Annotated[int | None, described("The edition that has it.")] = None
    time_after: TimeLimit | None = None
    steps_after: int | None = None
    carried_out_by: str | None = None
    carried_out_at: InstantText | None = None


PROGRAMMES = Collection(
    "simplification_programmes", indexes=(("agency", "opened_at"),), document=ProgrammeDocument
)
PROPOSALS = Collection(
    "simplification_proposals",
    indexes=(("programme", "agency", "proposal"), ("programme", "status")),
    document=ProposalDocument,
)


def _proposal_id(event: RecordedEvent) -> str:
    return f"{event.key}/{event.event.proposal}"


SIMPLIFICATION_VIEW = View(
    "simplification",
    PROGRAMMES,
    PROPOSALS,
    keys=lambda event: [(PROGRAMMES.name, event.key), (PROPOSALS.name, _proposal_id(event))],
)


@SIMPLIFICATION_VIEW.on(SimplificationProgrammeOpened, keys=lambda event: [(PROGRAMMES.name, event.key)])
def _opened(event: RecordedEvent, session: ProjectionSession) -> None:
    told: SimplificationProgrammeOpened = event.event
    programme = restate(
        ProgrammeDocument,
        told,
        baseline_on=told.baseline_on.isoformat(),
        targets=[TargetDocument(measure=str(one.measure), per_cent=one.per_cent) for one in told.targets],
        opened_at=instant(told.opened_at),
        version=event.version,
    )
    session.put(PROGRAMMES.name, event.key, programme, event.version)


@SIMPLIFICATION_VIEW.on(SimplificationProposed)
def _proposed(event: RecordedEvent, session: ProjectionSession) -> None:
    told: SimplificationProposed = event.event
    proposal = restate(
        ProposalDocument,
        told,
        means=[str(one) for one in told.means],
        proposed_at=instant(told.proposed_at),
        status=ProposalState.PROPOSED.value,
    )
    session.put(PROPOSALS.name, _proposal_id(event), proposal, event.version)
    _touch_programme(event, session)


@SIMPLIFICATION_VIEW.on(SimplificationAccepted)
def _accepted(event: RecordedEvent, session: ProjectionSession) -> None:
    told: SimplificationAccepted = event.event
    proposal = _proposal(event, session, ProposalState.ACCEPTED)
    proposal.accepted_by, proposal.accepted_at = told.accepted_by, instant(told.accepted_at)


@SIMPLIFICATION_VIEW.on(SimplificationDeclined)
def _declined(event: RecordedEvent, session: ProjectionSession) -> None:
    told: SimplificationDeclined = event.event
    proposal = _proposal(event, session, ProposalState.DECLINED)
    proposal.declined_by, proposal.declined_at = told.declined_by, instant(told.declined_at)
    proposal.declined_because = told.reason


@SIMPLIFICATION_VIEW.on(SimplificationCarriedOut)
def _carried_out(event: RecordedEvent, session: ProjectionSession) -> None:
    told: SimplificationCarriedOut = event.event
    proposal = _proposal(event, session, ProposalState.CARRIED_OUT)
    proposal.carried_out_in = told.edition
    proposal.time_after, proposal.steps_after = told.time_after, told.steps_after
    proposal.carried_out_by, proposal.carried_out_at = told.carried_out_by, instant(told.carried_out_at)


def _proposal(event: RecordedEvent, session: ProjectionSession, status: ProposalState) -> ProposalDocument:
    """The proposal's document, which the event changes; it is put as of the event's version."""
    proposal = session.document(PROPOSALS, _proposal_id(event))
    assert proposal is not None, f"{event.stream} has no {_proposal_id(event)}"
    proposal.status = status.value
    session.put(PROPOSALS.name, _proposal_id(event), proposal, event.version)
    _touch_programme(event, session)
    return proposal


def _touch_programme(event: RecordedEvent, session: ProjectionSession) -> None:
    programme = session.document(PROGRAMMES, event.key)
    assert programme is not None, f"{event.stream} has no first event"
    programme.version = event.version
    session.put(PROGRAMMES.name, event.key, programme, event.version)
