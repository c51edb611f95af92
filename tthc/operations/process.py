"""A server's process and the processes under it: started so that they end with us, signalled together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from tthc.operations import exec_with_parent

#: How often a condition of the operating system is looked at, in seconds.
POLL = 0.02


@cache
def _starter() -> ThreadPoolExecutor:
    # The kernel ties a child to the thread that started it; a server must outlive who asked for it.
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="local-servers")


class ServerProcess:
    """A started process with all of its descendants."""

    def __init__(self, started: subprocess.Popen[bytes]) -> None:
        self._started = started

    @classmethod
    def spawn(
        cls,
        command: Sequence[str],
        *,
        log: Path,
        user: str = "",
        environment: Mapping[str, str] | None = None,
    ) -> "ServerProcess":
        """Start `command` as the system user `user` (empty: as ourselves); its output is added to `log`."""
        tied = [sys.executable, "-I", "-S", exec_with_parent.__file__, str(os.getpid()), user, *command]

        def start() -> subprocess.Popen[bytes]:
            with log.open("ab") as output:
                return subprocess.Popen(  # noqa: S603 - the command comes from our own server classes
                    tied,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, **(environment or {})},
                    cwd=log.parent,
                    start_new_session=True,  # Ctrl-C in the terminal is for us: we stop the servers in order
                )

        return cls(_starter().submit(start).result())

    @property
    def pid(self) -> int:
        """The id of the process itself."""
        return self._started.pid

    @property
    def exit_code(self) -> int | None:
        """What it ended with; None while it runs; negative if a signal ended it."""
        return self._started.poll()

    def terminate(self, how: signal.Signals, *, within: float) -> None:
        """Ask it to end with the signal `how`; kill what still runs after `within` seconds."""
        self.resume()
        if self.exit_code is None:
            self._started.send_signal(how)
        try:
            self._started.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """SIGKILL to all of them, and wait until they are gone."""
        family = self.pause()  # so that none is born while the others die
        _send(family, signal.SIGKILL)
        self._started.wait()
        while any(_alive(pid) for pid in family):
            time.sleep(POLL)

    def pause(self) -> list[int]:
        """SIGSTOP to all of them, whose ids it returns: connections stay open, and nothing answers."""
        stopped: list[int] = []
        while new := [pid for pid in self._family() if pid not in stopped]:
            _send(new, signal.SIGSTOP)
            stopped += new
        return stopped

    def resume(self) -> None:
        """SIGCONT to all of them."""
        _send(self._family()[::-1], signal.SIGCONT)

    def _family(self) -> list[int]:
        """The process and its descendants, parents before children; empty once it has ended."""
        if self.exit_code is not None:
            return []
        children: dict[int, list[int]] = {}
        for entry in Path("/proc").glob("[0-9]*"):
            if (stat := _stat(int(entry.name))) is not None:
                children.setdefault(int(stat[1]), []).append(int(entry.name))
        family = [self.pid]
        for pid in family:
            family += children.get(pid, [])
        return family


def _send(pids: Sequence[int], how: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, how)
        except ProcessLookupError:
            continue


def _stat(pid: int) -> list[str] | None:
    """State and parent of a process, as /proc has them; None if there is no such process."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return text.rpartition(")")[2].split()[:2]


def _alive(pid: int) -> bool:
    stat = _stat(pid)
    return stat is not None and stat[0] != "Z"
