"""The limits that a what-if is given: of a procedure as JSON, or of a CSV with columns `step` and `limit`."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tthc.mining.whatif.errors import (
    LimitInvalid,
    LimitRepeated,
    LimitsFormless,
    LimitsOfSeveralProcedures,
    LimitsUnreadable,
)

TOTAL = "*"  #: stands for the whole case in a CSV's column `step`
_LARGEST = 4 << 20  #: bytes


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
    return _of_csv(path, text)


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
                for name in filter(None, names):
                    called.setdefault(name, code)
                if step.get("time_limit") is not None:
                    steps[code] = _limit(path, code, step["time_limit"])
        total = procedure.get("time_limit")
    except (KeyError, TypeError, AttributeError) as error:
        raise LimitsFormless(where=str(path), path=path.name) from error
    called |= {code: code for code in stage_of}
    return Limits(None if total is None else _limit(path, TOTAL, total), steps, called, stage_of)


def _of_csv(path: Path, text: str) -> Limits:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not {"step", "limit"} <= set(rows.fieldnames or ()):
        raise LimitsFormless(where=str(path), path=path.name)
    found: dict[str, TimeLimit] = {}
    try:
        for row in rows:
            place = Path(f"{path}:{rows.line_num}")
            step = (row["step"] or "").strip()
            if step in found:
                raise LimitRepeated(where=str(place), step=step)
            duration = (row["limit"] or "").strip()
            counting = (row.get("counting") or "").strip() or _usual_counting(duration)
            found[step] = _limit(place, step, {"duration": duration, "counting": counting})
    except csv.Error as error:
        raise LimitsFormless(where=f"{path}:{rows.line_num}", path=path.name) from error
    total = found.pop(TOTAL, None)
    if not found:
        raise LimitsFormless(where=str(path), path=path.name)
    codes = {step: step for step in found}
    return Limits(total, found, codes, {})


def _usual_counting(duration: str) -> str:
    counting = Counting.WORKING_HOURS if duration.startswith("PT") else Counting.WORKING_DAYS
    return counting.value


def _limit(place: Path, step: str, stated: Mapping[str, Any]) -> TimeLimit:
    duration = str(stated["duration"])
    try:
        return TimeLimit.parse(duration[:12], Counting(stated["counting"]))
    except ValueError as error:
        raise LimitInvalid(where=str(place), step=step, limit=duration[:80]) from error
