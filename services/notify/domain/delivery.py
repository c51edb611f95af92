"""DELIVERY: one notification to one person, once for each cause, and whether its recipient has read it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.contracts.notify import NotificationAdded
from shared.decider import Decider


class NotificationKind(StrEnum):
    """What happened, named as the event that causes it."""

    STEP_TO_DO = "step_to_do"
    STEP_RELEASED = "step_released"
    HAND_OVER_TO_CONFIRM = "hand_over_to_confirm"
    STEP_DUE_SOON = "step_due_soon"
    STEP_OVERDUE = "step_overdue"
    CASE_OVERDUE = "case_overdue"
    STEP_NOT_RECEIVED = "step_not_received"
    COORDINATION_NOT_RECEIVED = "coordination_not_received"
    STEP_ESCALATED = "step_escalated"
    CASE_ESCALATED = "case_escalated"
    COORDINATION_ESCALATED = "coordination_escalated"
    SUSPENSION_ENDED = "suspension_ended"
    BUCK_PASSING = "buck_passing"
    CASES_TAKEN_OVER = "cases_taken_over"
    COORDINATION_REQUESTED = "coordination_requested"
    COORDINATION_ANSWERED = "coordination_answered"
    COORDINATION_DECLINED = "coordination_declined"
    COORDINATION_WITHDRAWN = "coordination_withdrawn"
    CLARIFICATION_ASKED = "clarification_asked"
    CLARIFICATION_GIVEN = "clarification_given"
    ANSWER_RETURNED = "answer_returned"
    DISAGREEMENT_RAISED = "disagreement_raised"
    DISAGREEMENT_DECIDED = "disagreement_decided"
    CASE_LEFT_TO_HEAD = "case_left_to_head"
    COMMENTS_ASKED = "comments_asked"
    COMMENTS_TO_ANSWER = "comments_to_answer"
    COMMENTS_NO_LONGER_ASKED = "comments_no_longer_asked"
    CATALOGUE_TO_ACKNOWLEDGE = "catalogue_to_acknowledge"
    CATALOGUE_UNACKNOWLEDGED = "catalogue_unacknowledged"
    YEARLY_REVIEW_DUE = "yearly_review_due"
    REPORT_ISSUED = "report_issued"
    REPORT_CORRECTED = "report_corrected"
    CAUSE_CLAIMED = "cause_claimed"
    CAUSE_CONFIRMED = "cause_confirmed"
    CAUSE_REFUSED = "cause_refused"


@dataclass(slots=True)
class Delivery:
    """An entry of somebody's inbox."""

    added: NotificationAdded | None = None
    read_at: datetime | None = None


def delivery_key(cause: str, recipient: str) -> str:
    """The key of the one notification to `recipient` of the event with the id `cause`."""
    return f"{cause}.{recipient}"


#: Key: `delivery_key(cause, recipient)`.
DELIVERY = Decider[Delivery]("delivery", Delivery)
