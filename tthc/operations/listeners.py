"""Which process listens on a port of this machine, as the kernel tells it (Linux: `/proc`, proc(5))."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_LISTENING = "0A"  #: TCP_LISTEN, in the column of states


@dataclass(frozen=True, slots=True)
class Listener:
    """A process that listens."""

    name: str
    pid: int


def listener_on(port: int, proc: Path = _PROC) -> Listener | None:
    """Who listens on the port; None: nobody does, or it isn't ours to see."""
    sockets = {f"socket:[{inode}]" for inode in _inodes(port, proc)}
    for process in proc.glob("[0-9]*") if sockets else ():
        if sockets.intersection(_open_files(process)):
            return Listener((process / "comm").read_text("utf-8", "replace").strip(), int(process.name))
    return None


def _inodes(port: int, proc: Path) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        try:
            lines = (proc / "net" / table).read_text("ascii").splitlines()[1:]
        except OSError:
            continue
        for columns in map(str.split, lines):
            local, state, inode = columns[1], columns[3], columns[9]
            if state == _LISTENING and int(local.rpartition(":")[2], 16) == port:
                yield inode


def _open_files(process: Path) -> Iterator[str]:
    try:
        for file in (process / "fd").iterdir():
            yield str(file.readlink())
    except OSError:  # it has ended meanwhile, or is another user's
        return
