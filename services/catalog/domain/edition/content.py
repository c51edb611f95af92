"""All that a procedure says, as JSON has it: in a draft, and as it was issued."""

from dataclasses import fields
from typing import Any

from services.catalog.domain.edition.catalogue_events import ProcedureIssued
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.writing import factor_text, written

_CONTENT = [one.name for one in fields(Procedure) if one.name not in ("code", "one_stop")]


def content_of(procedure: Procedure | ProcedureIssued) -> dict[str, Any]:
    """All that the procedure says, without its code; by the names of its fields."""
    content = {name: written(getattr(procedure, name)) for name in _CONTENT}
    return content | {"conversion_factor": factor_text(procedure.conversion_factor)}
