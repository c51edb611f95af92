"""A step on an agreed list goes to the receiver, if it still is as the list says."""

from dataclasses import replace

from services.cases.domain import rules
from services.cases.domain.case import Case
from services.cases.domain.directory import Directory, check_belongs
from services.cases.domain.hand_over.proposing import held_by
from services.cases.domain.hand_over.state import HandOver
from services.cases.errors.hand_over import NotHeldByGiver
from shared.contracts.cases.steps import StepAssigned
from shared.contracts.hand_overs import HandedStep
from shared.decider import Act
from shared.kernel import Actor


def reassigned(
    case: Case, handed: HandedStep, hand_over: HandOver, act: Act, directory: Directory
) -> StepAssigned:
    """By the giver, whoever confirmed last; what the list couldn't know refuses this step alone."""
    rules.check_running(case)
    visit = held_by(case, hand_over.agency, handed.step, hand_over.giver)
    if visit is None or visit.number != handed.visit:
        raise NotHeldByGiver(
            where=handed.step, case_number=handed.case_number, step=handed.step, official=hand_over.giver
        )
    check_belongs(directory, hand_over.receiver, visit.division)
    giver = hand_over.giver
    by = Actor(id=act.by.id, agency=hand_over.agency, acting_for=giver if giver != act.by.id else None)
    at = max(act.recorded_at, visit.since, *(one.since for one in case.asked_by(visit)))
    named = case.named_at(visit, replace(act, by=by))
    named["official"] = hand_over.receiver
    return StepAssigned(**named, assigned_by=giver, assigned_at=at)
