"""Editions and their procedures, as documents; drafts, until they are issued."""

from enum import StrEnum
from typing import Any

from services.catalog.domain.edition.catalogue import EditionState
from services.catalog.domain.edition.draft_events import (
    EditionDrafted,
    ProcedureAdded,
    ProcedureRemoved,
    ProcedureRevised,
)
from services.catalog.domain.procedure.in_full import content_of
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.views.bodies import body_of
from shared.contracts.catalog.procedures import ProcedureInFull
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
    return [(EDITIONS.name, event.key), (PROCEDURES.name, f"{event.key}/{_code_of(event.event)}")]


def _code_of(happened: ProcedureAdded | ProcedureRevised | ProcedureRemoved | ProcedureInFull) -> str:
    if isinstance(happened, ProcedureRemoved):
        return happened.code
    procedure = happened.procedure
    return procedure.code if isinstance(procedure, Procedure) else procedure


@CATALOGUE_VIEW.on(EditionDrafted)
def _drafted(event: RecordedEvent, session: ProjectionSession) -> None:
    drafted: EditionDrafted = event.event
    body = {
        "agency": drafted.agency,
        "edition": drafted.edition,
        "status": EditionState.DRAFT.value,
        "drafted_by": drafted.drafted_by,
        "drafted_at": instant(drafted.drafted_at),
        "procedures": [],
        "told": 0,
    }
    put_edition(event, session, body)


@CATALOGUE_VIEW.on(ProcedureAdded, ProcedureRevised, keys=procedure_keys)
def _written(event: RecordedEvent, session: ProjectionSession) -> None:
    happened: ProcedureAdded | ProcedureRevised = event.event
    procedure = happened.procedure
    content = {
        "agency": happened.agency,
        "edition": happened.edition,
        "status": ProcedureStatus.DRAFT.value,
        **document_content(procedure),
    }
    session.put(PROCEDURES.name, f"{event.key}/{procedure.code}", content, event.version)
    body = body_of(EDITIONS, event, session)
    if procedure.code not in body["procedures"]:
        body["procedures"].append(procedure.code)
    put_edition(event, session, body)


@CATALOGUE_VIEW.on(ProcedureRemoved, keys=procedure_keys)
def _removed(event: RecordedEvent, session: ProjectionSession) -> None:
    removed: ProcedureRemoved = event.event
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


def put_edition(event: RecordedEvent, session: ProjectionSession, body: dict[str, Any]) -> None:
    body["version"] = event.version
    session.put(EDITIONS.name, event.key, body, event.version)


def document_content(procedure: Procedure | ProcedureInFull) -> dict[str, Any]:
    """What a document says of a procedure, besides where it stands."""
    code = procedure.code if isinstance(procedure, Procedure) else procedure.procedure
    return {"procedure": code, **content_of(procedure)}
