"""Findings of the other agencies that a procedure names: each exists, can be asked, and is named once."""

from collections.abc import Iterator, Mapping

from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.related_agencies import KnownUnit, Surroundings
from services.catalog.errors.procedure.coordination import CoordinationWithItself
from services.catalog.errors.procedure.units import UnitIsLead, UnitNotLive, UnitRepeated, UnitUnknown
from shared.errors import Refusal

#: What it may find.
FINDINGS = (CoordinationWithItself, UnitIsLead, UnitNotLive, UnitRepeated, UnitUnknown)

_NOBODY = KnownUnit(exists=False, reachable=False)


def findings(procedure: Procedure, around: Surroundings) -> Iterator[Refusal]:
    told: set[str] = set()  # of the steps: the lists of units don't say it again
    for where, step, agency in _responding(procedure):
        if agency == around.agency:
            yield CoordinationWithItself(where=where, procedure=procedure.code, step=step, agency=agency)
        else:
            told.add(agency)
            yield from _unfit(where, _of_step(procedure, step), procedure, agency, around)
    seen: set[str] = set()
    for where, agency in _listed(procedure):
        if agency == around.agency:
            yield UnitIsLead(where=where, procedure=procedure.code, agency=agency)
        elif agency in seen:
            yield UnitRepeated(where=where, procedure=procedure.code, agency=agency)
        elif agency not in told:
            yield from _unfit(where, _of_lists(procedure), procedure, agency, around)
        seen.add(agency)


def _responding(procedure: Procedure) -> Iterator[tuple[str, str, str]]:
    for place, step in procedure.placed_steps():
        if step.coordination is not None and step.coordination.responding_agency.strip():
            yield f"{place}/coordination", step.code, step.coordination.responding_agency


def _listed(procedure: Procedure) -> Iterator[tuple[str, str]]:
    for agency in procedure.cooperating_units:
        yield f"{procedure.place}/cooperating_units/{agency}", agency
    for agency in procedure.informed_units:
        yield f"{procedure.place}/informed_units/{agency}", agency


def _of_step(procedure: Procedure, step: str) -> dict[str, str]:
    code = procedure.code
    return {"by_vi": f"Bước {step} của thủ tục {code}", "by_en": f"Step {step} of procedure {code}"}


def _of_lists(procedure: Procedure) -> dict[str, str]:
    return {"by_vi": f"Thủ tục {procedure.code}", "by_en": f"Procedure {procedure.code}"}


def _unfit(
    where: str, by: Mapping[str, str], procedure: Procedure, agency: str, around: Surroundings
) -> Iterator[Refusal]:
    """`by`: who names the agency, in words."""
    known = around.related.units.get(agency, _NOBODY)
    if not known.exists:
        yield UnitUnknown(where=where, procedure=procedure.code, agency=agency, **by)
    elif not known.reachable:
        day = f"{around.in_force_from:%d/%m/%Y}"
        yield UnitNotLive(where=where, procedure=procedure.code, agency=agency, day=day, **by)
