"""Imports modules and tells what they did besides: `python -m tests.unit.house.importing FOLDER MODULE…`.

Nothing that a module's import does may open a file to write, a socket, a database, a process or a thread.
What a library does at its own first import is its own matter; what a module of ours has it do is ours.
"""

import os
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from types import FrameType
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_EFFECTS = (
    "socket.",
    "subprocess.",
    "sqlite3.connect",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.system",
    "os.posix_spawn",
    "os.fork",
    "shutil.",
)
_HARMLESS = frozenset({"socket.gethostname"})


def _is_effect(event: str, details: tuple[Any, ...]) -> bool:
    if event == "open":
        path, _, flags = details
        return bool(flags and flags & _WRITING) and path != os.devnull
    return event.startswith(_EFFECTS) and event not in _HARMLESS


def _whose(frame: FrameType | None, folder: str) -> str | None:
    """The place in our code that made it happen; None where a library's own import did."""
    while frame is not None:
        file, name = frame.f_code.co_filename, frame.f_code.co_name
        if file.startswith(folder) and file != __file__ and "/.venv/" not in file:
            return f"{file.removeprefix(folder)}:{frame.f_lineno}"
        if name == "<module>" and file != __file__:
            return None
        frame = frame.f_back
    return None


def watch(folder: str, tell: Callable[[str], None]) -> None:
    """From here on, tell of each effect."""

    def note(event: str, details: tuple[Any, ...]) -> None:
        place = _whose(sys._getframe(2), folder)
        if place is not None:
            tell(f"{place}: {event} {details!r:.100}")

    def hook(event: str, details: tuple[Any, ...]) -> None:
        if _is_effect(event, details):
            note(event, details)

    start = threading.Thread.start

    def start_and_note(thread: threading.Thread) -> None:
        note("threading.Thread.start", (thread.name,))
        start(thread)

    threading.Thread.start = start_and_note  # type: ignore[method-assign]  # it raises no audit event
    sys.addaudithook(hook)


def main(folder: str, names: list[str]) -> int:
    """Import them all; how many effects there were."""
    found: list[str] = []
    watch(folder, found.append)
    for name in names:
        import_module(name)
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return min(len(found), 100)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
