"""An installation without `tthc-dev` works, and says so where something of it is asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shared.settings import Settings
from tthc.operations.deployment_options import DeploymentOptions
from tthc.operations.development import DevelopmentMissing, demo_issuer, local_servers

#: Runs the command line where the package can't be imported.
WITHOUT_DEV = "import sys; sys.modules['dev'] = None; from tthc.cli import main; main()"


def tthc(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command line of an installation without the package."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_DEV, *words],
        env={**os.environ, "TTHC_DATA_DIR": str(folder / "data"), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_without_it_the_command_line_helps(tmp_path: Path) -> None:
    done = tthc(tmp_path, "--help")
    assert done.returncode == 0, done.stderr
    assert "import-log" in done.stdout


def test_without_it_stores_are_verified(tmp_path: Path) -> None:
    done = tthc(tmp_path, "verify", "--language", "en")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "instead"),
    [(["up"], "TTHC_OIDC_ISSUER"), (["up", "--kafka"], "TTHC_KAFKA_BOOTSTRAP_SERVERS")],
)
def test_without_it_what_needs_it_says_so_and_what_to_set_instead(
    tmp_path: Path, words: list[str], instead: str
) -> None:
    done = tthc(tmp_path, *words, "--language", "en")
    assert done.returncode != 0
    told = " ".join(done.stderr.split())
    assert "pip install ./dev" in told
    assert instead in told
    assert "Traceback" not in told


def test_a_fault_of_its_own_is_not_taken_for_its_absence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "joserfc", None)
    for name in [name for name in sys.modules if name.startswith("dev.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(ModuleNotFoundError, match="joserfc"):
        demo_issuer(Settings())


def test_only_what_has_no_url_is_to_be_started() -> None:
    asked = DeploymentOptions(kafka=True, postgres=True)
    assert asked.lacking(Settings()) == {"kafka_bootstrap_servers", "postgres_url"}
    assert asked.lacking(Settings(kafka_bootstrap_servers="kafka:9092")) == {"postgres_url"}
    assert DeploymentOptions().lacking(Settings()) == frozenset()


def test_its_absence_names_every_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dev.local.deployment", None)
    with pytest.raises(DevelopmentMissing, match="TTHC_MONGO_URL, TTHC_POSTGRES_URL"):
        local_servers(Settings(), DeploymentOptions(postgres=True, mongo=True))
