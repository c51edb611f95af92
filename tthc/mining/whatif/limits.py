"""The limits that a what-if is given: of a procedure as JSON, or of a CSV with columns `step` and `limit`."""

import io
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tthc.mining.log.csv_lines import CsvLines
from tthc.mining.log.values import LONGEST_LIMIT, clean
from tthc.mining.whatif.errors import (
    LimitInvalid,
    LimitRepeated,
    LimitsFitNothing,
    LimitsFormless,
    LimitsOfSeveralProcedures,
    LimitsUnreadable,
    LimitTooLong,
    LimitWithoutStep,
)

TOTAL = "*"  #: stands for the whole case in a CSV's column `step`
_LARGEST = 4 << 20  #: bytes
_LONGEST_SHOWN = 80  #: characters, of a limit that is refused


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits by step."""

    total: TimeLimit | None  #: None: the file doesn't say
    steps: Mapping[str, TimeLimit]  #: by the step's code, or what else the file calls it by
    called: Mapping[str, str]  #: what a log may call a step → its code
    stage_of: Mapping[str, int]  #: by the step's code; empty: the file says nothing of stages, as a CSV

    def code_of(self, code: str, activity: str) -> str | None:
        """The step that the file means by this code or activity; None if it has none."""
        for name in (activity, code):
            if name in self.called:
                return self.called[name]
        return None

    def fit(self, steps: Collection[str | None]) -> bool:
        """Whether one of these steps, as the file calls them, is limited.

        Where the whole case alone is, whether the file knows one of them, or no step at all.
        """
        if self.steps:
            return not self.steps.keys().isdisjoint(steps)
        of_file = set(self.called.values())
        return self.total is not None and (not of_file or not of_file.isdisjoint(steps))


def check_fits(limits: Limits, codes: Mapping[str, str], path: Path) -> None:
    """Raises `LimitsFitNothing` where what is in that file isn't of the activities that have these codes."""
    if not limits.fit([limits.code_of(code, activity) for activity, code in codes.items()]):
        raise LimitsFitNothing(where=str(path), path=path.name, steps=", ".join(codes.values()))


def read_limits(path: Path, procedure: str | None = None) -> Limits:
    """The limits in a file; `procedure` chooses where it holds several. Raises a `LogRefused`."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LimitsUnreadable(where=str(path), path=path.name, most=_LARGEST) from error
    if len(content) > _LARGEST:
        raise LimitsUnreadable(where=str(path), path=path.name, most=_LARGEST)
    if text.lstrip().startswith(("{", "[")):
        return _of_procedure(path, _procedure(path, text, procedure))
    return _of_csv(path, content)


def _procedure(path: Path, text: str, wanted: str | None) -> Mapping[str, Any]:
    try:
        found = list(_procedures(json.loads(text)))
    except (ValueError, RecursionError) as error:
        raise LimitsFormless(where=str(path), path=path.name) from error
    if len(found) > 1:
        codes = [str(one.get("code", one.get("procedure"))) for one in found]
        found = [one for one, code in zip(found, codes, strict=True) if code == wanted]
        if len(found) != 1:
            raise LimitsOfSeveralProcedures(where=str(path), path=path.name, procedures=", ".join(codes))
    if not found:
        raise LimitsFormless(where=str(path), path=path.name)
    return found[0]


def _procedures(value: Any) -> Iterator[Mapping[str, Any]]:
    """The procedures in a draft edition, a list, or what `tthc discover --output` writes."""
    if isinstance(value, list):
        for one in value:
            yield from _procedures(one)
    elif isinstance(value, dict):
        if isinstance(value.get("stages"), list):
            yield value
        for name in ("procedure", "procedures"):
            if isinstance(value.get(name), dict | list):
                yield from _procedures(value[name])


def _of_procedure(path: Path, procedure: Mapping[str, Any]) -> Limits:
    steps: dict[str, TimeLimit] = {}
    called: dict[str, str] = {}
    stage_of: dict[str, int] = {}
    try:
        for number, stage in enumerate(procedure["stages"], start=1):
            for step in stage["steps"]:
                code = str(step.get("code") or step["step"])
                stage_of[code] = number
                names = (str(step.get("content") or ""), str(step.get("name") or ""))
                for name in filter(None, map(clean, names)):
                    called.setdefault(name, code)
                if step.get("time_limit") is not None:
                    steps[code] = _limit(str(path), code, step["time_limit"])
        total = procedure.get("time_limit")
    except (KeyError, TypeError, AttributeError) as error:
        raise LimitsFormless(where=str(path), path=path.name) from error
    called |= {code: code for code in stage_of}
    return Limits(None if total is None else _limit(str(path), TOTAL, total), steps, called, stage_of)


def _of_csv(path: Path, content: bytes) -> Limits:
    lines = CsvLines(path, ",")
    rows = lines.rows(io.BytesIO(content))
    index_of = {clean(heading): index for index, heading in enumerate(next(rows, ()))}
    if not {"step", "limit"} <= set(index_of):
        raise LimitsFormless(where=str(path), path=path.name)
    found: dict[str, TimeLimit] = {}
    for row in rows:
        step, duration, counting = (_cell(row, index_of.get(one)) for one in ("step", "limit", "counting"))
        at_step, at_limit = (lines.place(min(index_of[one], len(row) - 1), row) for one in ("step", "limit"))
        if not step:
            raise LimitWithoutStep(where=at_step, limit=duration[:_LONGEST_SHOWN])
        if step in found:
            raise LimitRepeated(where=at_step, step=step)
        stated = {"duration": duration, "counting": counting or _usual_counting(duration)}
        found[step] = _limit(at_limit, step, stated)
    total = found.pop(TOTAL, None)
    if not found and total is None:
        raise LimitsFormless(where=str(path), path=path.name)
    return Limits(total, found, {step: step for step in found}, {})


def _cell(row: Sequence[str], index: int | None) -> str:
    """What stands there; nothing where the row is too short, or there is no such column."""
    return clean(row[index]) if index is not None and index < len(row) else ""


def _usual_counting(duration: str) -> str:
    counting = Counting.WORKING_HOURS if duration.startswith("PT") else Counting.WORKING_DAYS
    return counting.value


def _limit(place: str, step: str, stated: Mapping[str, Any]) -> TimeLimit:
    duration = str(stated["duration"])
    shown = duration[:_LONGEST_SHOWN]
    try:
        if duration != shown:
            raise ValueError(shown)
        counting = Counting(stated["counting"])
        limit = TimeLimit.parse(duration, counting)
    except ValueError as error:
        raise LimitInvalid(where=place, step=step, limit=shown) from error
    longest = LONGEST_LIMIT[counting]
    if limit.amount > longest.amount:
        raise LimitTooLong(where=place, step=step, limit=shown, longest=longest.duration)
    return limit
