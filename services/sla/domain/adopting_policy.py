"""A policy is adopted: by an agency's head for it, by the province for any, or for all that have none."""

from datetime import datetime
from itertools import pairwise
from typing import Annotated

from services.sla.domain.deadline_policy import (
    DEADLINE_POLICY,
    DEFAULT,
    HEARD_AFTER,
    PROVINCE,
    DeadlinePolicy,
    DeadlinePolicyAdopted,
    EscalationStep,
    PolicyRules,
    begin_of,
)
from services.sla.domain.ladder import LEVELS
from services.sla.errors import LevelsOutOfOrder, MayNotAdoptPolicies, PolicyInThePast, PolicySaysNothing
from shared.contracts.escalations import (
    DueSoonPercent,
    MaybeDueSoonMinutes,
    MaybeProcedure,
    MaybeReceipt,
    WorkingMinutes,
)
from shared.contracts.vocabulary import SINCE, CalendarDay, Text
from shared.decider import Act, command
from shared.kernel import Role, day_of
from shared.restating import restate

#: Whose roles hold for the whole province: they keep it running, or look after all agencies' procedures.
ADOPTERS = (Role.REVIEWER, Role.OPERATOR, Role.PROVINCE_LEADER)


@command
class AdoptDeadlinePolicy:
    """Say from a day on how overdue work climbs, from the lowest level to the highest; by when what is handed
    over is to be received; and when a due instant is near.

    What falls due before, was handed over before or is of a case that was opened before goes by what was in
    force then, to its end.
    """

    procedure: MaybeProcedure = None
    in_force_from: CalendarDay
    steps: tuple[EscalationStep, ...]
    acknowledged_minutes: WorkingMinutes = DEFAULT.acknowledged_minutes
    receipt: Annotated[MaybeReceipt, SINCE] = DEFAULT.receipt
    due_soon_percent: Annotated[DueSoonPercent, SINCE] = DEFAULT.due_soon_percent
    due_soon_minutes: Annotated[MaybeDueSoonMinutes, SINCE] = None
    reason: Text


@DEADLINE_POLICY.decides(
    AdoptDeadlinePolicy,
    refuses=(MayNotAdoptPolicies, PolicyInThePast, LevelsOutOfOrder, PolicySaysNothing),
    known=str,
)
def adopt(policy: DeadlinePolicy, command: AdoptDeadlinePolicy, act: Act, key: str) -> DeadlinePolicyAdopted:
    """Never backwards: what is overdue already goes by what it fell due under. `key`: whose it is."""
    _check_may_adopt(act, key)
    recorded = act.recorded_at
    if command.in_force_from < day_of(recorded):
        raise PolicyInThePast(day=command.in_force_from, where="in_force_from")
    _check_order(command.steps)
    rules = restate(PolicyRules, command)
    effective_at = max(begin_of(command.in_force_from), recorded + HEARD_AFTER)
    if rules == _in_force(policy, command.procedure, effective_at):
        raise PolicySaysNothing(where="steps")
    return DeadlinePolicyAdopted(
        key=key,
        procedure=command.procedure,
        rules=rules,
        reason=command.reason,
        in_force_from=command.in_force_from,
        effective_at=effective_at,
        adopted_by=act.by.name,
        adopted_at=recorded,
    )


def _check_may_adopt(act: Act, key: str) -> None:
    heads_it = act.by.has(Role.AGENCY_HEAD) and act.by.agency == key != PROVINCE
    if not heads_it and not act.by.has(*ADOPTERS):
        raise MayNotAdoptPolicies(agency=key)


def _check_order(steps: tuple[EscalationStep, ...]) -> None:
    """At least one level, each once, upwards, and none before one below it."""
    if not steps:
        raise LevelsOutOfOrder(where="steps")
    places = [(LEVELS.index(one.level), one.after_minutes) for one in steps]
    for below, above in pairwise(places):
        if below[0] >= above[0] or below[1] > above[1]:
            raise LevelsOutOfOrder(where="steps")


def _in_force(policy: DeadlinePolicy, procedure: str | None, instant: datetime) -> PolicyRules | None:
    found = [
        one.rules for one in policy.adopted if one.procedure == procedure and one.effective_at <= instant
    ]
    return found[-1] if found else None


@DEADLINE_POLICY.evolves(DeadlinePolicyAdopted)
def adopted(policy: DeadlinePolicy, event: DeadlinePolicyAdopted) -> None:
    """By the instants from which they hold; of one instant, what was adopted last."""
    policy.adopted.append(event)
    policy.adopted.sort(key=lambda one: one.effective_at)
