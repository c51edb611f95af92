"""What divisions, officials, procedures and their steps are called, as decisions on cases know them."""

from services.cases.domain.directory import DivisionReplicated, OfficialReplicated
from services.cases.domain.procedure import ProcedureReplicated
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.names.documents import NAMES, NameDocument, name_key
from shared.names.following import Named


def edition_code(procedure: str, edition: int) -> str:
    """The code of a procedure as an edition has it: a case keeps that of its own."""
    return f"{procedure}@{edition}"


def _division(event: RecordedEvent) -> list[Key]:
    return [(NAMES.name, name_key(event.key, Named.DIVISION, event.event.division))]


def _official(event: RecordedEvent) -> list[Key]:
    return [(NAMES.name, name_key(event.key, Named.OFFICIAL, event.event.official))]


def _edition(event: RecordedEvent) -> list[Key]:
    told: ProcedureReplicated = event.event
    code = edition_code(told.procedure, told.edition)
    return [(NAMES.name, name_key(told.agency, Named.PROCEDURE, code))]


CASE_NAMES_VIEW = View("names", NAMES, keys=_division)


@CASE_NAMES_VIEW.on(DivisionReplicated)
def _division_named(event: RecordedEvent, session: ProjectionSession) -> None:
    _put(event, session, _division(event), NameDocument(name=event.event.name))


@CASE_NAMES_VIEW.on(OfficialReplicated, keys=_official)
def _official_named(event: RecordedEvent, session: ProjectionSession) -> None:
    _put(event, session, _official(event), NameDocument(name=event.event.name))


@CASE_NAMES_VIEW.on(ProcedureReplicated, keys=_edition)
def _procedure_named(event: RecordedEvent, session: ProjectionSession) -> None:
    steps = {step.code: step.name for stage in event.event.stages for step in stage.steps}
    _put(event, session, _edition(event), NameDocument(name=event.event.name, parts=steps))


def _put(event: RecordedEvent, session: ProjectionSession, keys: list[Key], named: NameDocument) -> None:
    ((collection, key),) = keys
    session.put(collection, key, named, event.version)
