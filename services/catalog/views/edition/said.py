"""What the documents say, as answers have it: what hasn't come yet is left out, not null."""

from services.catalog.views.edition.documents import EditionDocument, ProcedureDocument
from shared.documents.values import Body, plain

_OF_ITS_ISSUE = frozenset({"position", "in_force_from", "working_calendar", "issued_at", "corrections"})


def edition_said(edition: EditionDocument) -> Body:
    """All of an edition, side by side; where its issue and its entry have come, they may say null."""
    said = {name: value for name, value in plain(edition).items() if value is not None}
    issue, entry = said.pop("issue", {}), said.pop("entry", {})
    return {**said, **issue, **entry}


def procedure_said(procedure: ProcedureDocument) -> Body:
    """All of a procedure; null is what it doesn't state itself."""
    said = plain(procedure)
    return {name: value for name, value in said.items() if value or name not in _OF_ITS_ISSUE}
