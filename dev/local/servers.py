"""What every local server can do: start, stop, be killed, be paused, say where it is."""

import signal
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from dev.local.errors import DidNotStart, PortTaken
from dev.local.ports import HOST, answers, free_port
from tthc.operations.process import POLL, ServerProcess

#: So many lines of a log are shown when a server doesn't start.
TAIL_LINES = 20


class LocalServer(ABC):
    """One server process on 127.0.0.1 with its own data directory; it dies with us.

    The port is chosen when the object is made, and kept by every later start, so that clients find it again.
    Data survive `stop` and `kill`. A server of this class may be started from any thread.
    """

    name: ClassVar[str]  #: as people know it
    start_within: ClassVar[float] = 60.0  #: seconds until it must answer
    stop_within: ClassVar[float] = 30.0  #: seconds until it is killed
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM

    def __init__(self, data: Path, *, port: int | None = None) -> None:
        self.data = data.absolute()
        self.port = free_port() if port is None else port
        self.log = self.data / "server.log"
        self._process: ServerProcess | None = None

    @abstractmethod
    def command(self) -> Sequence[str]:
        """The command line that runs it, after `prepare`."""

    @abstractmethod
    def ready(self) -> bool:
        """Whether it answers in its own protocol; may raise OSError as long as it doesn't."""

    def prepare(self) -> None:  # noqa: B027 - a server may need nothing
        """What must be there before a start: data formatted, settings written. Told again at each start."""

    def complete(self) -> None:  # noqa: B027 - a server may need nothing
        """What can only be done once it answers."""

    @property
    def user(self) -> str:
        """The system user that it runs as; empty: as ourselves."""
        return ""

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return HOST, self.port

    @property
    def running(self) -> bool:
        """Whether its process is there (a paused one is)."""
        return self._process is not None and self._process.exit_code is None

    @property
    def pid(self) -> int:
        """Its process; an error if it was never started."""
        if self._process is None:
            raise RuntimeError(f"{self.name} was not started")
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it answers; nothing if it runs already. Raises DidNotStart or PortTaken."""
        if self.running:
            return
        if answers(self.port):
            raise PortTaken(server=self.name, port=self.port)
        self.data.mkdir(parents=True, exist_ok=True)
        self.prepare()
        process = self._process = ServerProcess.spawn(self.command(), log=self.log, user=self.user)
        try:
            self._wait_until_ready(process)
            self.complete()
        except BaseException:
            process.kill()
            raise

    def stop(self) -> None:
        """End it in order; nothing if it doesn't run."""
        if self._process is not None:
            self._process.terminate(self.stop_signal, within=self.stop_within)

    def kill(self) -> None:
        """SIGKILL, to all its processes at once, as when the machine goes; its port is free afterwards."""
        if self._process is not None:
            self._process.kill()
            self._wait_until_released()

    def pause(self) -> None:
        """SIGSTOP: it keeps its connections and answers nothing."""
        if self._process is not None:
            self._process.pause()

    def resume(self) -> None:
        """SIGCONT."""
        if self._process is not None:
            self._process.resume()

    def restart(self) -> None:
        """Stop in order, then start on the same port with the same data."""
        self.stop()
        self.start()

    def failure(self, reason: str) -> DidNotStart:
        """The refusal that shows the end of the log."""
        lines = (
            self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log.exists() else []
        )
        return DidNotStart(server=self.name, reason=reason, log=self.log, tail="\n".join(lines[-TAIL_LINES:]))

    def _wait_until_ready(self, process: ServerProcess) -> None:
        deadline = time.monotonic() + self.start_within
        while process.exit_code is None:
            if self._answers():
                return
            if time.monotonic() > deadline:
                raise self.failure(f"no answer within {self.start_within:.0f} s")
            time.sleep(POLL)
        raise self.failure(f"it ended with {process.exit_code}")

    def _wait_until_released(self) -> None:
        # The kernel may close the sockets of a dead process a little after it has become a zombie.
        deadline = time.monotonic() + self.stop_within
        while answers(self.port) and time.monotonic() < deadline:
            time.sleep(POLL)

    def _answers(self) -> bool:
        try:
            return answers(self.port) and self.ready()
        except OSError:
            return False


@contextmanager
def running_together(*servers: LocalServer) -> Iterator[None]:
    """Start the servers side by side, and stop them so at the end.

    If one doesn't start, the others are stopped and its refusal is raised.
    """
    try:
        _side_by_side([server.start for server in servers])
        yield
    finally:
        _side_by_side([server.stop for server in servers])


def _side_by_side(acts: Sequence[Callable[[], None]]) -> None:
    """Do all of them; then raise what the first that failed has raised."""
    with ThreadPoolExecutor(max_workers=max(1, len(acts))) as hands:
        done = [hands.submit(act) for act in acts]
    for one in done:
        one.result()
