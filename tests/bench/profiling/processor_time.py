"""CPU that other processes have used, from /proc."""

import os
from pathlib import Path

_PROC = Path("/proc")
#: Fields of /proc/PID/stat behind the name, counted from the state: parent, user and system time, and those
#: of children that have ended.
_PARENT, _TIMES = 1, slice(11, 15)


def seconds_of_family(pid: int) -> float:
    """CPU seconds of a process and of all processes under it so far."""
    ticks = os.sysconf("SC_CLK_TCK")
    stats = {int(folder.name): _stat(folder) for folder in _PROC.glob("[0-9]*")}
    return sum(sum(map(int, stats[one][_TIMES])) for one in _family(pid, stats)) / ticks


def _family(pid: int, stats: dict[int, list[str]]) -> list[int]:
    children: dict[int, list[int]] = {}
    for one, stat in stats.items():
        if stat:
            children.setdefault(int(stat[_PARENT]), []).append(one)
    family = [pid]
    for one in family:
        family += children.get(one, [])
    return [one for one in family if stats.get(one)]


def _stat(folder: Path) -> list[str]:
    """What stands behind the name; nothing once the process is gone."""
    try:
        text = (folder / "stat").read_text("utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
