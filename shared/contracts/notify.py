"""What the notify service tells: entries of people's inboxes."""

from typing import Annotated

from pydantic import Field

from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import SINCE, AgencyCode, Instant, PersonId

NotificationId = Annotated[str, Field(description="Identifier of the entry.")]
MaybeCaseNumber = Annotated[str | None, Field(description="Number of the case; null: about no single case.")]
CauseId = Annotated[str, Field(description="`ce_id` of the event that caused the entry.")]
Recipient = Annotated[str, Field(description="Identifier of the official whose inbox it is.")]


@part
class NotificationContent:
    """What an entry says: plain facts, no sentences, which are made for the reader's language."""

    recipient: Recipient
    agency: AgencyCode
    division: Annotated[
        str | None, Field(description="Code of the division that held the work; null: the agency as a whole.")
    ] = None
    kind: Annotated[
        str,
        Field(
            description=(
                "`step_to_do`, `step_released`, `step_due_soon`, `step_overdue`, `case_overdue`, "
                "`step_not_received`, `coordination_not_received`, "
                "`step_escalated`, `case_escalated`, `coordination_escalated`, "
                "`suspension_ended`, `case_left_to_head`, `cases_taken_over`, `hand_over_to_confirm`, "
                "`buck_passing`, `cause_claimed`, `cause_confirmed`, `cause_refused`; on reports "
                "`report_issued`, `report_corrected`; on catalogues "
                "`comments_asked`, `comments_to_answer`, `comments_no_longer_asked`, "
                "`catalogue_to_acknowledge`, `catalogue_unacknowledged`, `yearly_review_due`. Further "
                "values may come."
            ),
            examples=["step_overdue"],
        ),
    ]
    case_number: MaybeCaseNumber = None
    step: Annotated[str | None, Field(description="Code of the step; null: the case as a whole.")] = None
    visit: Annotated[
        int | None, Field(description="Number of the visit of the step, from 1; null: no step.")
    ] = None
    step_name: Annotated[
        str | None, Field(description="Name of the step in Vietnamese; null: not known.")
    ] = None
    subject: Annotated[str | None, Field(description="What the case is about; null: not known.")] = None
    owner: Annotated[
        str | None, Field(description="Code of the agency whose catalogue it is about; null: about a case.")
    ] = None
    edition: Annotated[int | None, Field(description="Number of that catalogue's edition.")] = None
    counterpart: Annotated[
        str | None, Field(description="Code of another agency that it concerns, such as one that is silent.")
    ] = None
    between: Annotated[
        tuple[str, ...], Field(description="Codes of the units that passed work between them.")
    ] = ()
    coordination: Annotated[
        int | None, Field(description="The how-manyeth coordination of the case; null: about none.")
    ] = None
    official: Annotated[
        str | None,
        Field(description="Identifier of who passed the step on, or held it; null: nobody is named."),
    ] = None
    hand_over: Annotated[
        str | None, Field(description="Identifier of the hand-over that it is about; null: about none.")
    ] = None
    period: Annotated[
        str | None, SINCE, Field(description="Period of the report that it is about; null: about none.")
    ] = None
    address: Annotated[
        str | None,
        SINCE,
        Field(description="Where on the sla service the report is; null: about none."),
    ] = None
    due_at: Annotated[
        Instant, Field(description="The due instant that the entry is about, or when it happened.")
    ]
    cause: CauseId


@event("tthc.notify.NotificationAdded.v1", at="added_at")
class NotificationAdded(NotificationContent):
    """Somebody's inbox has a new entry. At most one for each cause and recipient."""

    notification: NotificationId
    added_at: Annotated[Instant, Field(description="When the entry was added.")]


@event("tthc.notify.NotificationRead.v1", at="read_at")
class NotificationRead:
    """The recipient has read an entry."""

    notification: NotificationId
    recipient: Recipient
    agency: AgencyCode
    case_number: MaybeCaseNumber = None
    cause: CauseId
    read_by: PersonId
    read_at: Annotated[Instant, Field(description="When it was read.")]
