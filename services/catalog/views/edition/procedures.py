"""The procedures of editions in their documents: written in a draft, taken out, told as issued, corrected."""

from datetime import date
from typing import Any

from services.catalog.domain.edition.draft_events import ProcedureAdded, ProcedureRemoved, ProcedureRevised
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.views.edition.documents import (
    CATALOGUE_VIEW,
    EDITIONS,
    PROCEDURES,
    CorrectionDocument,
    LegalBasisDocument,
    ProcedureDocument,
    ProcedureStatus,
    StageDocument,
    StepDocument,
)
from services.catalog.views.edition.lifecycle import changed_edition
from shared.contracts.catalog.force import ProcedureCorrected
from shared.contracts.catalog.parts import LegalBasis
from shared.contracts.catalog.procedures import ProcedureInFull, ProcedureIssued
from shared.documents.projection import Key, ProjectionSession, RecordedEvent
from shared.documents.values import DateText, instant
from shared.restating import restate


def _key(event: RecordedEvent) -> str:
    return f"{event.key}/{_code_of(event.event)}"


def _code_of(happened: ProcedureAdded | ProcedureRevised | ProcedureRemoved | ProcedureInFull) -> str:
    if isinstance(happened, ProcedureRemoved):
        return happened.code
    procedure = happened.procedure
    return procedure.code if isinstance(procedure, Procedure) else procedure


def _both(event: RecordedEvent) -> list[Key]:
    return [(EDITIONS.name, event.key), (PROCEDURES.name, _key(event))]


@CATALOGUE_VIEW.on(ProcedureAdded, ProcedureRevised, keys=_both)
def _written(event: RecordedEvent, session: ProjectionSession) -> None:
    written: ProcedureAdded | ProcedureRevised = event.event
    code = written.procedure.code
    procedure = restate(
        ProcedureDocument,
        written.procedure,
        written,
        status=ProcedureStatus.DRAFT.value,
        procedure=code,
        **_parts(written.procedure),
    )
    session.put(PROCEDURES.name, _key(event), procedure, event.version)
    edition = changed_edition(event, session)
    if code not in edition.procedures:
        edition.procedures.append(code)


@CATALOGUE_VIEW.on(ProcedureRemoved, keys=_both)
def _removed(event: RecordedEvent, session: ProjectionSession) -> None:
    removed: ProcedureRemoved = event.event
    procedure = session.document(PROCEDURES, _key(event))
    assert procedure is not None, f"{event.stream} never had {removed.code}"
    procedure.status = ProcedureStatus.REMOVED.value
    session.put(PROCEDURES.name, _key(event), procedure, event.version)
    edition = changed_edition(event, session)
    edition.procedures = [code for code in edition.procedures if code != removed.code]


@CATALOGUE_VIEW.on(ProcedureIssued, keys=_both)
def _issued(event: RecordedEvent, session: ProjectionSession) -> None:
    session.put(PROCEDURES.name, _key(event), _told(event.event), event.version)
    changed_edition(event, session).told += 1


@CATALOGUE_VIEW.on(ProcedureCorrected, keys=_both)
def _corrected(event: RecordedEvent, session: ProjectionSession) -> None:
    corrected: ProcedureCorrected = event.event
    before, procedure = session.document(PROCEDURES, _key(event)), _told(corrected)
    assert before is not None, f"{event.stream} corrects {corrected.procedure} before it is told"
    correction = restate(CorrectionDocument, corrected, corrected_at=instant(corrected.corrected_at))
    procedure.corrections = [*before.corrections, correction]
    session.put(PROCEDURES.name, _key(event), procedure, event.version)
    changed_edition(event, session)


def _told(told: ProcedureIssued) -> ProcedureDocument:
    return restate(
        ProcedureDocument,
        told,
        status=ProcedureStatus.ISSUED.value,
        in_force_from=told.in_force_from.isoformat(),
        issued_at=instant(told.issued_at),
        **_parts(told),
    )


def _parts(procedure: Procedure | ProcedureIssued) -> dict[str, Any]:
    """What isn't in a document as the procedure has it: stages with their steps, and days."""
    stages = [
        restate(StageDocument, stage, steps=[restate(StepDocument, step) for step in stage.steps])
        for stage in procedure.stages
    ]
    return {"stages": stages, "legal_basis": [_basis(one) for one in procedure.legal_basis]}


def _basis(basis: LegalBasis) -> LegalBasisDocument:
    return restate(
        LegalBasisDocument, basis, valid_from=_text(basis.valid_from), valid_until=_text(basis.valid_until)
    )


def _text(day: date | None) -> DateText | None:
    return day.isoformat() if day else None
