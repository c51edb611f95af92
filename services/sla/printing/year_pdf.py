"""A year's calendar as PDF/A, on A4: twelve months with their days off marked, and why each is off."""

from datetime import date
from typing import Any

from services.sla.printing.year_template import TEMPLATE
from shared.errors import Language
from shared.printing.typesetting import Setting, typeset
from shared.vietnam_time import written
from shared.working_time.days import DayKind
from shared.working_time.year_shown import DayShown, MonthShown, YearShown

_WEEK = {
    Language.VI: ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    Language.EN: ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
}
_MONTHS = tuple(date(2000, month, 1).strftime("%B") for month in range(1, 13))


def year_pdf(year: YearShown, language: Language, setting: Setting = Setting()) -> bytes:
    """The bytes of the file; the same for the same year, language and fonts."""
    vietnamese = language is Language.VI
    content = {
        "language": language.value,
        "title": f"LỊCH LÀM VIỆC NĂM {year.year}" if vietnamese else f"WORKING CALENDAR {year.year}",
        "subtitle": _subtitle(year, vietnamese=vietnamese),
        "week": _WEEK[language],
        "months": [_month(one, vietnamese=vietnamese) for one in year.months],
        "legend": _legend(vietnamese=vietnamese),
        "columns": ("Ngày", "Vì", "Căn cứ") if vietnamese else ("Day", "What", "Source"),
        "noted": [_noted(one, vietnamese=vietnamese) for one in year.noted()],
    }
    return typeset(TEMPLATE, content, setting, date(year.year, 1, 1))


def _subtitle(year: YearShown, *, vietnamese: bool) -> str:
    hours = year.working_minutes // 60
    parts = [f"Lịch {year.code}" if vietnamese else f"Calendar {year.code}"]
    if year.version is not None:
        parts.append(f"phiên bản {year.version}" if vietnamese else f"version {year.version}")
    if year.agency is not None:
        parts.append(f"cơ quan {year.agency}" if vietnamese else f"agency {year.agency}")
    days = year.working_days
    parts.append(
        f"{days} ngày, {hours} giờ làm việc" if vietnamese else f"{days} working days, {hours} working hours"
    )
    return " · ".join(parts)


def _month(month: MonthShown, *, vietnamese: bool) -> dict[str, Any]:
    name = f"Tháng {month.month}" if vietnamese else _MONTHS[month.month - 1]
    days = f"{month.working_days} ngày" if vietnamese else f"{month.working_days} days"
    return {
        "name": name,
        "worked": days,
        "begins": month.days[0].day.weekday(),
        "days": [
            {"number": one.day.day, "mark": mark_of(one), "provisional": one.provisional}
            for one in month.days
        ],
    }


def mark_of(day: DayShown) -> str:
    """How a day is marked: `off`, `rest`, `made-up`, `local`, or not at all."""
    match day.kind:
        case DayKind.HOLIDAY:
            return "off"
        case DayKind.MADE_UP:
            return "made-up"
        case DayKind.LOCAL:
            return "local"
        case DayKind.WEEKLY_REST:
            return "rest"
        case DayKind.WORKED:
            return ""


def _legend(*, vietnamese: bool) -> list[tuple[str, str]]:
    if vietnamese:
        return [
            ("off", "nghỉ lễ, tết, nghỉ bù"),
            ("made-up", "ngày nghỉ phải làm bù"),
            ("local", "lịch riêng của cơ quan"),
            ("provisional", "* dự kiến, có thể thay đổi"),
        ]
    return [
        ("off", "public holiday"),
        ("made-up", "day of rest that is worked"),
        ("local", "the agency's own"),
        ("provisional", "* provisional, may change"),
    ]


def _noted(day: DayShown, *, vietnamese: bool) -> tuple[str, str, str]:
    name = day.name
    if day.provisional:
        name += " (dự kiến)" if vietnamese else " (provisional)"
    if day.hours:
        name += f": {', '.join(day.hours)}"
    return written(day.day, vietnamese=vietnamese), name, day.source
