"""What becomes of a disagreement: a meeting that the asker calls, then the superior of both.

The step goes on once what was decided is recorded (Decree 191/2026/NĐ-CP, Art. 18).
"""

from datetime import datetime
from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.agencies import superior_of
from services.cases.domain.case import CASE, Case
from services.cases.domain.coordination.guards import (
    ASKING,
    FOUND,
    check_asking,
    check_time_of_asked,
    check_time_of_asking,
    coordination_of,
)
from services.cases.domain.coordination.receiving import CoordinationName
from services.cases.domain.coordination_state import Coordination, DisagreementLevel
from services.cases.domain.known import Known
from services.cases.errors.course import CaseIsSuspended, ReasonMissing
from services.cases.errors.disagreement import (
    DecisionIsTheSuperiors,
    DecisionMissing,
    DisagreementAlreadyRaised,
    DisagreementNotRaised,
    MeetingCalledAlready,
    MeetingComesFirst,
    MeetingTimeMissing,
    NoSuperior,
    NothingDisputed,
)
from services.cases.errors.who import AgencyHeadOnly
from shared.contracts.cases.coordination import DisagreementDecided, DisagreementRaised
from shared.contracts.vocabulary import Instant, Text, described
from shared.decider import Act, command
from shared.kernel import Actor, Role, day_of, legible


@command
class RaiseDisagreement:
    """Take a disagreement further: to a meeting, then to the superior of both agencies."""

    coordination: CoordinationName
    level: DisagreementLevel
    meets_at: Annotated[Instant | None, described("When the meeting is; another call of it moves it.")] = None
    reason: Text


@CASE.decides(
    RaiseDisagreement,
    known=Known,
    refuses=(
        *ASKING,
        NothingDisputed,
        DisagreementAlreadyRaised,
        MeetingTimeMissing,
        MeetingCalledAlready,
        MeetingComesFirst,
        NoSuperior,
        ReasonMissing,
        *rules.TIMED,
    ),
)
def raise_disagreement(case: Case, command: RaiseDisagreement, act: Act, known: Known) -> DisagreementRaised:
    """The asker calls the meeting; where that settles nothing, the nearest agency above both is to decide."""
    asked = check_asking(case, command.coordination, act)
    _check_disputed(asked)
    if asked.disagreement_level == DisagreementLevel.SUPERIOR:
        raise DisagreementAlreadyRaised(where="coordination", superior=asked.superior or "")
    superior = None
    if command.level is DisagreementLevel.SUPERIOR:
        superior = _superior(case, asked, act, known)
    else:
        _check_moves(asked, command.meets_at, act)
    reason = rules.reason_of(command.reason)
    check_time_of_asking(act, case, asked)
    return DisagreementRaised(
        **case.named_asked(asked, act.recorded_by),
        level=command.level.value,
        meets_at=command.meets_at,
        superior=superior,
        reason=reason,
        raised_by=act.by.name,
        raised_at=act.at,
    )


def _check_moves(asked: Coordination, meets_at: datetime | None, act: Act) -> None:
    if meets_at is None or meets_at < act.at:
        raise MeetingTimeMissing(where="meets_at", at=act.at)
    if meets_at == asked.meets_at:
        raise MeetingCalledAlready(where="meets_at", meets_at=meets_at)


def _superior(case: Case, asked: Coordination, act: Act, known: Known) -> str:
    if asked.disagreement_level is None:
        raise MeetingComesFirst(where="level")
    found = superior_of(known.agency, case.agency, asked.asked_agency, day_of(act.at))
    if found is None:
        raise NoSuperior(where="level", asking=case.agency, asked=asked.asked_agency)
    return found


@CASE.evolves(DisagreementRaised)
def raised(case: Case, event: DisagreementRaised) -> None:
    """A decision is waited for."""
    asked = case.touch_asked(event.coordination, event.raised_at)
    asked.disagreement_level, asked.superior = event.level, event.superior
    asked.meets_at = event.meets_at


@command
class DecideDisagreement:
    """Record what the meeting or the superior decided on a disagreement."""

    coordination: CoordinationName
    decision: Text


@CASE.decides(
    DecideDisagreement,
    refuses=(
        *FOUND,
        CaseIsSuspended,
        NothingDisputed,
        DisagreementNotRaised,
        AgencyHeadOnly,
        DecisionIsTheSuperiors,
        DecisionMissing,
        *rules.TIMED,
    ),
)
def decide(case: Case, command: DecideDisagreement, act: Act) -> DisagreementDecided:
    """The asking agency's head records a meeting's, a head of the superior or the province its own."""
    rules.check_alive(case)
    asked = coordination_of(case, command.coordination)
    if asked.disagreement_level == DisagreementLevel.SUPERIOR:
        _check_decides(case, asked, act.by)
    else:
        rules.check_running(case)
        rules.check_may_lead(act.by, case)
    _check_disputed(asked)
    if asked.disagreement_level is None:
        raise DisagreementNotRaised(where="coordination", coordination=asked.number)
    decision = command.decision.strip()
    if not legible(decision):
        raise DecisionMissing(where="decision")
    check_time_of_asked(act, asked)
    return DisagreementDecided(
        **case.named_asked(asked, act.recorded_by),
        level=asked.disagreement_level,
        decision=decision,
        decided_by=act.by.name,
        decided_at=act.at,
    )


def _check_disputed(asked: Coordination) -> None:
    """The last answer disagrees, and nothing is decided on it."""
    if not asked.is_disputed:
        raise NothingDisputed(where="coordination", coordination=asked.number)


def _check_decides(case: Case, asked: Coordination, by: Actor) -> None:
    heads = by.has(Role.AGENCY_HEAD) and by.agency == asked.superior
    if not (heads or by.has(Role.PROVINCE_LEADER) or rules.imports(by, case.agency)):
        raise DecisionIsTheSuperiors(where="coordination", superior=asked.superior or "")


@CASE.evolves(DisagreementDecided)
def decided(case: Case, event: DisagreementDecided) -> None:
    """The step may go on."""
    case.touch_asked(event.coordination, event.decided_at).disagreement_decided = True
