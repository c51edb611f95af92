"""What the catalog service tells of programmes that simplify procedures."""

from typing import Annotated, ClassVar

from pydantic import Field

from shared.contracts.published import (
    AgencyCode,
    Edition,
    Instant,
    PersonId,
    ProcedureCode,
    PublishedEvent,
    PublishedTimeLimit,
    example,
)
from shared.contracts.topics import Topic

Programme = Annotated[str, Field(description="Code of the simplification programme.", examples=["DGH-2026"])]
ProposalNumber = Annotated[int, Field(description="Number of the proposal in its programme, from 1.")]
_PROPOSAL = {"programme": "DGH-2026", "proposal": 3, "agency": "SNV", "procedure": "SNV-07"}


class SimplificationAccepted(PublishedEvent):
    """The head of an agency accepted a proposal to simplify one of its procedures."""

    event_type: ClassVar[str] = "tthc.catalog.SimplificationAccepted.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(
        **_PROPOSAL,
        expected_time={"duration": "PT16H", "counting": "working_hours"},
        expected_steps=3,
        accepted_by="snv.binh",
        accepted_at="2026-11-20T02:30:00Z",
    )

    programme: Programme
    proposal: ProposalNumber
    agency: AgencyCode
    procedure: ProcedureCode
    expected_time: PublishedTimeLimit | None = Field(
        description="The total that is expected; null if the procedure is to be removed."
    )
    expected_steps: int = Field(description="Steps that are expected; 0 if the procedure is to be removed.")
    accepted_by: PersonId
    accepted_at: Instant = Field(description="When it was accepted.")


class SimplificationCarriedOut(PublishedEvent):
    """An issued edition has what was accepted."""

    event_type: ClassVar[str] = "tthc.catalog.SimplificationCarriedOut.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(
        **_PROPOSAL,
        edition=2,
        time_after={"duration": "PT16H", "counting": "working_hours"},
        steps_after=3,
        carried_out_by="snv.lan",
        carried_out_at="2027-01-05T02:30:00Z",
    )

    programme: Programme
    proposal: ProposalNumber
    agency: AgencyCode
    procedure: ProcedureCode
    edition: Edition
    time_after: PublishedTimeLimit | None = Field(
        description="The total in that edition; null if the procedure is removed."
    )
    steps_after: int = Field(description="Steps in that edition; 0 if the procedure is removed.")
    carried_out_by: PersonId
    carried_out_at: Instant = Field(description="When that was noted.")


EVENTS: tuple[type[PublishedEvent], ...] = (SimplificationAccepted, SimplificationCarriedOut)
