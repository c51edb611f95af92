"""What is told of escalations, and of the policies that they go by."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from services.sla.domain.deadline_policy import (
    DEFAULT,
    PROVINCE,
    DeadlinePolicy,
    DeadlinePolicyAdopted,
    EscalationStep,
)
from services.sla.schemas.standing import OpenedList
from services.sla.views.escalation_documents import EscalationDocument
from shared.contracts.escalations import DueSoonPercent, MaybeDueSoonMinutes
from shared.contracts.vocabulary import TimeLimit

ReceiptLimit = Annotated[
    TimeLimit | None,
    Field(description="By when what is handed over or asked for is to be received; null: nobody limits it."),
]


@dataclass(slots=True, kw_only=True)
class ListedEscalation(EscalationDocument):
    """One escalation, with names.

    Procedure and step of a coordination are the asking agency's own: null for whoever may not read its case.
    """

    procedure_name: str | None
    division_name: str | None
    official_name: str | None


class EscalationsAnswer(OpenedList):
    """Escalations, the newest first."""

    escalations: Annotated[list[ListedEscalation], Field(description="Those that fit.")]


class ClockVersion(BaseModel):
    """A case, and the version of its clock."""

    case_number: str
    version: int


class PolicyVersion(BaseModel):
    """Whose policy it is, and its version."""

    policy: Annotated[str, Field(description="The agency's code, or `province`.")]
    version: int


class AdoptedPolicy(BaseModel):
    """What was adopted: for a procedure, or for all that have none of their own."""

    procedure: str | None
    in_force_from: date
    effective_at: Annotated[datetime, Field(description="What is due before goes by what was in force then.")]
    steps: tuple[EscalationStep, ...]
    acknowledged_minutes: Annotated[
        int, Field(description="Working minutes after an acknowledgement in which nothing climbs further.")
    ]
    receipt: ReceiptLimit
    due_soon_percent: DueSoonPercent
    due_soon_minutes: MaybeDueSoonMinutes
    reason: str
    adopted_by: str
    adopted_at: datetime


class DeadlinePolicyAnswer(BaseModel):
    """How overdue work of an agency climbs."""

    policy: Annotated[str, Field(description="The agency's code, or `province`.")]
    version: Annotated[int, Field(description="0: nothing was adopted for it.")]
    holds: Annotated[
        str, Field(description="Whose rules hold there now: the agency's own, `province`, or `default`.")
    ]
    steps: Annotated[
        tuple[EscalationStep, ...],
        Field(description="What holds now, of a procedure without rules of its own."),
    ]
    acknowledged_minutes: Annotated[
        int, Field(description="Working minutes after an acknowledgement in which nothing climbs further.")
    ]
    receipt: ReceiptLimit
    due_soon_percent: DueSoonPercent
    due_soon_minutes: MaybeDueSoonMinutes
    adopted: Annotated[
        list[AdoptedPolicy], Field(description="All that was adopted for it, by its first day.")
    ]

    @classmethod
    def of(
        cls, key: str, version: int, policy: DeadlinePolicy, province: DeadlinePolicy, now: datetime
    ) -> "DeadlinePolicyAnswer":
        """The policy as an answer shows it."""
        found = ((key, policy.at(None, now)), (PROVINCE, province.at(None, now)), ("default", DEFAULT))
        holds, rules = next((name, one) for name, one in found if one is not None)
        return cls(
            policy=key,
            version=version,
            holds=holds,
            steps=rules.steps,
            acknowledged_minutes=rules.acknowledged_minutes,
            receipt=rules.receipt,
            due_soon_percent=rules.due_soon_percent,
            due_soon_minutes=rules.due_soon_minutes,
            adopted=[_adopted(one) for one in policy.adopted],
        )


def _adopted(event: DeadlinePolicyAdopted) -> AdoptedPolicy:
    return AdoptedPolicy(
        procedure=event.procedure,
        in_force_from=event.in_force_from,
        effective_at=event.effective_at,
        steps=event.rules.steps,
        acknowledged_minutes=event.rules.acknowledged_minutes,
        receipt=event.rules.receipt,
        due_soon_percent=event.rules.due_soon_percent,
        due_soon_minutes=event.rules.due_soon_minutes,
        reason=event.reason,
        adopted_by=event.adopted_by,
        adopted_at=event.adopted_at,
    )
