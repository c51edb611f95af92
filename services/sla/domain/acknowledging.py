"""Somebody who was told of an escalation acknowledges it: for the policy's time nothing climbs further."""

from services.sla.domain.clock import Clock, Owner, TimeName, Visit
from services.sla.domain.conclusions import of_case
from services.sla.domain.escalating import named_at, time_of
from services.sla.domain.following import CLOCK
from services.sla.domain.known import KnownOfLadders
from services.sla.domain.ladder import Ladder, Level
from services.sla.domain.reaching import Happening, climb
from services.sla.errors import (
    EscalationAcknowledgedAlready,
    EscalationNotFound,
    EscalationOver,
    NotToldOfEscalation,
    UnknownCalendar,
)
from shared.contracts.escalations import (
    EscalationAcknowledged,
    MaybeCoordination,
    MaybeStep,
    MaybeVisit,
    Note,
)
from shared.decider import Act, command
from shared.kernel import Actor, Role


@command
class AcknowledgeEscalation:
    """Say that one sees to it: who is told at that level, once for each."""

    level: Level
    step: MaybeStep = None
    visit: MaybeVisit = None
    coordination: MaybeCoordination = None
    note: Note = None


@CLOCK.decides(
    AcknowledgeEscalation,
    refuses=(
        EscalationNotFound,
        EscalationOver,
        EscalationAcknowledgedAlready,
        NotToldOfEscalation,
        UnknownCalendar,
    ),
    known=KnownOfLadders,
)
def acknowledge(
    clock: Clock, command: AcknowledgeEscalation, act: Act, known: KnownOfLadders
) -> list[object]:
    """By when it is given: nobody acknowledges backwards."""
    owner, ladder = _found(clock, command)
    escalation = ladder.escalations[command.level]
    named = named_at(clock, owner, command.level, escalation.raised_at, ladder.due_at, known)
    if not _is_told(act.by, command.level, named["told_agency"], owner):
        raise NotToldOfEscalation(case_number=clock.case_number, level=command.level)
    if escalation.ended_at is not None:
        raise EscalationOver(case_number=clock.case_number, level=command.level)
    if escalation.acknowledged_at is not None:
        raise EscalationAcknowledgedAlready(case_number=clock.case_number, level=command.level)
    said = EscalationAcknowledged(
        **of_case(clock),
        **named,
        acknowledged_by=act.by.name,
        note=command.note,
        acknowledged_at=act.recorded_at,
        detected_at=act.recorded_at,
    )
    return [said, *climb(clock, Happening(events=(said,), detected_at=act.recorded_at), known)]


def _found(clock: Clock, command: AcknowledgeEscalation) -> tuple[Owner, Ladder]:
    """Whose time it is, and its ladder with that level. Raises `EscalationNotFound`."""
    missing = EscalationNotFound(case_number=clock.case_number, level=command.level)
    owner: Owner = None
    if command.coordination is not None:
        owner = clock.asked.get(command.coordination)
    elif command.step is not None and command.visit is not None:
        owner = clock.visit(command.step, command.visit)
    elif clock.total is None:
        raise missing
    if owner is None and (command.coordination is not None or command.step is not None):
        raise missing
    timer = clock.case_timer if owner is None else owner.timer
    if timer.ladder is None or command.level not in timer.ladder.escalations:
        raise missing
    return owner, timer.ladder


def _is_told(who: Actor, level: Level, agency: str | None, owner: Owner) -> bool:
    """Whether the level's people are meant: by their posts, as notifications have them."""
    if level is Level.PROVINCE:
        heads_it = who.agency is not None and who.agency == agency and who.has(Role.AGENCY_HEAD)
        return heads_it or who.has(Role.PROVINCE_LEADER)
    if who.agency != agency:
        return False
    if level is Level.AGENCY_HEAD or not isinstance(owner, Visit):
        return who.has(Role.AGENCY_HEAD)
    if level is Level.DIVISION_HEAD:
        return who.has(Role.DIVISION_HEAD) and who.division == owner.division
    if owner.official is not None:
        return who.name == owner.official
    return who.has(Role.OFFICIAL, Role.DIVISION_HEAD) and who.division == owner.division


@CLOCK.evolves(EscalationAcknowledged)
def acknowledged(clock: Clock, event: EscalationAcknowledged) -> None:
    """What isn't raised yet waits for it."""
    ladder = time_of(clock, TimeName(event.step, event.visit, event.coordination)).ladder
    if ladder is not None and event.level in ladder.escalations:
        ladder.escalations[event.level].acknowledged_at = event.acknowledged_at
