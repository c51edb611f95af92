"""What a running deployment leaves in its data directory: commands in other shells find its servers by it."""

import fcntl
import json
import os
from pathlib import Path

from shared.deployment import SERVICES
from shared.runtime.ownership import owner
from shared.settings import Settings
from tthc.operations.environment import resolved

_FILE = "deployment.json"
_SERVERS = ("kafka_bootstrap_servers", "postgres_url", "mongo_url")
_SETTINGS = (
    *_SERVERS,
    "issuer_port",
    *(service.port_setting for service in SERVICES),
    "oidc_issuer",
)


def write_record(settings: Settings) -> None:
    """Note the deployment's servers and ports; readable by its owner alone, as URLs hold passwords."""
    path = settings.data_dir / _FILE
    content = {"pid": os.getpid(), **{name: getattr(settings, name) for name in _SETTINGS}}
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file)
    fresh.replace(path)


def remove_record(data_dir: Path) -> None:
    """The deployment is over."""
    (data_dir / _FILE).unlink(missing_ok=True)


def running_deployment(data_dir: Path) -> int | None:
    """The process that owns the data directory at this moment, if one does."""
    try:
        with (data_dir / "owner.lock").open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return owner(data_dir) or 0
    return None


def settings_of_running(settings: Settings) -> Settings:
    """The settings with what the deployment that runs on this data directory has started by itself."""
    if running_deployment(settings.data_dir) is None:
        return settings
    try:
        known = json.loads((settings.data_dir / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return settings
    taken = {name: known[name] for name in _SETTINGS if name not in _SERVERS and name in known}
    taken |= {name: known[name] for name in _SERVERS if known.get(name) and getattr(settings, name) is None}
    return resolved(settings, **taken)
