"""The how-to that adds an event, a subscriber, a read model and services, applied to a copy and run."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from dev.local.ports import HOST, free_port
from shared.deployment import metrics_port

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "how-to" / "extend.md"
READY_WITHIN = 60.0


def blocks(language: str, section: str = "") -> list[str]:
    """The page's code blocks in a language, or those of one section."""
    text = PAGE.read_text("utf-8")
    if section:
        text = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def copy_of_the_house(folder: Path) -> Path:
    """The packages and what the tests need, apart from the checkout."""
    ignored = shutil.ignore_patterns("__pycache__")
    for package in ("services", "shared", "tthc"):
        shutil.copytree(ROOT / package, folder / package, ignore=ignored)
    (folder / "tests").mkdir()
    for name in ("__init__.py", "aggregates.py", "hosting.py"):
        shutil.copy(ROOT / "tests" / name, folder / "tests" / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def apply(change: str, house: Path) -> None:
    """Make a change of the page."""
    applied = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"],
        input=change,
        text=True,
        cwd=house,
        capture_output=True,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(house.parent)},
        check=False,
    )
    assert applied.returncode == 0, f"{applied.stderr}\nin\n{change}"


def environment(house: Path) -> dict[str, str]:
    """The variables with which Python takes its modules from the copy."""
    return {**os.environ, "PYTHONPATH": str(house), "PYTHONSAFEPATH": "1"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house with all changes of the page."""
    house = copy_of_the_house(tmp_path_factory.mktemp("house"))
    for change in blocks("diff"):
        apply(change, house)
    return house


def test_a_new_event_is_at_most_five_hunks_in_four_files() -> None:
    changes = "".join(blocks("diff", "A new event"))
    assert len(re.findall(r"^@@", changes, re.MULTILINE)) <= 5
    assert len(set(re.findall(r"^\+\+\+ (.*)$", changes, re.MULTILINE))) <= 4
    assert {"course.py", "conclusions.py"} <= {
        Path(name).name for name in re.findall(r"^\+\+\+ (.*)$", changes, re.MULTILINE)
    }


def test_the_page_s_changes_apply_and_its_example_runs(house: Path) -> None:
    (example,) = blocks("python")
    (house / "tests" / "test_opinions.py").write_text(example, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/test_opinions.py"],
        cwd=house,
        env=environment(house),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]


@contextmanager
def served(command: str, house: Path, data: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the page's, ended if the test hasn't."""
    words = [sys.executable, *command.split()[1:]]
    variables = {"TTHC_PORTAL_PORT": str(port), "TTHC_DATA_DIR": str(data)}
    process = subprocess.Popen(words, cwd=house, env={**environment(house), **variables})
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def ready(url: str, process: subprocess.Popen[bytes]) -> bool:
    """Whether the service is ready within its time; it must not have ended before."""
    give_up = time.monotonic() + READY_WITHIN
    while process.poll() is None and time.monotonic() < give_up:
        try:
            if httpx.get(f"{url}/readyz").is_success:
                return True
        except httpx.TransportError:
            time.sleep(0.05)
    return False


def test_the_service_without_events_is_served_by_a_process_of_its_own(house: Path, tmp_path: Path) -> None:
    (command,) = blocks("sh", "A service without events")
    port = free_port()
    url = f"http://{HOST}:{port}"
    with served(command, house, tmp_path, port) as process:
        assert ready(url, process)
        assert httpx.get(url).json() == "Thủ tục hành chính nội bộ"
        assert httpx.get(f"{url}/livez").status_code == 200
        assert 'service="portal"' in httpx.get(f"http://{HOST}:{metrics_port(port)}/metrics").text
        assert httpx.get(f"{url}/metrics").status_code == 404
        assert list(httpx.get(f"{url}/openapi.json").json()["paths"]) == ["/"]
        assert httpx.get(f"{url}/operations/progress").status_code == 404
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["owner.lock"]
