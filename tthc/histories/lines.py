"""The acts of a file: which an object is, or every fault with its field."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_args

import msgspec

from services.cases.application.histories.acts import AnyAct
from shared.errors import Refusal
from shared.kernel import FIRST_YEAR, LAST_YEAR
from tthc.histories.errors import ActUnknown, FieldMissing, InFuture, OutsideCalendar
from tthc.histories.form import faults

ACTS: dict[str, type] = {str(one.__struct_config__.tag): one for one in get_args(AnyAct)}


def act_of(value: dict[str, Any], now: datetime) -> tuple[AnyAct | None, list[Refusal]]:
    """The act that an object is; None where it has faults."""
    found = [*_act_faults(value)]
    if found:
        return None, found
    act = msgspec.convert(value, AnyAct)
    found = [*_time_faults(act, now)]
    return (None, found) if found else (act, [])


def _act_faults(value: dict[str, Any]) -> Iterator[Refusal]:
    name = value.get("act")
    if name is None:
        yield FieldMissing(where="act", name="act")
        return
    kind = ACTS.get(name) if isinstance(name, str) else None
    if kind is None:
        yield ActUnknown(where="act", act=name, known=", ".join(ACTS))
        return
    yield from faults(value, kind)


def _time_faults(act: AnyAct, now: datetime) -> Iterator[Refusal]:
    for name in ("at", "due_at"):
        at: datetime | None = getattr(act, name, None)
        if at is not None and not FIRST_YEAR <= at.year <= LAST_YEAR:
            yield OutsideCalendar(where=name, first=FIRST_YEAR, last=LAST_YEAR)
    if act.at > now:
        yield InFuture(where="at", at=act.at)
