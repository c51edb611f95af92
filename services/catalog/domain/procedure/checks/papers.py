"""Findings of a procedure's papers: a template that isn't there, a legal basis that is no longer in force."""

from collections.abc import Iterator
from datetime import date

from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.errors.procedure.papers import LegalBasisExpired, TemplateUnknown
from shared.errors import Refusal

#: What it may find.
FINDINGS = (TemplateUnknown, LegalBasisExpired)


def findings(procedure: Procedure) -> Iterator[Refusal]:
    templates = {one.code for one in procedure.templates}
    for number, component in enumerate(procedure.dossier, start=1):
        if component.template and component.template not in templates:
            yield TemplateUnknown(
                where=f"{procedure.place}/dossier/{number}",
                procedure=procedure.code,
                component=component.name,
                template=component.template,
            )


def expired(procedure: Procedure, in_force_from: date) -> Iterator[Refusal]:
    """What the procedure rests on must still hold on its first day in force."""
    for number, basis in enumerate(procedure.legal_basis, start=1):
        if basis.valid_until is not None and basis.valid_until < in_force_from:
            yield LegalBasisExpired(
                where=f"{procedure.place}/legal_basis/{number}",
                procedure=procedure.code,
                document=basis.document,
                valid_until=f"{basis.valid_until:%d/%m/%Y}",
                day=f"{in_force_from:%d/%m/%Y}",
            )
