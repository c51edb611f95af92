"""Editions and their procedures, as documents."""

from dataclasses import asdict
from enum import StrEnum
from typing import Any

from services.catalog.domain.edition import catalogue, catalogue_events
from services.catalog.domain.edition.catalogue_events import ProcedureIssued
from services.catalog.domain.edition.content import content_of
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.views.bodies import body_of
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import instant

EDITIONS = Collection("editions", indexes=(("agency", "edition"),))
PROCEDURES = Collection(
    "procedures", indexes=(("agency", "status", "edition"), ("agency", "procedure", "status"))
)


CATALOGUE_VIEW = View("catalogues", EDITIONS, PROCEDURES, keys=lambda event: [(EDITIONS.name, event.key)])


class ProcedureStatus(StrEnum):
    """How a procedure stands in its edition."""

    DRAFT = "draft"
    REMOVED = "removed"
    ISSUED = "issued"


def procedure_keys(event: RecordedEvent) -> list[tuple[str, str]]:
    happened = event.event
    code = happened.code if hasattr(happened, "code") else happened.procedure.code
    return [(EDITIONS.name, event.key), (PROCEDURES.name, f"{event.key}/{code}")]


@CATALOGUE_VIEW.on(catalogue_events.EditionDrafted)
def _drafted(event: RecordedEvent, session: ProjectionSession) -> None:
    drafted: catalogue_events.EditionDrafted = event.event
    body = {
        "agency": drafted.agency,
        "edition": drafted.edition,
        "status": catalogue.EditionState.DRAFT.value,
        "drafted_by": drafted.drafted_by,
        "drafted_at": instant(drafted.drafted_at),
        "procedures": [],
        "told": 0,
    }
    put_edition(event, session, body)


@CATALOGUE_VIEW.on(catalogue_events.ProcedureAdded, catalogue_events.ProcedureRevised, keys=procedure_keys)
def _written(event: RecordedEvent, session: ProjectionSession) -> None:
    written: catalogue_events.ProcedureAdded | catalogue_events.ProcedureRevised = event.event
    procedure = written.procedure
    content = {
        "agency": written.agency,
        "edition": written.edition,
        "status": ProcedureStatus.DRAFT.value,
        **document_content(procedure.code, procedure),
    }
    session.put(PROCEDURES.name, f"{event.key}/{procedure.code}", content, event.version)
    body = body_of(EDITIONS, event, session)
    if procedure.code not in body["procedures"]:
        body["procedures"].append(procedure.code)
    put_edition(event, session, body)


@CATALOGUE_VIEW.on(catalogue_events.ProcedureRemoved, keys=procedure_keys)
def _removed(event: RecordedEvent, session: ProjectionSession) -> None:
    removed: catalogue_events.ProcedureRemoved = event.event
    gone = {
        "agency": removed.agency,
        "edition": removed.edition,
        "status": ProcedureStatus.REMOVED.value,
        "procedure": removed.code,
    }
    session.put(PROCEDURES.name, f"{event.key}/{removed.code}", gone, event.version)
    body = body_of(EDITIONS, event, session)
    body["procedures"] = [code for code in body["procedures"] if code != removed.code]
    put_edition(event, session, body)


@CATALOGUE_VIEW.on(catalogue_events.CatalogueIssued)
def _issued(event: RecordedEvent, session: ProjectionSession) -> None:
    issued: catalogue_events.CatalogueIssued = event.event
    body = body_of(EDITIONS, event, session)
    body |= {
        "status": catalogue.EditionState.ISSUED.value,
        "decision_number": issued.decision_number,
        "decision_date": issued.decision_date.isoformat(),
        "signed_by": issued.signed_by,
        "in_force_from": issued.in_force_from.isoformat(),
        "working_calendar": issued.working_calendar,
        "issued_by": issued.issued_by,
        "issued_at": instant(issued.issued_at),
        "issue_recorded_by": issued.recorded_by,
        "signing": asdict(issued.signing) if issued.signing else None,
    }
    put_edition(event, session, body)


@CATALOGUE_VIEW.on(catalogue_events.ProcedureIssued, keys=procedure_keys)
def _procedure_issued(event: RecordedEvent, session: ProjectionSession) -> None:
    issued: ProcedureIssued = event.event
    content = {
        "agency": issued.agency,
        "edition": issued.edition,
        "status": ProcedureStatus.ISSUED.value,
        **document_content(issued.code, issued),
        "position": issued.position,
        "in_force_from": issued.in_force_from.isoformat(),
        "working_calendar": issued.working_calendar,
        "issued_at": instant(issued.issued_at),
    }
    session.put(PROCEDURES.name, f"{event.key}/{issued.code}", content, event.version)
    body = body_of(EDITIONS, event, session)
    body["told"] += 1
    put_edition(event, session, body)


def put_edition(event: RecordedEvent, session: ProjectionSession, body: dict[str, Any]) -> None:
    body["version"] = event.version
    session.put(EDITIONS.name, event.key, body, event.version)


def document_content(code: str, procedure: Procedure | ProcedureIssued) -> dict[str, Any]:
    """What a document says of a procedure, besides where it stands."""
    return {"procedure": code, **content_of(procedure)}
