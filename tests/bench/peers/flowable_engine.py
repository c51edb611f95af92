"""Flowable, built with the machine's JDK and Maven and run in a process of its own."""

import re
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.local import PostgresServer
from tests.bench.processes import Failed, run_bounded

NAME = "Flowable 7.1"
#: So many are tried, and those at which it is fastest are taken.
THREADS = (8, 16, 32)
DATABASE = "flow"
_SOURCE = Path(__file__).with_name("flowable")
_JAVA_AT_LEAST = 17
_TOOL_SECONDS, _BUILD_SECONDS, _READY_SECONDS, _RUN_SECONDS = 30, 600, 180, 360


class NotHere(Exception):
    """This machine can't build or run the engine; the text says what is missing."""


class FlowableEngine:
    """A running engine."""

    def __init__(self, class_path: str, database_url: str) -> None:
        self._process = subprocess.Popen(
            ["java", "-cp", class_path, "Flow", database_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def started(self) -> None:
        """Return when its tables are made and it takes work. Raises `Failed`."""
        if (said := self._line(_READY_SECONDS)) != "ready":
            raise Failed(f"{NAME} said {said!r}")

    def work(self, cases: int, threads: int) -> float:
        """Work so many cases; the seconds that it took. Raises `Failed`, or OSError once it has ended."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{cases} {threads}\n")
        self._process.stdin.flush()
        return float(self._line(_RUN_SECONDS))

    def stop(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()

    def _line(self, seconds: float) -> str:
        """Its next line; `Failed` when it ended or says nothing for so long. It never says two at once."""
        output = self._process.stdout
        assert output is not None
        deadline = time.monotonic() + seconds
        readable, _, _ = select.select([output], [], [], max(0.0, deadline - time.monotonic()))
        line = output.readline().strip() if readable else ""
        if not line:
            raise Failed(f"{NAME} ended, or said nothing for {seconds:.0f} s")
        return line


@contextmanager
def flowable(postgres: PostgresServer, folder: Path) -> Iterator[FlowableEngine]:
    """The engine on a database of its own on that server. Raises `NotHere`, `Failed`."""
    class_path = build(folder)
    postgres.create_database(DATABASE)
    host, port = postgres.address
    engine = FlowableEngine(class_path, f"jdbc:postgresql://{host}:{port}/{DATABASE}?user=postgres")
    try:
        engine.started()
        yield engine
    finally:
        engine.stop()
        postgres.drop_database(DATABASE)


def build(folder: Path) -> str:
    """Compile it in `folder`; the class path to run it with. Raises `NotHere`."""
    check_tools()
    work = folder / "flowable"
    shutil.copytree(_SOURCE, work)
    libraries = work / "cp.txt"
    resolve = ["mvn", "-q", "-B", "dependency:build-classpath", f"-Dmdep.outputFile={libraries}"]
    try:
        run_bounded(resolve, seconds=_BUILD_SECONDS, folder=work)
        class_path = libraries.read_text("utf-8")
        compiled = ["javac", "-encoding", "UTF-8", "-cp", class_path, "-d", str(work), "Flow.java"]
        run_bounded(compiled, seconds=_BUILD_SECONDS, folder=work)
    except (OSError, Failed) as error:
        raise NotHere(f"it could not be built: {error}") from error
    return f"{class_path}:{work}"


def check_tools() -> None:
    """Raises `NotHere` where there is no JDK of 17 or later, or no Maven."""
    missing = [tool for tool in ("java", "javac", "mvn") if shutil.which(tool) is None]
    if missing:
        raise NotHere(f"there is no {', no '.join(missing)} here")
    try:
        said = run_bounded(["javac", "-version"], seconds=_TOOL_SECONDS, folder=_SOURCE)
    except Failed as error:
        raise NotHere(f"the JDK can't tell its version: {error}") from error
    if (version := java_version(said)) < _JAVA_AT_LEAST:
        raise NotHere(f"the JDK is of version {version}, and {_JAVA_AT_LEAST} is needed")


def java_version(said: str) -> int:
    """The release that `javac -version` names; 0 where it names none (`1.8.0` is release 8)."""
    found = re.search(r"javac (?:1\.)?(\d+)", said)
    return int(found[1]) if found else 0
