"""How a value of a procedure stands in a cell, and how it is read back: one codec for each kind of value."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from services.catalog.domain.procedure.naming import tidy
from shared.documents.folding import words_of

Cell = str | int | float | date | None
#: The most minutes or days that a cell may ask for: no figure that overflows.
_MOST = 10**9
#: As people write it, or a program a figure near 0. `Decimal` takes `1_0` and digits of other scripts too.
_NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?(e-?[0-9]{1,3})?")


class CellWrong(ValueError):
    """What a cell has can't be read; says why, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        self.vi, self.en = vi, en
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class Codec:
    """`write` makes a cell of a JSON value, `read` the value of a cell that isn't empty."""

    write: Callable[[Any], Cell]
    read: Callable[[Cell], Any]
    choices: tuple[str, ...] = ()  #: the words of a list to choose from


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _code(cell: Cell) -> str:
    return tidy(_text(cell))


def _codes(cell: Cell) -> list[str]:
    return [tidy(part) for part in re.split(r"[,;\n]", _text(cell)) if part.strip()]


def _choosable(cell: Cell) -> str:
    """A word of a list as it compares, however it was typed: on a Mac, in capitals, with its tone moved."""
    return " ".join(words_of(_text(cell)))


def _whole(cell: Cell) -> int:
    text = _code(cell)
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise CellWrong(f"“{text[:40]}” không phải là số nguyên.", f"{text[:40]!r} is not a whole number.")
    return int(text)


def _factor(cell: Cell) -> str:
    text = _code(cell).replace(",", ".")
    number = Decimal(text) if _NUMBER.fullmatch(text) else Decimal("NaN")
    if not number.is_finite():
        raise CellWrong(f"“{text[:40]}” không phải là số.", f"{text[:40]!r} is not a number.")
    return f"{number:f}"


