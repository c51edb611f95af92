"""An official claims an objective cause for a late visit of theirs; a competent leader decides on it.

Also after the case has ended, and while it is suspended: the case's course isn't touched, and nothing builds
on it (Decree 335/2025/NĐ-CP, Article 14(2)c).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.deadline import calendar_of, deadline_of_visit
from services.cases.domain.known import Known
from services.cases.domain.marks import CauseClaim, MarkedVisit, mark_key
from services.cases.errors.course import CaseNotOpened, ReasonMissing
from services.cases.errors.known import CalendarNotKnownYet
from services.cases.errors.objective_causes import (
    CauseClaimedAlready,
    CauseDecidedAlready,
    CauseNotClaimed,
    DocumentNotAttached,
    NoLateVisit,
    NotCompetent,
    NotYourVisit,
    OwnMatter,
    VisitNotLate,
    VisitUnknown,
)
from shared.contracts.cases.facts import StepEvent
from shared.contracts.cases.objective_causes import (
    ObjectiveCauseClaimed,
    ObjectiveCauseConfirmed,
    ObjectiveCauseRefused,
)
from shared.contracts.vocabulary import Code, Text, Whole, described
from shared.decider import Act, command
from shared.kernel import Actor, Role
from shared.working_time.errors import LimitBeyondCalendar

VisitGiven = Annotated[Whole | None, described("Which visit of the step, from 1; null: the last that fits.")]


@command
class ClaimObjectiveCause:
    """Say that a late visit of one's own was late by an objective cause, with what shows it."""

    step: Code
    visit: VisitGiven = None
    reason: Text
    evidence: Annotated[tuple[Code, ...], described("The ids of events that show it.")] = ()
    documents: Annotated[tuple[Code, ...], described("The SHA-256 of attached documents that do.")] = ()


@CASE.decides(
    ClaimObjectiveCause,
    known=Known,
    refuses=(
        CaseNotOpened,
        ReasonMissing,
        CalendarNotKnownYet,
        LimitBeyondCalendar,
        VisitUnknown,
        NotYourVisit,
        NoLateVisit,
        VisitNotLate,
        CauseClaimedAlready,
        DocumentNotAttached,
        *rules.TIMED,
    ),
)
def claim(case: Case, command: ClaimObjectiveCause, act: Act, known: Known) -> ObjectiveCauseClaimed:
    """For a visit that they completed, or hold, after its due instant; once a visit."""
    check_opened(case)
    reason = rules.reason_of(command.reason)
    visit, due_at = _late_visit(case, command, act, known)
    if visit.key in case.marks.claims:
        raise CauseClaimedAlready(where="visit", step=visit.step, visit=visit.number)
    for sha256 in command.documents:
        if sha256 not in case.documents:
            raise DocumentNotAttached(where="documents", sha256=sha256)
    rules.check_time(act, case.agency, visit.ended_at or due_at)
    return ObjectiveCauseClaimed(
        **_named(case, visit, act),
        reason=reason,
        evidence=command.evidence,
        documents=command.documents,
        claimed_by=act.by.name,
        claimed_at=act.at,
    )


def _late_visit(
    case: Case, command: ClaimObjectiveCause, act: Act, known: Known
) -> tuple[MarkedVisit, datetime]:
    """The visit that is meant, with its due instant."""
    calendar = calendar_of(case, known)
    found = sorted(_visits(case, command.step), key=lambda one: one.number)
    if command.visit is not None:
        found = [one for one in found if one.number == command.visit]
        if not found:
            raise VisitUnknown(where="visit", step=command.step, visit=command.visit)
        if found[0].official != act.by.name:
            raise NotYourVisit(where="visit", step=command.step, visit=command.visit)
    dues = [(one, deadline_of_visit(case, one, calendar)) for one in found if one.official == act.by.name]
    late = [(one, due) for one, due in dues if (one.ended_at or act.at) > due]
    if not late and command.visit is not None:
        raise VisitNotLate(where="visit", step=command.step, visit=command.visit, due_at=dues[0][1])
    if not late:
        raise NoLateVisit(where="step", step=command.step)
    return late[-1]


def _visits(case: Case, step: str) -> Iterator[MarkedVisit]:
    """The completed ones of a step, and the one that somebody holds."""
    yield from (one for one in case.marks.completed.values() if one.step == step)
    held = case.visits.get(step)
    if held is not None and not held.completed and held.official is not None:
        yield MarkedVisit(
            step=step,
            number=held.number,
            division=held.division,
            official=held.official,
            opened_at=held.opened_at,
            time_limit=held.time_limit,
            ended_at=None,
        )


