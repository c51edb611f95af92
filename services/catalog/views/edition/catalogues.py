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
from services.catalog.views.edition.documents import EDITIONS, EditionDocument
from shared.contracts.catalog.procedures import ProcedureInFull
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import instant
from shared.restating import restate

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
    edition = restate(
        EditionDocument,
        drafted,
        status=EditionState.DRAFT.value,
        drafted_at=instant(drafted.drafted_at),
        version=event.version,
        issue=None,
    )
    session.put(EDITIONS.name, event.key, edition, event.version)


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
    edition = changed_edition(event, session)
    if procedure.code not in edition.procedures:
        edition.procedures.append(procedure.code)


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
    edition = changed_edition(event, session)
    edition.procedures = [code for code in edition.procedures if code != removed.code]


def changed_edition(event: RecordedEvent, session: ProjectionSession) -> EditionDocument:
    """The edition's document, which the event changes; it is put as of the event's version."""
    edition = session.document(EDITIONS, event.key)
    assert edition is not None, f"{event.stream} has no first event"
    edition.version = event.version
    session.put(EDITIONS.name, event.key, edition, event.version)
    return edition


def document_content(procedure: Procedure | ProcedureInFull) -> dict[str, Any]:
    """What a document says of a procedure, besides where it stands."""
    code = procedure.code if isinstance(procedure, Procedure) else procedure.procedure
    return {"procedure": code, **content_of(procedure)}