def _day(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = _code(cell)
    for pattern in (r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"):
        if match := re.fullmatch(pattern, text, re.ASCII):
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
            except ValueError:
                break
    raise CellWrong(
        f"“{text[:40]}” không phải là ngày dạng 31/01/2026.", f"{text[:40]!r} is not a day like 31/01/2026."
    )


def _written_day(value: str) -> Cell:
    """A day of the workbook's calendar, which is right from March 1900 on; earlier ones as text."""
    day = date.fromisoformat(value)
    return day if day >= date(1900, 3, 1) else value


def _choice(words: Mapping[Any, str]) -> Codec:
    """One of a few values, by its Vietnamese word; the machine's own word is read too."""
    by_word = {_choosable(word): value for value, word in words.items()}
    by_word |= {_choosable(str(value)): value for value in words}

    def read(cell: Cell) -> Any:
        word = _choosable(cell)
        if word not in by_word:
            listed = ", ".join(words.values())
            raise CellWrong(
                f"“{_code(cell)[:40]}” không dùng được; hãy chọn: {listed}.",
                f"{_code(cell)[:40]!r} can't be used; choose one of: {listed}.",
            )
        return by_word[word]

    return Codec(words.__getitem__, read, tuple(words.values()))


TEXT = Codec(str, _text)
CODE = Codec(str, _code)
CODES = Codec(", ".join, _codes)
WHOLE = Codec(int, _whole)
FACTOR = Codec(float, _factor)
DAY = Codec(_written_day, _day)
YES_NO = _choice({True: "Có", False: "Không"})
KIND = _choice({"internal": "Trong nội bộ cơ quan", "coordinated": "Giữa các cơ quan"})
_ANSWER = _choice(
    {
        "result_delivered": "Trả kết quả",
        "agree": "Đồng ý",
        "agree_with_comments": "Đồng ý, có ý kiến",
        "disagree": "Không đồng ý",
        "no_opinion": "Không có ý kiến",
    }
)
ROLE = _choice({"lead": "Chủ trì", "cooperating": "Phối hợp", "informed": "Nhận để biết"})
_DEGREE = _choice(
    {"normal": "thường", "urgent": "khẩn", "very_urgent": "thượng khẩn", "immediate": "hỏa tốc"}
)

# --- limits --------------------------------------------------------------------------------------

#: Unit of a limit: the counting, and minutes or days in one of it.
UNITS = {
    "giờ làm việc": ("working_hours", 60),
    "phút làm việc": ("working_hours", 1),
    "ngày làm việc": ("working_days", 1),
    "ngày": ("calendar_days", 1),
}
_SHORT = {"giờ": "giờ làm việc", "phút": "phút làm việc"}
_BY_UNIT = {_choosable(word): UNITS[_SHORT.get(word, word)] for word in (*UNITS, *_SHORT)}


def unit_of(limit: Mapping[str, str]) -> str:
    """The unit in which a limit is a round figure: hours where quarters of them do."""
    if limit["counting"] != "working_hours":
        return next(unit for unit, (counting, _) in UNITS.items() if counting == limit["counting"])
    return "phút làm việc" if _amount(limit) % 15 else "giờ làm việc"


def figure_of(limit: Mapping[str, str]) -> float:
    """How many of its unit."""
    return _amount(limit) / UNITS[unit_of(limit)][1]


def _amount(limit: Mapping[str, str]) -> int:
    """In minutes or in days."""
    hours, minutes, days = re.findall(r"(?:(\d+)H)?(?:(\d+)M)?$|P(\d+)D$", limit["duration"])[0]
    return int(days) if days else int(hours or 0) * 60 + int(minutes or 0)


def limit_of(figure: Cell, unit: Cell) -> dict[str, str]:
    """The limit of a figure and its unit."""
    counting, size = _BY_UNIT.get(_choosable(unit), ("", 0))
    if not counting:
        word, units = _code(unit), ", ".join(UNITS)
        raise CellWrong(
            f"đơn vị thời gian “{word[:40]}” không dùng được; hãy chọn: {units}.",
            f"the unit of time {word[:40]!r} can't be used; choose one of: {units}.",
        )
    return _limit(Decimal(_factor(figure)) * size, counting)


def _limit(amount: Decimal, counting: str) -> dict[str, str]:
    if amount != amount.to_integral_value() or not 0 < amount < _MOST:
        raise CellWrong(
            "thời hạn phải lớn hơn 0 và tính tròn đến phút hoặc ngày.",
            "a limit is more than 0, in whole minutes or days.",
        )
    whole = int(amount)
    if counting != "working_hours":
        return {"duration": f"P{whole}D", "counting": counting}
    hours, minutes = divmod(whole, 60)
    duration = "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return {"duration": duration, "counting": counting}


def _written_limit(limit: Mapping[str, str]) -> str:
    return f"{figure_of(limit):.10g} {unit_of(limit)}".replace(".", ",")


def _read_limit(cell: Cell) -> dict[str, str]:
    text = _code(cell)
    match = re.fullmatch(r"([\d.,]+)\s*(\D+)", text, re.ASCII)
    if match is None:
        raise CellWrong(
            f"“{text[:40]}” không phải là thời hạn như “8 giờ làm việc”.",
            f"{text[:40]!r} is not a limit such as “8 giờ làm việc”.",
        )
    return limit_of(match[1], match[2])


def _written_urgent(limits: list[dict[str, Any]]) -> str:
    return "; ".join(
        f"{_DEGREE.write(one['urgency'])}: {_written_limit(one['time_limit'])}" for one in limits
    )


def _read_urgent(cell: Cell) -> list[dict[str, Any]]:
    limits = []
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", _text(cell)))):
        degree, colon, limit = part.partition(":")
        if not colon:
            raise CellWrong(
                f"“{part[:40]}” phải có dạng “khẩn: 4 giờ làm việc”.",
                f"{part[:40]!r} must be like “khẩn: 4 giờ làm việc”.",
            )
        limits.append({"urgency": _DEGREE.read(degree), "time_limit": _read_limit(limit)})
    return limits


def _read_answers(cell: Cell) -> list[str]:
    return [_ANSWER.read(part) for part in re.split(r"[;\n]", _text(cell)) if part.strip()]


LIMIT = Codec(_written_limit, _read_limit)
URGENT_LIMITS = Codec(_written_urgent, _read_urgent)
ANSWERS = Codec(lambda answers: "; ".join(str(_ANSWER.write(one)) for one in answers), _read_answers)
UNIT = Codec(str, _code, tuple(UNITS))
FIGURE = Codec(float, _text)
