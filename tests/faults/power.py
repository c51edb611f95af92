"""What is on a disk after a power loss: a process's writes and syncs, read from its system calls."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

#: `strace` with paths at descriptors and every byte of what is written.
_CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink"
TRACED = ("strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={_CALLS}")
_LINE = re.compile(r"(?P<pid>\d+) +(?P<call>\w+)\((?P<rest>.*)")
_RESUMED = re.compile(r"(?P<pid>\d+) +<\.\.\. (?P<call>\w+) resumed>")
_PWRITE = re.compile(r'\d+<(?P<path>[^>]*)>, "(?P<bytes>[^"]*)", \d+, (?P<at>\d+)')
_WRITE = re.compile(r'1<[^>]*>, "(?P<bytes>[^"]*)"')
_FILE = re.compile(r"\d+<(?P<path>[^>]*)>")
_TRUNCATE = re.compile(r"\d+<(?P<path>[^>]*)>, (?P<size>\d+)")
_UNLINK = re.compile(r'"(?P<path>[^"]*)"')


@dataclass(slots=True)
class TracedFile:
    """What is on the disk for sure, and what was written since."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes]] = field(default_factory=list)

    def sync(self, count: int) -> None:
        """The first so many of the pending writes are on the disk."""
        for at, data in self.pending[:count]:
            _put(self.synced, at, data)
        del self.pending[:count]

    def after_loss(self, chance: Random | None) -> bytes:
        """What is found: what was synced, and with `chance` any of the other writes."""
        found = bytearray(self.synced)
        for at, data in self.pending:
            if chance is not None and chance.random() < 0.5:
                _put(found, at, data)
        return bytes(found)


def _put(content: bytearray, at: int, data: bytes) -> None:
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(data)] = data


class Trace:
    """The files of a folder as a traced process wrote them."""

    def __init__(self, trace: Path, folder: Path) -> None:
        self._trace, self._folder = trace, folder
        self.files: dict[str, TracedFile] = defaultdict(TracedFile)
        self._syncing: dict[str, tuple[str, int]] = {}

    def said(self) -> Iterator[str]:
        """Each line that the process said; `files` is then as it was at that instant."""
        for line in self._trace.read_text("ascii").splitlines():
            if resumed := _RESUMED.match(line):
                self._end_sync(resumed["pid"])
            elif match := _LINE.match(line):
                yield from self._follow(match["pid"], match["call"], match["rest"])

    def _follow(self, pid: str, call: str, rest: str) -> Iterator[str]:
        if call == "write" and (said := _WRITE.match(rest)):
            yield from _bytes(said["bytes"]).decode().splitlines()
        elif call == "pwrite64" and (written := _PWRITE.match(rest)):
            if (name := self._named(written["path"])) is not None:
                self.files[name].pending.append((int(written["at"]), _bytes(written["bytes"])))
        elif call in ("fsync", "fdatasync") and (file := _FILE.match(rest)):
            if (name := self._named(file["path"])) is not None:
                self._syncing[pid] = name, len(self.files[name].pending)
                if "unfinished" not in rest:
                    self._end_sync(pid)
        elif call == "ftruncate" and (cut := _TRUNCATE.match(rest)):
            if (name := self._named(cut["path"])) is not None:
                del self.files[name].synced[int(cut["size"]) :]
        elif call == "unlink" and (gone := _UNLINK.match(rest)):
            self.files.pop(Path(_bytes(gone["path"]).decode()).name, None)

    def _end_sync(self, pid: str) -> None:
        name, count = self._syncing.pop(pid, (None, 0))
        if name is not None:
            self.files[name].sync(count)

    def _named(self, path: str) -> str | None:
        file = Path(_bytes(path).decode() if "\\x" in path else path)
        return file.name if file.parent == self._folder else None

    def rebuild(self, folder: Path, chance: Random | None) -> None:
        """Write the files as they are found after a power loss at this instant."""
        folder.mkdir()
        for name, file in self.files.items():
            (folder / name).write_bytes(file.after_loss(chance))


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))
