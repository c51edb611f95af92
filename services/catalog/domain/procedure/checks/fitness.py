"""What not even a draft takes: one-stop procedures, bad or repeated codes, unusable texts; and amounts."""

import re
from collections.abc import Iterable

from services.catalog.domain.procedure.checks.amounts import (
    UNFIT_AMOUNTS,
    check_count,
    refuse_unfit_conditions,
)
from services.catalog.domain.procedure.naming import (
    LONGEST_NAME,
    check_agency_code,
    check_code,
    check_content,
    check_name,
)
from services.catalog.domain.procedure.procedure import DraftStep, Procedure, size_in_bytes
from services.catalog.errors.procedure.papers import (
    LegalBasisReversed,
    TemplateCodeRepeated,
    UnfitAddress,
    UnfitChecksum,
)
from services.catalog.errors.procedure.procedures import (
    ProcedureOfOneStop,
    ProcedureTooLarge,
    StageCodeRepeated,
    StepCodeRepeated,
)
from services.catalog.errors.procedure.texts import MalformedAgencyCode, MalformedCode, UnusableText
from shared.errors import Refusal

#: An event is at most 64 KiB in the store; the rest is for what stands beside the procedure.
LARGEST_PROCEDURE = 56 * 1024  #: bytes

_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f]+")
_SHA256 = re.compile(r"[0-9a-f]{64}")


#: How not even a draft is taken.
UNFIT: tuple[type[Refusal], ...] = (
    ProcedureOfOneStop,
    MalformedCode,
    MalformedAgencyCode,
    UnusableText,
    LegalBasisReversed,
    UnfitAddress,
    UnfitChecksum,
    *UNFIT_AMOUNTS,
    StageCodeRepeated,
    StepCodeRepeated,
    TemplateCodeRepeated,
    ProcedureTooLarge,
)


def refuse_unfit(procedure: Procedure) -> None:
    """Refuse what not even a draft takes."""
    if procedure.one_stop:
        raise ProcedureOfOneStop(where=procedure.place, procedure=procedure.code)
    check_code(procedure.code, procedure.place)
    check_name(procedure.name, procedure.place)
    check_name(procedure.result, f"{procedure.place}/result", may_be_empty=True)
    for place, stage in procedure.placed_stages():
        check_code(stage.code, place)
        check_name(stage.name, place, may_be_empty=True)
    for place, step in procedure.placed_steps():
        _refuse_unfit_step(place, step)
    _refuse_unfit_papers(procedure)
    refuse_unfit_conditions(procedure)
    _refuse_unfit_units(procedure)
    _refuse_repeated_codes(procedure)
    size = size_in_bytes(procedure)
    if size > LARGEST_PROCEDURE:
        raise ProcedureTooLarge(
            where=procedure.place, procedure=procedure.code, bytes=size, most=LARGEST_PROCEDURE
        )


def _refuse_unfit_step(place: str, step: DraftStep) -> None:
    check_code(step.code, place)
    check_name(step.name, place)
    check_content(step.content, place)
    for text in (step.division, *step.other_divisions, step.official, step.result):
        check_name(text, place, may_be_empty=True)
    asked = step.coordination
    if asked is not None and asked.responding_agency:
        check_agency_code(asked.responding_agency, f"{place}/coordination")
    if asked is not None and asked.responding_procedure:
        check_code(asked.responding_procedure, f"{place}/coordination")


def _refuse_unfit_papers(procedure: Procedure) -> None:
    for number, basis in enumerate(procedure.legal_basis, start=1):
        where = f"{procedure.place}/legal_basis/{number}"
        check_name(basis.document, where)
        check_name(basis.title, where, may_be_empty=True)
        if basis.valid_from and basis.valid_until and basis.valid_until < basis.valid_from:
            raise LegalBasisReversed(where=where, document=basis.document)
    for number, component in enumerate(procedure.dossier, start=1):
        where = f"{procedure.place}/dossier/{number}"
        check_name(component.name, where)
        check_count(component.copies, where)
        if component.template:
            check_code(component.template, where)
    for number, template in enumerate(procedure.templates, start=1):
        where = f"{procedure.place}/templates/{number}"
        check_code(template.code, where)
        check_name(template.name, where)
        _check_origin(template.code, template.address, template.sha256, where)


def _check_origin(template: str, address: str, sha256: str, where: str) -> None:
    if address and (len(address) > LONGEST_NAME or not _ADDRESS.fullmatch(address)):
        raise UnfitAddress(where=where, template=template, longest=LONGEST_NAME)
    check_name(address, where, may_be_empty=True)
    if sha256 and not _SHA256.fullmatch(sha256):
        raise UnfitChecksum(where=where, template=template)


def _refuse_unfit_units(procedure: Procedure) -> None:
    for unit in procedure.cooperating_units:
        check_agency_code(unit, f"{procedure.place}/cooperating_units/{unit}")
    for unit in procedure.informed_units:
        check_agency_code(unit, f"{procedure.place}/informed_units/{unit}")


def _refuse_repeated_codes(procedure: Procedure) -> None:
    stages = ((place, stage.code) for place, stage in procedure.placed_stages())
    if repeated := _first_repeated(stages):
        raise StageCodeRepeated(where=repeated[0], procedure=procedure.code, stage=repeated[1])
    steps = ((place, step.code) for place, step in procedure.placed_steps())
    if repeated := _first_repeated(steps):
        raise StepCodeRepeated(where=repeated[0], procedure=procedure.code, step=repeated[1])
    numbered = enumerate(procedure.templates, start=1)
    templates = ((f"{procedure.place}/templates/{number}", one.code) for number, one in numbered)
    if repeated := _first_repeated(templates):
        raise TemplateCodeRepeated(where=repeated[0], procedure=procedure.code, template=repeated[1])


def _first_repeated(placed: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    seen: set[str] = set()
    for place, code in placed:
        if code in seen:
            return place, code
        seen.add(code)
    return None
