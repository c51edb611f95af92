"""What the cases service does about other services' events: it keeps its own copy of the catalogue."""

from services.cases.application import adopt_procedure, end_edition, note
from services.cases.domain.catalogue import EndEdition, EndingCause
from services.cases.domain.delegation import NoteDelegation, NoteRevocation
from services.cases.domain.directory import NoteDeparture, NoteDivision, NoteOfficial
from services.cases.domain.procedure import AdoptProcedure, ProcedureKind, Stage, Step
from shared.contracts.catalog import agencies, force, procedures, staff
from shared.contracts.topics import Topic
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role
from shared.messaging.consumer import Subscription
from shared.messaging.message import Message


def _on_procedure(
    work: UnitOfWork, event: procedures.ProcedureIssued | force.ProcedureCorrected, _message: Message
) -> None:
    corrected = event.corrected_at if isinstance(event, force.ProcedureCorrected) else None
    adopt_procedure(
        work,
        AdoptProcedure(
            agency=event.agency,
            code=event.procedure,
            edition=event.edition,
            name=event.name,
            kind=ProcedureKind(event.kind),
            time_limit=event.time_limit.value(),
            stages=tuple(_stage(stage) for stage in event.stages),
            in_force_from=event.in_force_from,
            working_calendar=event.working_calendar,
            corrected_at=corrected,
        ),
    )


def _stage(stage: procedures.Stage) -> Stage:
    return Stage(code=stage.code, name=stage.name, steps=tuple(_step(step) for step in stage.steps))


def _step(step: procedures.Step) -> Step:
    return Step(
        code=step.code,
        name=step.name,
        division=step.division,
        other_divisions=step.other_divisions,
        content=step.content,
        time_limit=step.time_limit.value(),
        optional=step.optional,
    )


def _on_superseded(work: UnitOfWork, event: force.CatalogueSuperseded, _message: Message) -> None:
    end = EndEdition(
        agency=event.agency, edition=event.edition, cause=EndingCause.SUPERSEDED, at=event.superseded_at
    )
    end_edition(work, end)


def _on_withdrawn(work: UnitOfWork, event: force.CatalogueWithdrawn, _message: Message) -> None:
    end = EndEdition(
        agency=event.agency, edition=event.edition, cause=EndingCause.WITHDRAWN, at=event.withdrawn_at
    )
    end_edition(work, end)


def _on_division_added(work: UnitOfWork, event: agencies.DivisionAdded, message: Message) -> None:
    note(work, event.agency, NoteDivision(division=event.division, name=event.name, added_at=message.time))


def _on_official_appointed(work: UnitOfWork, event: agencies.OfficialAppointed, message: Message) -> None:
    for division in event.divisions:
        for role in event.roles:
            command = NoteOfficial(
                official=event.official,
                name=event.name,
                division=division,
                role=Role(role),
                appointed_at=message.time,
            )
            note(work, event.agency, command)


def _on_division_renamed(work: UnitOfWork, event: staff.DivisionRenamed, message: Message) -> None:
    note(work, event.agency, NoteDivision(division=event.division, name=event.name, added_at=message.time))


def _on_official_left(work: UnitOfWork, event: staff.OfficialLeft, message: Message) -> None:
    note(work, event.agency, NoteDeparture(official=event.official, left_at=message.time))


def _on_delegation_granted(work: UnitOfWork, event: staff.DelegationGranted, message: Message) -> None:
    known = {role.value for role in Role}  # further values may come
    command = NoteDelegation(
        official=event.official,
        delegate=event.delegate,
        first_day=event.first_day,
        last_day=event.last_day,
        roles=tuple(Role(role) for role in event.roles if role in known),
        divisions=event.divisions,
        granted_at=message.time,
    )
    note(work, event.agency, command)


def _on_delegation_revoked(work: UnitOfWork, event: staff.DelegationRevoked, message: Message) -> None:
    note(
        work,
        event.agency,
        NoteRevocation(official=event.official, first_day=event.first_day, revoked_at=message.time),
    )


SUBSCRIPTIONS = (
    Subscription(
        Topic.CATALOG,
        "cases",
        {
            procedures.ProcedureIssued: _on_procedure,
            force.ProcedureCorrected: _on_procedure,
            force.CatalogueSuperseded: _on_superseded,
            force.CatalogueWithdrawn: _on_withdrawn,
            agencies.DivisionAdded: _on_division_added,
            agencies.OfficialAppointed: _on_official_appointed,
            staff.DivisionRenamed: _on_division_renamed,
            staff.OfficialLeft: _on_official_left,
            staff.DelegationGranted: _on_delegation_granted,
            staff.DelegationRevoked: _on_delegation_revoked,
        },
    ),
)
