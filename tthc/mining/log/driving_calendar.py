"""The working calendar that a log is counted by, in the sla service."""

from typing import Any

from shared.client.errors import ServiceRefused
from shared.client.services import Services
from shared.client.tokens import IMPORTER
from shared.contracts.topics import Service
from shared.public_holidays import further_days
from tthc.mining.log.driving_plan import ImportPlan

#: That are laid out where the further ones follow by themselves: what defines a calendar is one event.
_MOST_YEARS = 30


async def ensure_calendar(services: Services, plan: ImportPlan) -> str:
    """The code of a calendar with the country's days off in all of the log's years; defined if there is none.

    A calendar under the country's own code that ends before, or begins after, stays as it is: open cases are
    counted by it. The log then gets one of its own, named by its years.
    """
    country, years = plan.options.calendar, _noted(plan)
    own_code = f"{country}-{plan.years[0]}-{plan.years[-1]}"
    for code in (country, own_code):
        covered = await _years_of(services, code)
        if covered is not None and not covered.issuperset(years):
            continue
        if covered is None:
            order = {
                "code": code,
                "country": country,
                "first_year": years[0],
                "last_year": years[-1],
                "time_zone": plan.working_calendar.time_zone,
            }
            await _define(services, plan, order)
        return code
    return own_code


async def _define(services: Services, plan: ImportPlan, order: dict[str, Any]) -> None:
    try:
        await services.post(Service.SLA, "/calendars", key=plan.key("calendar", order), json=order)
    except ServiceRefused as refused:
        if refused.problem != "calendar-defined-already":  # since it was asked for
            raise


def _noted(plan: ImportPlan) -> range:
    """The years that the calendar must have noted."""
    follows = further_days(plan.working_calendar.time_zone) is not None
    return plan.years[:_MOST_YEARS] if follows else plan.years


async def _years_of(services: Services, code: str) -> set[int] | None:
    """The years in which a calendar has days off; None if there is no such calendar."""
    try:
        calendar = await services.get(Service.SLA, f"/calendars/{code}", as_=IMPORTER)
    except ServiceRefused as refused:
        if refused.problem != "unknown-calendar":
            raise
        return None
    return {int(holiday["day"][:4]) for holiday in calendar["holidays"]}
