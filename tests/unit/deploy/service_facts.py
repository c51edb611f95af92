"""Where services are listed that can't take them from `shared/deployment.py`, and what each place lists."""

import re
from collections.abc import Callable, Sequence
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import yaml

from shared.contracts.topics import SERVICE_TOPICS, Service
from shared.deployment import DeployedService, metrics_port
from shared.settings import Settings

ROOT = Path(__file__).parents[3]
Facts = set[str]


def _text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def _matches(path: str, pattern: str) -> Facts:
    """What a pattern's group finds in a file's lines."""
    return set(re.findall(pattern, _text(path), re.MULTILINE))


def _yaml(path: str) -> Any:
    return yaml.safe_load(_text(path))


def _compose_services() -> dict[str, Any]:
    """The processes of our image that serve."""
    found: dict[str, Any] = _yaml("deploy/compose.yaml")["services"]
    ours = {name: one for name, one in found.items() if str(one["image"]).startswith("tthc")}
    return {name: one for name, one in ours.items() if name not in {"issuer", "operator"}}


def _secrets(owner: str, prefix: str) -> Facts:
    """Whose passwords or URLs a part of the compose file is given."""
    content = _yaml("deploy/compose.yaml")
    names = content["services"][owner]["secrets"] if owner else content["secrets"]
    endings = {str(name).removeprefix(prefix) for name in names if str(name).startswith(prefix)}
    return endings - {"operator"}


def _looped(path: str) -> Facts:
    """The services over which a script goes."""
    (listed,) = _matches(path, r"^for service in (.*); do$")
    return set(listed.split()) - {"operator"}


def _contract(name: str, key: str, ending: str = "") -> Facts:
    """The services that a list of an import contract names."""
    contracts = ConfigParser()
    contracts.read_string(_text(".importlinter"))
    lines = contracts[f"importlinter:contract:{name}"][key].split()
    return {line.split(".")[1] for line in lines if re.fullmatch(rf"services\.\w+{ending}", line)}


def _asked_for_progress() -> Facts:
    """The ports that the runbook goes through."""
    (listed,) = _matches("docs/runbook/README.md", r"^for port in (.*); do$")
    return set(listed.split())


def _scraped() -> Facts:
    jobs = _yaml("deploy/prometheus/prometheus.yml")["scrape_configs"]
    (job,) = (one for one in jobs if one["job_name"] == "tthc")
    return {
        f"{one['labels']['service']} {target}" for one in job["static_configs"] for target in one["targets"]
    }


def _names(services: Sequence[DeployedService]) -> Facts:
    return {one.name for one in services}


def _ports(services: Sequence[DeployedService]) -> Facts:
    return {f"{one.name} {one.port}" for one in services}


def _publishers(services: Sequence[DeployedService]) -> Facts:
    return {one.name for one in services if one.events}


def _topics(services: Sequence[DeployedService]) -> Facts:
    return {f"tthc.{one.name}" for one in services if one.events}


