"""Editions issued, in force, ended and corrected, in their documents."""

from services.catalog.domain.edition.catalogue import EditionState
from services.catalog.domain.edition.signing import signing_of
from services.catalog.domain.procedure.writing import written
from services.catalog.views.bodies import body_of
from services.catalog.views.edition.catalogues import (
    CATALOGUE_VIEW,
    EDITIONS,
    PROCEDURES,
    ProcedureStatus,
    document_content,
    procedure_keys,
    put_edition,
)
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.force import (
    CatalogueEnteredIntoForce,
    CatalogueSuperseded,
    CatalogueWithdrawn,
    ProcedureCorrected,
)
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.documents.projection import ProjectionSession, RecordedEvent
from shared.documents.values import instant


@CATALOGUE_VIEW.on(CatalogueIssued)
def _issued(event: RecordedEvent, session: ProjectionSession) -> None:
    issued: CatalogueIssued = event.event
    body = body_of(EDITIONS, event, session)
    body |= {
        "status": EditionState.ISSUED.value,
        "decision_number": issued.decision_number,
        "decision_date": issued.decision_date.isoformat(),
        "signed_by": issued.signed_by,
        "in_force_from": issued.in_force_from.isoformat(),
        "working_calendar": issued.working_calendar,
        "issued_by": issued.issued_by,
        "issued_at": instant(issued.issued_at),
        "issue_recorded_by": issued.recorded_by,
        "signing": written(signing_of(issued)),
    }
    put_edition(event, session, body)


@CATALOGUE_VIEW.on(ProcedureIssued, keys=procedure_keys)
def _procedure_issued(event: RecordedEvent, session: ProjectionSession) -> None:
    issued: ProcedureIssued = event.event
    content = {
        "agency": issued.agency,
        "edition": issued.edition,
        "status": ProcedureStatus.ISSUED.value,
        **document_content(issued),
        "position": issued.position,
        "in_force_from": issued.in_force_from.isoformat(),
        "working_calendar": issued.working_calendar,
        "issued_at": instant(issued.issued_at),
    }
    session.put(PROCEDURES.name, f"{event.key}/{issued.procedure}", content, event.version)
    body = body_of(EDITIONS, event, session)
    body["told"] += 1
    put_edition(event, session, body)


@CATALOGUE_VIEW.on(CatalogueEnteredIntoForce)
def _entered(event: RecordedEvent, session: ProjectionSession) -> None:
    entered: CatalogueEnteredIntoForce = event.event
    body = body_of(EDITIONS, event, session)
    body |= {
        "status": EditionState.IN_FORCE.value,
        "entered_at": instant(entered.entered_at),
        "supersedes": entered.supersedes,
    }
    put_edition(event, session, body)


@CATALOGUE_VIEW.on(CatalogueSuperseded)
def _superseded(event: RecordedEvent, session: ProjectionSession) -> None:
    superseded: CatalogueSuperseded = event.event
    body = body_of(EDITIONS, event, session)
    body |= {
        "status": EditionState.SUPERSEDED.value,
        "superseded_by": superseded.by_edition,
        "ended_at": instant(superseded.superseded_at),
    }
    put_edition(event, session, body)


@CATALOGUE_VIEW.on(CatalogueWithdrawn)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    withdrawn: CatalogueWithdrawn = event.event
    body = body_of(EDITIONS, event, session)
    body |= {
        "status": EditionState.WITHDRAWN.value,
        "ended_at": instant(withdrawn.withdrawn_at),
        "withdrawal": {
            "reason": withdrawn.reason,
            "decision_number": withdrawn.decision_number,
            "decision_date": withdrawn.decision_date.isoformat(),
            "withdrawn_by": withdrawn.withdrawn_by,
        },
    }
    put_edition(event, session, body)


@CATALOGUE_VIEW.on(ProcedureCorrected, keys=procedure_keys)
def _corrected(event: RecordedEvent, session: ProjectionSession) -> None:
    corrected: ProcedureCorrected = event.event
    key = f"{event.key}/{corrected.procedure}"
    before = session.get(PROCEDURES.name, key) or {}
    record = {
        "corrected": list(corrected.corrected),
        "reason": corrected.reason,
        "corrected_by": corrected.corrected_by,
        "corrected_at": instant(corrected.corrected_at),
    }
    content = {
        **before,
        **document_content(corrected),
        "corrections": [*before.get("corrections", ()), record],
    }
    session.put(PROCEDURES.name, key, content, event.version)
    put_edition(event, session, body_of(EDITIONS, event, session))
