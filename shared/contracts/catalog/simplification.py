"""What the catalog service tells of programmes that simplify procedures."""

from typing import Annotated

from pydantic import Field

from shared.contracts.declaring import event
from shared.contracts.vocabulary import AgencyCode, Edition, Instant, PersonId, ProcedureCode, TimeLimit

Programme = Annotated[str, Field(description="Code of the simplification programme.", examples=["DGH-2026"])]
ProposalNumber = Annotated[int, Field(description="Number of the proposal in its programme, from 1.")]


@event("tthc.catalog.SimplificationAccepted.v1", at="accepted_at")
class SimplificationAccepted:
    """The head of an agency accepted a proposal to simplify one of its procedures."""

    programme: Programme
    proposal: ProposalNumber
    agency: AgencyCode
    procedure: ProcedureCode
    expected_time: Annotated[
        TimeLimit | None,
        Field(description="The total that is expected; null if the procedure is to be removed."),
    ]
    expected_steps: Annotated[
        int, Field(description="Steps that are expected; 0 if the procedure is to be removed.")
    ]
    accepted_by: PersonId
    accepted_at: Annotated[Instant, Field(description="When it was accepted.")]


@event("tthc.catalog.SimplificationCarriedOut.v1", at="carried_out_at")
class SimplificationCarriedOut:
    """An issued edition has what was accepted."""

    programme: Programme
    proposal: ProposalNumber
    agency: AgencyCode
    procedure: ProcedureCode
    edition: Edition
    time_after: Annotated[
        TimeLimit | None, Field(description="The total in that edition; null if the procedure is removed.")
    ]
    steps_after: Annotated[int, Field(description="Steps in that edition; 0 if the procedure is removed.")]
    carried_out_by: PersonId
    carried_out_at: Annotated[Instant, Field(description="When that was noted.")]