@CASE.evolves(ObjectiveCauseClaimed)
def claimed(case: Case, event: ObjectiveCauseClaimed) -> None:
    """A leader is to decide."""
    case.marks.claims[mark_key(event.step, event.visit)] = CauseClaim(
        event.step, event.visit, event.division, event.official or event.claimed_by, event.claimed_at
    )


@command
class ConfirmObjectiveCause:
    """Confirm that a visit was late by an objective cause: it isn't held against whoever did it."""

    step: Code
    visit: VisitGiven = None
    reason: Text | None = None


@command
class RefuseObjectiveCause:
    """Say that what was claimed is no objective cause."""

    step: Code
    visit: VisitGiven = None
    reason: Text | None = None


_DECIDED = (
    CaseNotOpened,
    CauseNotClaimed,
    CauseDecidedAlready,
    OwnMatter,
    NotCompetent,
    ReasonMissing,
    *rules.TIMED,
)


@CASE.decides(ConfirmObjectiveCause, refuses=_DECIDED)
def confirm(case: Case, command: ConfirmObjectiveCause, act: Act) -> ObjectiveCauseConfirmed:
    """By the head of the division that held the visit, or the agency's; never by who claims it."""
    named, reason = _decided(case, command, act)
    return ObjectiveCauseConfirmed(**named, reason=reason, confirmed_by=act.by.name, confirmed_at=act.at)


@CASE.decides(RefuseObjectiveCause, refuses=_DECIDED)
def refuse(case: Case, command: RefuseObjectiveCause, act: Act) -> ObjectiveCauseRefused:
    """By the same."""
    named, reason = _decided(case, command, act)
    return ObjectiveCauseRefused(**named, reason=reason, refused_by=act.by.name, refused_at=act.at)


def _decided(
    case: Case, command: ConfirmObjectiveCause | RefuseObjectiveCause, act: Act
) -> tuple[dict[str, Any], str | None]:
    check_opened(case)
    claims = [
        one
        for one in sorted(case.marks.claims.values(), key=lambda one: one.number)
        if one.step == command.step and command.visit in (None, one.number)
    ]
    if not claims:
        raise CauseNotClaimed(where="step", step=command.step)
    undecided = [one for one in claims if one.confirmed is None]
    if not undecided:
        raise CauseDecidedAlready(where="step", step=command.step, visit=claims[-1].number)
    claim = undecided[-1]
    check_competent(act.by, case, (claim,))
    reason = rules.reason_of(command.reason) if command.reason is not None else None
    rules.check_time(act, case.agency, claim.claimed_at)
    return _named(case, claim, act), reason


def check_competent(by: Actor, case: Case, visits: Sequence[MarkedVisit | CauseClaim]) -> None:
    """The head of the division that held a visit, or of the agency; none whose own matter it is."""
    if not {one.official for one in visits}.isdisjoint({by.name, by.id}):
        raise OwnMatter
    divisions = {one.division for one in visits}
    heads = Role.DIVISION_HEAD in by.roles and by.agency == case.agency and divisions <= {by.division}
    if not (heads or rules.heads_agency(by, case)):
        raise NotCompetent(division=", ".join(sorted(divisions)))


def check_opened(case: Case) -> None:
    """There is such a case, whether it has ended or not."""
    if case.phase is Phase.UNOPENED:
        raise CaseNotOpened(case_number=case.number)


def _named(case: Case, visit: MarkedVisit | CauseClaim, act: Act) -> dict[str, Any]:
    return {
        **case.named(act),
        "step": visit.step,
        "visit": visit.number,
        "division": visit.division,
        "official": visit.official,
        "delegate": act.delegate,
    }


@CASE.evolves(ObjectiveCauseConfirmed)
def confirmed(case: Case, event: ObjectiveCauseConfirmed) -> None:
    """It is decided."""
    _decide(case, event, confirmed=True)


@CASE.evolves(ObjectiveCauseRefused)
def refused(case: Case, event: ObjectiveCauseRefused) -> None:
    """It is decided."""
    _decide(case, event, confirmed=False)


def _decide(case: Case, event: StepEvent, *, confirmed: bool) -> None:
    claim = case.marks.claims.get(mark_key(event.step, event.visit))
    if claim is not None:  # as of an instant a case may be told without what was recorded later
        claim.confirmed = confirmed
