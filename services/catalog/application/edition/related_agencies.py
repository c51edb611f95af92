"""What an edition is judged against, as the store has it: the agencies that it names, and their chains."""

from collections import deque
from collections.abc import Iterable, Mapping
from datetime import date

from services.catalog.domain.edition.editions import Editions, Load
from services.catalog.domain.organisation.agency import AGENCY, Agency
from services.catalog.domain.procedure.coordination import ProcedureOf
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.related_agencies import KnownUnit, RelatedAgencies


def related_agencies_of(
    load: Load, agency: str, procedures: Iterable[Procedure], day: date
) -> RelatedAgencies:
    """The agencies that an agency's procedures name, and the procedures that theirs lead to, on that day."""
    procedures = tuple(procedures)
    named = {other for one in procedures for other in one.named_agencies()} - {agency}
    units = {code: _known(load(AGENCY, code), day) for code in sorted(named)}
    ahead = deque(dict.fromkeys(responding for one in procedures for responding in one.leads_to()))
    return RelatedAgencies(units=units, in_force=_followed(load, agency, ahead, day))


def _known(state: Agency, day: date) -> KnownUnit:
    return KnownUnit(exists=state.kind is not None, reachable=state.can_be_asked_on(day))


def _followed(
    load: Load, agency: str, ahead: deque[ProcedureOf], day: date
) -> dict[ProcedureOf, tuple[ProcedureOf, ...]]:
    """Whatever can be reached from there, but for the agency's own: those are as its edition says."""
    catalogues: dict[str, Mapping[str, Procedure]] = {agency: {}}
    found: dict[ProcedureOf, tuple[ProcedureOf, ...]] = {}
    while ahead:
        one = ahead.popleft()
        if one[0] not in catalogues:
            catalogues[one[0]] = Editions.of(load, one[0]).procedures_on(day)
        procedure = catalogues[one[0]].get(one[1])
        if procedure is not None and one not in found:
            found[one] = procedure.leads_to()
            ahead.extend(found[one])
    return found
