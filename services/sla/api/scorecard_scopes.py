"""Whose scorecards somebody may see: their own, their division's or agency's; the province's leaders all."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query

from services.sla.queries.visits_asked import UnitScope, VisitsAsked
from shared.auth.errors import NotInAgency
from shared.auth.principal import Grant, Principal
from shared.http.access import readable_agencies
from shared.kernel import SEE_ALL_CASES, Role

Agency = Annotated[str | None, Query(description="Without it: all that one may see.")]
Division = Annotated[str | None, Query(description="The division that held the visit.")]
Official = Annotated[str | None, Query(description="Who completed it, a delegate for themselves.")]
Held = Annotated[bool | None, Query(description="Whether an official is named.")]


def scopes_of(who: Principal, agency: str | None) -> list[UnitScope] | None:
    """Each unit whose figures they may see, the largest first; None: all. Raises `NotInAgency`."""
    readable = readable_agencies(who, agency)
    if any(one.agency is None and one.role in SEE_ALL_CASES for one in who.grants):
        return None
    found = [_scope(who, grant) for grant in who.grants]
    known = dict.fromkeys(one for one in found if one is not None and one.agency in (readable or ()))
    return sorted(known, key=lambda one: (one.official is not None, one.division or "", one.agency))


def _scope(who: Principal, grant: Grant) -> UnitScope | None:
    if grant.agency is None:
        return None
    if grant.role is Role.AGENCY_HEAD or grant.role in SEE_ALL_CASES:
        return UnitScope(agency=grant.agency)
    if grant.role is Role.DIVISION_HEAD:
        return UnitScope(agency=grant.agency, division=grant.division)
    return UnitScope(agency=grant.agency, official=who.id) if grant.role is Role.OFFICIAL else None


def narrowed(who: Principal, asked: VisitsAsked) -> VisitsAsked:
    """What is asked for, within the first scope that it fits. Raises `NotInAgency` where it fits none."""
    scopes = scopes_of(who, asked.agency)
    if scopes is None:
        return asked
    for one in scopes:
        named = ((asked.agency, one.agency), (asked.division, one.division), (asked.official, one.official))
        if all(None in pair or pair[0] == pair[1] for pair in named):
            agency, division, official = (given or own for given, own in named)
            return replace(asked, agency=agency, division=division, official=official, scope=one)
    raise NotInAgency(unit="/".join(filter(None, (asked.agency, asked.division, asked.official))) or "–")
