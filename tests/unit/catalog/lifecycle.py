"""What happens in the life of an edition, as the catalog's tests tell it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from services.catalog.domain.edition.draft_events import DraftDiscarded
from services.catalog.domain.edition.review import RoundOutcome
from services.catalog.domain.edition.yearly_review import ReviewOutcome
from shared.contracts.catalog.deliveries import (
    AcknowledgementReminded,
    CatalogueAcknowledged,
    CataloguePublished,
    CatalogueSent,
)
from shared.contracts.catalog.reviews import (
    CommentAnswered,
    CommentMade,
    CommentsReminded,
    EditionSentForComments,
    ReviewRoundClosed,
    YearlyReviewAnnounced,
    YearlyReviewConcluded,
    YearlyReviewFellDue,
    YearlyReviewReopened,
)
from shared.kernel import Actor, Role
from shared.vietnam_time import VIETNAM
from tests.unit.catalog.examples import AT, DRAFTED, entered, in_draft, issued, procedure
from tests.unit.catalog.full_procedure import as_issued

REVIEWER = Actor("snv.vinh", agency="SNV", roles=frozenset({Role.REVIEWER}))
RECIPIENT = Actor("stc.hung", agency="STC", roles=frozenset({Role.OFFICIAL}))
ADDRESS = "https://snv.example.gov.vn/quyet-dinh/05"
FIRST_DAY = date(2026, 12, 1)
LAST_DAY = date(2026, 11, 30)  #: for comments on what is sent at `AT`


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)


SENT = EditionSentForComments(
    agency="SNV",
    edition=1,
    round=1,
    reviewing_agency="SNV",
    comments_due=LAST_DAY,
    remind_on=LAST_DAY - timedelta(days=2),
    sent_by="snv.lan",
    sent_at=AT,
)
REMINDED = CommentsReminded(
    agency="SNV",
    edition=1,
    round=1,
    reviewing_agency="SNV",
    comments_due=LAST_DAY,
    reminded_at=midnight(LAST_DAY - timedelta(days=2)),
)


def commented(number: int = 1, procedure: str = "P01", step: str = "", **changes: Any) -> CommentMade:
    made = CommentMade(
        agency="SNV",
        edition=1,
        round=1,
        comment=number,
        procedure=procedure,
        step=step,
        text="Thời hạn thẩm định quá dài",
        reviewing_agency="SNV",
        made_by="snv.vinh",
        made_at=AT,
    )
    return replace(made, **changes)


def closed(outcome: RoundOutcome, comments: int = 0, **changes: Any) -> ReviewRoundClosed:
    event = ReviewRoundClosed(
        agency="SNV",
        edition=1,
        round=1,
        reviewing_agency="SNV",
        outcome=outcome,
        comments=comments,
        closed_by="snv.vinh",
        closed_at=AT,
    )
    return replace(event, **changes)


DISCARDED = DraftDiscarded(
    agency="SNV", edition=1, reason="Chưa cần", discarded_by="snv.lan", discarded_at=AT
)


def answered(number: int = 1, accepted: bool = True, reason: str = "") -> CommentAnswered:
    return CommentAnswered(
        agency="SNV",
        edition=1,
        comment=number,
        accepted=accepted,
        reason=reason,
        reviewing_agency="SNV",
        answered_by="snv.lan",
        answered_at=AT,
    )


DRAFT = (DRAFTED, in_draft(procedure()))
ISSUED = (*DRAFT, issued("P01"), as_issued(procedure()))
IN_FORCE = (*ISSUED, entered(1, "P01"))
PUBLISHED = CataloguePublished(
    agency="SNV", edition=1, address=ADDRESS, published_by="snv.lan", published_at=AT
)


def sent_to(recipient: str, chosen: bool = True) -> CatalogueSent:
    return CatalogueSent(
        agency="SNV",
        edition=1,
        recipient=recipient,
        chosen=chosen,
        address=ADDRESS,
        remind_on=date(2026, 11, 25),
        sent_by="snv.lan",
        sent_at=AT,
        reminders=3,
        reminder_days=5,
    )


ACKNOWLEDGED = CatalogueAcknowledged(
    agency="SNV", edition=1, recipient="STC", acknowledged_by="stc.hung", acknowledged_at=AT
)
ACKNOWLEDGEMENT_REMINDED = AcknowledgementReminded(
    agency="SNV",
    edition=1,
    recipient="STC",
    reminded_at=midnight(date(2026, 11, 25)),
    reminder=1,
    last=False,
    again_on=date(2026, 11, 30),
)
DUE = date(2027, 12, 1)
ANNOUNCED = YearlyReviewAnnounced(
    agency="SNV", edition=1, due_on=DUE, announced_at=midnight(date(2027, 11, 1))
)
FELL_DUE = YearlyReviewFellDue(agency="SNV", edition=1, due_on=DUE, fell_due_at=midnight(DUE))
CONCLUDED = YearlyReviewConcluded(
    agency="SNV",
    edition=1,
    outcome=ReviewOutcome.NOTHING_CHANGES,
    due_on=DUE,
    note="Không có thay đổi",
    next_announced_on=date(2028, 11, 1),
    next_due_on=date(2028, 12, 1),
    concluded_by="snv.binh",
    concluded_at=AT,
)
REOPENED = YearlyReviewReopened(
    agency="SNV", edition=1, due_on=DUE, announced_on=date(2027, 11, 1), reopened_at=AT
)
#: One of each kind that isn't among the other examples.
EXAMPLES = (
    SENT,
    REMINDED,
    commented(),
    closed(RoundOutcome.COMMENTED, 1),
    answered(),
    PUBLISHED,
    sent_to("STC"),
    ACKNOWLEDGEMENT_REMINDED,
    ACKNOWLEDGED,
    ANNOUNCED,
    FELL_DUE,
    CONCLUDED,
    REOPENED,
)
