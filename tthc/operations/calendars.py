"""Finds a working calendar: the province's own where it can be reached, else what comes with the program."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from functools import partial
from typing import Any
from urllib.parse import quote

from pydantic import TypeAdapter

from services.sla.domain.deciders import CALENDAR
from services.sla.errors import UnknownCalendar
from shared.client.endpoint import Endpoint
from shared.client.errors import ServiceUnreachable
from shared.client.services import Services
from shared.client.tokens import OPERATOR, IssuedTokens
from shared.contracts.topics import Service
from shared.errors import Language, Text
from shared.public_holidays import TIME_ZONES, days_in, further_days
from shared.public_holidays.culture_day import CultureDay
from shared.settings import Settings
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import DayHours, Holiday, Hours, LocalDifference, MakeUpDay
from tthc.operations.opening import in_files, opened
from tthc.operations.read_only import writable
from tthc.operations.record import running_deployment, settings_of_running

_NONE = range(0)  #: each year is laid out when it is needed
_PATIENCE = 5.0  #: seconds; there is another calendar to count by
_DAYS = TypeAdapter(tuple[Holiday, ...])
_MADE_UP = TypeAdapter(tuple[MakeUpDay, ...])
_DIFFERENCES = TypeAdapter(tuple[LocalDifference, ...])


class Origin(StrEnum):
    """Where a calendar was found."""

    SERVICE = "service"  #: asked of the sla service that runs
    STORE = "store"  #: read out of the data folder
    SHIPPED = "shipped"  #: what comes with the program


@dataclass(frozen=True, slots=True)
class FoundCalendar:
    """A calendar to count by, and where it is from."""

    calendar: WorkingCalendar
    origin: Origin
    place: str = ""  #: the service's address, or the data folder
    version: int | None = None  #: of the province's own

    @property
    def told(self) -> Text:
        """Where it is from, in a sentence."""
        code, at = self.calendar.code, f"{self.place}"
        match self.origin:
            case Origin.SERVICE:
                return Text(
                    f"Theo lịch {code} của dịch vụ tại {at}, phiên bản {self.version}.",
                    f"By calendar {code} of the service at {at}, version {self.version}.",
                )
            case Origin.STORE:
                return Text(
                    f"Theo lịch {code} trong thư mục dữ liệu {at}, phiên bản {self.version}.",
                    f"By calendar {code} of the data folder {at}, version {self.version}.",
                )
            case Origin.SHIPPED:
                return Text(
                    f"Theo lịch {code} đi kèm chương trình: dịch vụ và dữ liệu ở đây không có lịch này.",
                    f"By calendar {code} as it comes with the program: no service or data here has one.",
                )


async def find_calendar(settings: Settings, language: Language, code: str) -> FoundCalendar:
    """The calendar, from the nearest of those that have it. Raises `UnknownCalendar`."""
    found = None
    if settings.distributed or running_deployment(settings.data_dir) is not None:
        found = await _of_service(settings_of_running(settings), language, code)
    elif in_files(settings) and (settings.data_dir / f"{Service.SLA}.events.sqlite").is_file():
        found = await _of_store(settings, code)
    return found or shipped_calendar(settings, code)


def shipped_calendar(settings: Settings, code: str) -> FoundCalendar:
    """That of a country whose days off come with the program. Raises `UnknownCalendar`."""
    if code not in TIME_ZONES:
        raise UnknownCalendar(calendar=code)
    further = partial(days_in, code, culture_day=CultureDay(settings.culture_day or CultureDay.PROVISIONAL))
    calendar = WorkingCalendar(code=code, time_zone=TIME_ZONES[code], noted_years=_NONE, further=further)
    return FoundCalendar(calendar, Origin.SHIPPED)


async def _of_service(settings: Settings, language: Language, code: str) -> FoundCalendar | None:
    """The calendar of the service that runs; None where it doesn't answer, or has no such calendar."""
    endpoint = Endpoint(settings.url_of(Service.SLA))
    services = Services(
        {Service.SLA: endpoint}, IssuedTokens(settings), language=language, patience=_PATIENCE
    )
    async with services:
        if await services.absent() is not None:
            return None
        try:
            there = await services.get(Service.SLA, "/calendars", as_=OPERATOR)
            if code not in {one["code"] for one in there}:
                return None
            path = f"/calendars/{quote(code, safe='')}"
            told = await services.get(Service.SLA, path, as_=OPERATOR)
        except ServiceUnreachable:
            return None
    return FoundCalendar(calendar_of(told), Origin.SERVICE, endpoint.url, told["version"])


async def _of_store(settings: Settings, code: str) -> FoundCalendar | None:
    """The calendar in the embedded profile's store, which no process has open; None where there is none."""
    with writable(settings, lambda _: None) as readable:
        async with opened(readable, [Service.SLA]) as (sla,):
            state, version = await sla.application.state(CALENDAR, code)
            calendar = state.working(further_days)
    place = str(settings.data_dir)
    return FoundCalendar(calendar, Origin.STORE, place, version) if calendar else None


def calendar_of(told: dict[str, Any]) -> WorkingCalendar:
    """The calendar to count by, out of the service's answer."""
    holidays = _DAYS.validate_python(told["holidays"])
    first, last = told["first_year"], told["last_year"]
    return WorkingCalendar(
        code=told["code"],
        time_zone=told["time_zone"],
        weekly=tuple(_hours(day) for day in told["week"]),
        week_source=told["week_source"],
        holidays=holidays,
        make_up_days=_MADE_UP.validate_python(told["make_up_days"]),
        differences=_DIFFERENCES.validate_python(told["differences"]),
        noted_years=None if first is None else range(first, last + 1),
        further=further_days(told["time_zone"], holidays),
    )


def _hours(day: list[str]) -> DayHours:
    """The hours as an answer writes them: `07:30–11:30`."""
    spans = (span.split("–") for span in day)
    return tuple(Hours(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in spans)