_Wanted = Callable[[Sequence[DeployedService]], Facts]
#: Each place: what it must list, and what it does.
PLACES: dict[str, tuple[_Wanted, Callable[[], Facts]]] = {
    "services/*/service.py": (
        _names,
        lambda: {path.parent.name for path in (ROOT / "services").glob("*/service.py")},
    ),
    "shared/contracts/topics.py: Service": (_publishers, lambda: set(map(str, Service))),
    "shared/contracts/topics.py: Topic": (_topics, lambda: set(map(str, SERVICE_TOPICS.values()))),
    "shared/settings/model.py: ports": (
        _ports,
        lambda: {
            f"{name.removesuffix('_port')} {field.default}"
            for name, field in Settings.model_fields.items()
            if name.endswith("_port") and name not in ("issuer_port", "metrics_port")
        },
    ),
    ".importlinter: services apart": (_names, lambda: _contract("services-apart", "modules")),
    ".importlinter: rooms": (_names, lambda: _contract("rooms-of-a-service", "containers")),
    ".importlinter: pure domains": (
        _publishers,
        lambda: _contract("domains-are-pure", "source_modules", r"\.domain"),
    ),
    "deploy/compose.yaml: ports": (
        _ports,
        lambda: {f"{name} {one['environment']['PROBE_PORT']}" for name, one in _compose_services().items()},
    ),
    "deploy/compose.yaml: published ports": (
        _ports,
        lambda: {
            f"{name} {port.rpartition(':')[2]}"
            for name, one in _compose_services().items()
            for port in one["ports"]
        },
    ),
    "deploy/compose.yaml: databases": (
        _publishers,
        lambda: {
            name
            for name, one in _compose_services().items()
            if {f"postgres_url_{name}", f"mongo_url_{name}"} <= set(one["secrets"])
        },
    ),
    "deploy/compose.yaml: PostgreSQL's passwords": (
        _publishers,
        lambda: _secrets("postgres", "postgres_password_"),
    ),
    "deploy/compose.yaml: MongoDB's passwords": (_publishers, lambda: _secrets("mongo", "mongo_password_")),
    "deploy/compose.yaml: secrets": (_publishers, lambda: _secrets("", "postgres_url_")),
    "deploy/make-secrets": (_publishers, lambda: _looped("deploy/make-secrets")),
    "deploy/postgres/create-databases.sh": (
        _publishers,
        lambda: _looped("deploy/postgres/create-databases.sh"),
    ),
    "deploy/mongo/create-users.sh": (_publishers, lambda: _looped("deploy/mongo/create-users.sh")),
    "deploy/prometheus/prometheus.yml": (
        lambda services: {f"{one.name} {one.name}:{metrics_port(one.port)}" for one in services},
        _scraped,
    ),
    "deploy/prometheus/rules/services.yml: NoDataFromService": (
        _names,
        lambda: _matches("deploy/prometheus/rules/services.yml", r'absent\(up\{job="tthc", service="(\w+)"'),
    ),
    "docs/README.md: HTTP APIs": (
        _names,
        lambda: _matches("docs/README.md", r"reference/openapi/(\w+)\.json"),
    ),
    "docs/reference/openapi": (
        _names,
        lambda: {path.stem for path in (ROOT / "docs/reference/openapi").glob("*.json")},
    ),
    "docs/reference/asyncapi.yaml: topics": (
        _topics,
        lambda: {name for name in _yaml("docs/reference/asyncapi.yaml")["channels"] if name.count(".") == 1},
    ),
    "docs/runbook/service-down.md: table": (
        lambda services: _names(services) | {"service"},
        lambda: _matches("docs/runbook/service-down.md", r"^\| (\w+) \|"),
    ),
    "docs/runbook/README.md: ports": (
        lambda services: {str(one.port) for one in services if one.events},
        _asked_for_progress,
    ),
    "docs/how-to/run-on-servers.md: ports": (
        lambda services: {f"{services[0].port} to {services[-1].port}"},
        lambda: _matches("docs/how-to/run-on-servers.md", r"services' ports (\d+ to \d+)"),
    ),
    "docs/tutorial.md: addresses": (
        lambda services: {f"{one.name.upper()}=http://127.0.0.1:{one.port}" for one in services},
        lambda: _matches("docs/tutorial.md", r"\b(?!ISSUER)([A-Z]+=http://127\.0\.0\.1:\d+)"),
    ),
}


def differing(place: str, services: Sequence[DeployedService]) -> list[str]:
    """What a place lacks, and what it has that nobody declared."""
    wanted, found = PLACES[place][0](services), PLACES[place][1]()
    lacking = [f"{place} lacks {one}" for one in sorted(wanted - found)]
    unknown = [f"{place} has {one}, which shared/deployment.py lacks" for one in sorted(found - wanted)]
    return lacking + unknown
