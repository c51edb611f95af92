"""Procedures as JSON has them: one form for what is read, sent, exported and published."""

import re
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from shared.contracts.vocabulary import TimeLimit

_FACTOR = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,3}))?")


def written(value: Any) -> Any:
    """The value in JSON's types: limits as ISO 8601 durations with their counting, days as ISO dates."""
    match value:
        case TimeLimit():
            return {"duration": value.duration, "counting": value.counting}
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return [written(one) for one in value]
    if is_dataclass(value):
        return {one.name: written(getattr(value, one.name)) for one in fields(value)}
    return value


def factor_text(thousandths: int) -> str:
    """A conversion factor as a decimal number: `1`, `1.25`. Text, so that no reader rounds it."""
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03}".rstrip("0").rstrip(".")


def is_factor(text: str) -> bool:
    """Whether the text is a conversion factor: such a number, and more than 0."""
    return _FACTOR.fullmatch(text) is not None and thousandths_of(text) > 0


def thousandths_of(text: str) -> int:
    """The thousandths of a decimal number with at most three decimals. ValueError for another text."""
    match = _FACTOR.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a number with at most three digits before and after the point")
    return int(match[1]) * 1000 + int((match[2] or "").ljust(3, "0"))
