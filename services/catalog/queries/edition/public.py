"""What everybody is told of agencies, editions and procedures: the decision's signer, and nobody else."""

from collections.abc import Sequence
from typing import Any

from services.catalog.domain.procedure.writing import written
from services.catalog.views.edition.documents import EditionDocument, ProcedureDocument
from services.catalog.views.edition.said import procedure_said
from services.catalog.views.organisation.documents import AgencyDetails

_OF_ISSUE = (
    "decision_number",
    "decision_date",
    "signed_by",
    "in_force_from",
    "working_calendar",
    "issued_at",
)
_OF_END = ("superseded_by", "ended_at")
_OF_WITHDRAWAL = ("reason", "decision_number", "decision_date")
_OF_CORRECTION = ("corrected", "reason", "corrected_at")
_IN_SHORT = ("procedure", "name", "kind", "time_limit", "edition", "position", "in_force_from")


def agency_of(agency: AgencyDetails) -> dict[str, Any]:
    """What the public pages say of an agency."""
    return {name: getattr(agency, name) for name in ("agency", "kind", "name_vi", "name_en", "parent")}


def edition_of(edition: EditionDocument) -> dict[str, Any]:
    """What the public pages say of an edition."""
    return {
        **_picked(edition, ("agency", "edition", "status")),
        **_picked(edition.issue, _OF_ISSUE),
        **_picked(edition.entry, ("entered_at",)),
        **_picked(edition, (*_OF_END, "version")),
        **_ends(edition),
    }


def procedure_of(procedure: ProcedureDocument, edition: EditionDocument, version: int) -> dict[str, Any]:
    """What the public pages say of a procedure, with how its edition stands."""
    said = {**procedure_said(procedure), "status": edition.status, "version": version}
    if procedure.corrections:
        said["corrections"] = [_picked(one, _OF_CORRECTION) for one in procedure.corrections]
    return said | _ends(edition)


def in_short(procedure: ProcedureDocument) -> dict[str, Any]:
    """What lists say of a procedure."""
    return {name: written(getattr(procedure, name)) for name in _IN_SHORT}


def _ends(edition: EditionDocument) -> dict[str, Any]:
    withdrawal = _picked(edition.withdrawal, _OF_WITHDRAWAL)
    return _picked(edition, _OF_END) | ({"withdrawal": withdrawal} if withdrawal else {})


def _picked(document: object, names: Sequence[str]) -> dict[str, Any]:
    """What the document says under these names, without what hasn't come."""
    said = {name: getattr(document, name, None) for name in names}
    return {name: value for name, value in said.items() if value is not None}
