"""The province's figures over HTTP: of all agencies for its leaders and Home Affairs, of one for its head."""

from typing import Annotated

from fastapi import Query

from services.sla.api.given import TheApplication, TheQueries
from services.sla.queries.province import DAYS, ProvinceAsked, last_days
from services.sla.queries.province_rows import Province
from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.contracts.vocabulary import Code
from shared.http import refusals
from shared.http.access import steered_agencies
from shared.http.routing import Router
from shared.kernel import Role

province = Router(tags=["province"], responses=refusals(NotInAgency))

Leader = Annotated[Principal, allow(Role.PROVINCE_LEADER, Role.REVIEWER, Role.AUDITOR, Role.AGENCY_HEAD)]


@province.get("/province", summary="How work stands in each agency and each rollout wave, now")
async def show_province(
    who: Leader,
    asked: TheQueries,
    application: TheApplication,
    agency: Annotated[Code | None, Query(description="Without it: each that one may see.")] = None,
    wave: Annotated[int | None, Query(ge=1, le=999, description="Those of a rollout wave alone.")] = None,
    days: Annotated[
        int, Query(ge=1, le=366, description="Over how many days, to today, what is done counts.")
    ] = DAYS,
) -> Province:
    """Figures that name no case and nobody; the lists that they open into are for who may read those."""
    now = asked.now()
    wanted = ProvinceAsked(days=last_days(now, days), agencies=steered_agencies(who, agency), wave=wave)
    return await asked.province_at(wanted, application.name, now)
