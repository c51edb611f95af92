"""One measurement in this process, of the code that lies in a given folder; a line of JSON is the answer.

`python -m tests.bench.hot_path.worker CODE ADAPTER MEASUREMENT CASES SECONDS`
"""

import asyncio
import signal
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from tests.bench.hot_path.counting import Encodes, Statements
from tests.bench.hot_path.measuring import COUNTING, MEASUREMENTS, Figures, Watched, services_of, told


def main(code: str, adapter: str, measurement: str, cases: str, seconds: str) -> None:
    """Measure, and print what was measured."""
    signal.alarm(int(seconds))  # should nobody be left to end it
    watched = _watch() if measurement in COUNTING else None
    sys.path.insert(0, code)
    print(told(asyncio.run(_measure(Path(code), adapter, measurement, int(cases), watched))))  # noqa: T201


async def _measure(
    code: Path, adapter: str, measurement: str, cases: int, watched: Watched | None
) -> Figures:
    module = import_module(f"tests.bench.hot_path.{adapter}")
    _check_origin(code)
    with tempfile.TemporaryDirectory(prefix="tthc-bench-") as folder:
        deployment = module.deployment(Path(folder), services_of(measurement))
        await deployment.start()
        try:
            return await MEASUREMENTS[measurement](deployment, cases, watched)
        finally:
            await deployment.stop()


def _watch() -> Watched:
    watched = Watched(Statements(), Encodes())
    watched.statements.watch()
    watched.encodes.watch()
    return watched


def _check_origin(code: Path) -> None:
    """What is measured must be what was asked for: the environment has an installed copy too."""
    for name in ("services", "shared", "tthc"):
        found = Path(str(import_module(name).__file__)).resolve()
        if not found.is_relative_to(code.resolve()):
            raise RuntimeError(f"{name} comes from {found}, not from {code}")


if __name__ == "__main__":
    main(*sys.argv[1:])
