"""What the notify service tells: entries of people's inboxes."""

from typing import ClassVar

from pydantic import Field

from shared.contracts.published import AgencyCode, CaseNumber, Instant, PersonId, PublishedEvent, example
from shared.contracts.topics import Topic

_CAUSE = "0c0bd8b5-6f0b-5d7e-8a3c-5f3bb43b5d0e"
_NOTIFICATION = f"{_CAUSE}.snv.minh"


class NotificationAdded(PublishedEvent):
    """Somebody's inbox has a new entry. At most one for each cause and recipient."""

    event_type: ClassVar[str] = "tthc.notify.NotificationAdded.v1"
    topic: ClassVar[Topic] = Topic.NOTIFY
    model_config = example(
        notification=_NOTIFICATION,
        recipient="snv.minh",
        agency="SNV",
        division="CCVC",
        kind="step_overdue",
        case_number="SNV-261201-0001",
        step="tham-dinh",
        visit=1,
        step_name="Thẩm định hồ sơ",
        subject="Bổ nhiệm Phó Trưởng phòng Cải cách hành chính",
        owner=None,
        counterpart=None,
        edition=None,
        due_at="2026-12-07T04:05:00Z",
        cause=_CAUSE,
        added_at="2026-12-07T04:05:02Z",
    )

    notification: str = Field(description="Identifier of the entry.")
    recipient: str = Field(description="Identifier of the official whose inbox it is.")
    agency: AgencyCode
    division: str | None = Field(
        default=None, description="Code of the division that held the work; null: the agency as a whole."
    )
    kind: str = Field(
        description="`step_due_soon`, `step_overdue`, `case_overdue`; on catalogues `comments_asked`, "
        "`comments_to_answer`, `comments_no_longer_asked`, `catalogue_to_acknowledge`, "
        "`catalogue_unacknowledged`, `yearly_review_due`. Further values may come.",
        examples=["step_overdue"],
    )
    case_number: str | None = Field(
        default=None, description="Number of the case; null: about no single case."
    )
    step: str | None = Field(default=None, description="Code of the step; null: the case as a whole.")
    visit: int | None = Field(
        default=None, description="Number of the visit of the step, from 1; null: no step."
    )
    step_name: str | None = Field(
        default=None, description="Name of the step in Vietnamese; null: not known."
    )
    subject: str | None = Field(default=None, description="What the case is about; null: not known.")
    owner: str | None = Field(
        default=None, description="Code of the agency whose catalogue it is about; null: about a case."
    )
    edition: int | None = Field(default=None, description="Number of that catalogue's edition.")
    counterpart: str | None = Field(
        default=None, description="Code of another agency that it concerns, such as one that is silent."
    )
    due_at: Instant = Field(description="The due instant that the entry is about.")
    cause: str = Field(description="`ce_id` of the event that caused the entry.")
    added_at: Instant = Field(description="When the entry was added.")


class NotificationRead(PublishedEvent):
    """The recipient has read an entry."""

    event_type: ClassVar[str] = "tthc.notify.NotificationRead.v1"
    topic: ClassVar[Topic] = Topic.NOTIFY
    model_config = example(
        notification=_NOTIFICATION,
        recipient="snv.minh",
        agency="SNV",
        case_number="SNV-261201-0001",
        cause=_CAUSE,
        read_by="snv.minh",
        read_at="2026-12-07T06:40:00Z",
    )

    notification: str = Field(description="Identifier of the entry.")
    recipient: str = Field(description="Identifier of the official whose inbox it is.")
    agency: AgencyCode
    case_number: CaseNumber
    cause: str = Field(description="`ce_id` of the event that caused the entry.")
    read_by: PersonId
    read_at: Instant = Field(description="When it was read.")


EVENTS: tuple[type[PublishedEvent], ...] = (NotificationAdded, NotificationRead)
