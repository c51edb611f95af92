"""The command `tthc` in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from dev.local.ports import free_port
from shared.settings import PREFIX
from tests.servers import SERVICES

_TTHC = (sys.executable, "-c", "from tthc.cli import main; main()")
_SERVERS = ("KAFKA_BOOTSTRAP_SERVERS", "POSTGRES_URL", "MONGO_URL")


def free_ports() -> dict[str, int]:
    """A free port for the issuer and for each service, by setting; none for metrics."""
    return {**{f"{name}_port": free_port() for name in ("issuer", *SERVICES)}, "metrics_port": 0}


def tthc(
    data_dir: Path, *arguments: str, within: float, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, on nothing but what this call says; `within`: seconds that it may take."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(PREFIX) and name not in _SERVERS
    }
    ports = {f"{PREFIX}{name.upper()}": str(port) for name, port in free_ports().items()}
    environment = {**kept, **ports, f"{PREFIX}DATA_DIR": str(data_dir), "LANG": "en_US.UTF-8", "LC_ALL": ""}
    return subprocess.run(
        (*_TTHC, *arguments),
        env={**environment, **(variables or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=within,
        check=False,
    )
