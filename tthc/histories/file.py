"""A file of `tthc-history/1`, read whole: its header, and its acts where they stand."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import msgspec

from services.cases.application.histories.acts import Absent
from services.cases.application.histories.taking import PlacedAct
from shared.errors import Refusal
from shared.kernel import day_of
from tthc.histories.errors import HistoryEmpty, HistoryNotFound, HistoryUnreadable, refuse_all
from tthc.histories.header import Header, header_faults
from tthc.histories.lines import act_of
from tthc.histories.placing import Placing
from tthc.histories.reading import read_object

#: So many faults are told; whoever has more begins with these.
MOST_FAULTS = 100


@dataclass(frozen=True)
class History:
    """What a file says."""

    path: Path
    header: Header
    trees: tuple[tuple[PlacedAct, ...], ...]  #: each in the order of its times
    acts: tuple[PlacedAct, ...]  #: of all trees, in the order of their times
    absences: tuple[tuple[int, Absent], ...]  #: with their lines
    cases: tuple[tuple[str, str], ...]  #: agency and name, of every case

    @cached_property
    def first_day(self) -> date | None:
        """The earliest day that the file names; None where it names none."""
        days = [one.in_force_from for one in self.header.catalogues]
        days += [day_of(one.act.at) for one in self.acts[:1]]
        days += [min(one.first_day, day_of(one.at)) for _, one in self.absences]
        return min(days, default=None)

    def where(self, place: str) -> str:
        """A place of the file, for people and editors: `file:line:field`."""
        return f"{self.path}:{place}"


def read_history(path: Path, now: datetime) -> History:
    """Read a file and check its form. Raises `HistoryUnfit` with every fault, up to `MOST_FAULTS`."""
    lines = _lines(path)
    found: list[Refusal] = []
    placing = Placing()
    header = _header(lines[0], placing, found)
    for number, line in enumerate(lines[1:], start=2):
        found += _act_faults(number, line, placing, now)
        if len(found) >= MOST_FAULTS:
            break
    for refusal in found:
        refusal.where = f"{path}:{refusal.where}"
    refuse_all(str(path), found[:MOST_FAULTS])
    assert header is not None, "without faults there is a header"
    return History(
        path=path,
        header=header,
        trees=tuple(_by_time(tree) for tree in placing.trees.values()),
        acts=_by_time(placing.placed),
        absences=tuple(placing.absences),
        cases=tuple((one.agency, one.name) for one in placing.cases.values()),
    )


def _lines(path: Path) -> list[bytes]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise HistoryNotFound(where=str(path), path=path) from None
    except OSError as error:
        raise HistoryUnreadable(where=str(path), path=path, reason=error.strerror) from error
    lines = content.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\n").split(b"\n")
    if lines == [b""]:
        raise HistoryEmpty(where=f"{path}:1")
    return lines


def _header(line: bytes, placing: Placing, found: list[Refusal]) -> Header | None:
    value, faults = read_object(line)
    if not faults:
        faults += header_faults(value)
    found += _at(1, faults)
    if not faults:
        return msgspec.convert(value, Header)
    placing.excuse(value or {})
    return None


def _act_faults(number: int, line: bytes, placing: Placing, now: datetime) -> list[Refusal]:
    value, faults = read_object(line)
    act = None
    if not faults:
        act, faults = act_of(value, now)
    if act is not None:
        faults += placing.add(number, act)
    elif value is not None:
        placing.excuse(value)
    return _at(number, faults)


def _at(number: int, faults: list[Refusal]) -> list[Refusal]:
    for one in faults:
        one.where = f"{number}:{one.where}" if one.where else f"{number}"
    return faults


def _by_time(acts: list[PlacedAct]) -> tuple[PlacedAct, ...]:
    """By their times; of one instant, in the order of their lines."""
    return tuple(sorted(acts, key=lambda one: (one.act.at, one.line)))
