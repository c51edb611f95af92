"""What the cases service does about other services' events: it keeps its own copy of the catalogue."""

from services.cases.application import adopt_procedure, end_edition, note
from services.cases.domain.catalogue import EndEdition, EndingCause
from services.cases.domain.delegation import NoteDelegation, NoteRevocation
from services.cases.domain.directory import NoteDeparture, NoteDivision, NoteOfficial
from services.cases.domain.procedure import AdoptProcedure, ProcedureKind, Stage, Step
from shared.contracts import catalog
from shared.contracts.topics import Topic
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role
from shared.messaging.consumer import Subscription
from shared.messaging.message import Message


def _on_procedure(
    work: UnitOfWork, event: catalog.ProcedureIssued | catalog.ProcedureCorrected, _message: Message
) -> None:
    corrected = event.corrected_at if isinstance(event, catalog.ProcedureCorrected) else None
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


def _stage(stage: catalog.Stage) -> Stage:
    return Stage(code=stage.code, name=stage.name, steps=tuple(_step(step) for step in stage.steps))


def _step(step: catalog.Step) -> Step:
    return Step(
        code=step.code,
        name=step.name,
        division=step.division,
        other_divisions=step.other_divisions,
        content=step.content,
        time_limit=step.time_limit.value(),
        optional=step.optional,
    )


def _on_superseded(work: UnitOfWork, event: catalog.CatalogueSuperseded, _message: Message) -> None:
    end = EndEdition(
        agency=event.agency, edition=event.edition, cause=EndingCause.SUPERSEDED, at=event.superseded_at
    )
    end_edition(work, end)


def _on_withdrawn(work: UnitOfWork, event: catalog.CatalogueWithdrawn, _message: Message) -> None:
    end = EndEdition(
        agency=event.agency, edition=event.edition, cause=EndingCause.WITHDRAWN, at=event.withdrawn_at
    )
    end_edition(work, end)


def _on_division_added(work: UnitOfWork, event: catalog.DivisionAdded, message: Message) -> None:
    note(work, event.agency, NoteDivision(division=event.division, name=event.name, added_at=message.time))


def _on_official_appointed(work: UnitOfWork, event: catalog.OfficialAppointed, message: Message) -> None:
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


def _on_division_renamed(work: UnitOfWork, event: catalog.DivisionRenamed, message: Message) -> None:
    note(work, event.agency, NoteDivision(division=event.division, name=event.name, added_at=message.time))


def _on_official_left(work: UnitOfWork, event: catalog.OfficialLeft, message: Message) -> None:
    note(work, event.agency, NoteDeparture(official=event.official, left_at=message.time))


def _on_delegation_granted(work: UnitOfWork, event: catalog.DelegationGranted, message: Message) -> None:
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


def _on_delegation_revoked(work: UnitOfWork, event: catalog.DelegationRevoked, message: Message) -> None:
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
            catalog.ProcedureIssued: _on_procedure,
            catalog.ProcedureCorrected: _on_procedure,
            catalog.CatalogueSuperseded: _on_superseded,
            catalog.CatalogueWithdrawn: _on_withdrawn,
            catalog.DivisionAdded: _on_division_added,
            catalog.OfficialAppointed: _on_official_appointed,
            catalog.DivisionRenamed: _on_division_renamed,
            catalog.OfficialLeft: _on_official_left,
            catalog.DelegationGranted: _on_delegation_granted,
            catalog.DelegationRevoked: _on_delegation_revoked,
        },
    ),
)
