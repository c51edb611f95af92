"""The compose file: confined, pinned, without secrets, and with settings that exist."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.generate import ROOT
from shared.deployment import DEFAULT_PORTS, PUBLISHERS, metrics_port
from shared.settings import Settings

DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
OPERATOR: dict[str, Any] = COMPOSE["services"]["operator"]
SERVICES: dict[str, dict[str, Any]] = {
    name: service for name, service in COMPOSE["services"].items() if name != "operator"
}
OURS = {*DEFAULT_PORTS, "issuer"}
SETTINGS = {f"TTHC_{name.upper()}{ending}" for name in Settings.model_fields for ending in ("", "_FILE")}
PORTS = {**DEFAULT_PORTS, "issuer": 8100}


@pytest.fixture(params=SERVICES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_everything_is_there() -> None:
    assert SERVICES.keys() == OURS | {"kafka", "postgres", "mongo", "prometheus", "grafana"}


def test_its_health_is_watched_and_it_comes_back_by_itself(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_it_is_confined(name: str) -> None:
    service = SERVICES[name]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "network_mode", "pid", "cap_add", "devices"} & service.keys()
    assert {"cpus", "memory", "pids"} <= service["deploy"]["resources"]["limits"].keys()
    assert not any("docker.sock" in volume for volume in service["volumes"])


def test_its_image_has_a_version_and_no_registry(name: str) -> None:
    image, version = SERVICES[name]["image"].split(":")
    assert version != "latest"
    assert re.search(r"\d", version)
    assert "." not in image.partition("/")[0]


def secret_variables(service: dict[str, Any]) -> dict[str, str]:
    """The variables of a service that hold a password, or where one stands."""
    words = re.compile("PASSWORD|SECRET|(?:POSTGRES|MONGO)_URL|TOKEN|KEY")
    return {name: value for name, value in service.get("environment", {}).items() if words.search(name)}


def in_clear(service: dict[str, Any]) -> list[str]:
    """The variables whose password isn't in a file of a secret that the service is given."""
    return [
        name
        for name, value in secret_variables(service).items()
        if not name.endswith("_FILE")
        or Path(value).parent != Path("/run/secrets")
        or Path(value).name not in service.get("secrets", ())
    ]


def test_no_secret_stands_in_clear(name: str) -> None:
    assert in_clear(SERVICES[name]) == []


def test_each_secret_that_a_process_is_given_is_one_that_it_reads() -> None:
    """The servers' own scripts read the others."""
    read = {
        name: {Path(value).name for value in secret_variables(service).values()}
        for name, service in COMPOSE["services"].items()
    }
    given = {name: set(service.get("secrets", ())) for name, service in COMPOSE["services"].items()}
    assert {name for name in read if read[name]} == {*OURS, "operator", "postgres", "mongo", "grafana"}
    assert {name for name in read if read[name] != given[name]} == {"postgres", "mongo"}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("POSTGRES_PASSWORD", "hunter2"),
        ("TTHC_MONGO_URL", "mongodb://cases:hunter2@mongo"),
        ("TTHC_OIDC_CLIENT_SECRET_FILE", "/etc/oidc_client_secret"),
        ("TTHC_OIDC_CLIENT_SECRET_FILE", "/run/secrets/of_another"),
    ],
)
def test_a_secret_in_clear_is_seen(variable: str, value: str) -> None:
    planted = {"environment": {variable: value, "TTHC_HOST": "0.0.0.0"}, "secrets": ["oidc_client_secret"]}
    assert in_clear(planted) == [variable]


def test_what_it_uses_is_declared(name: str) -> None:
    service = SERVICES[name]
    assert set(service.get("secrets", ())) <= COMPOSE["secrets"].keys()
    assert set(service["networks"]) <= COMPOSE["networks"].keys()
    mounted = {volume.split(":")[0] for volume in service["volumes"]}
    of_the_repository = {one for one in mounted if one.startswith(("./", "../"))}
    assert mounted - of_the_repository <= COMPOSE["volumes"].keys()
    assert all((DEPLOY / one).exists() for one in of_the_repository)


@pytest.mark.parametrize("service", sorted(OURS))
def test_our_processes_use_settings_that_exist(service: str) -> None:
    environment = SERVICES[service]["environment"]
    assert environment.keys() - {"PROBE_PORT"} <= SETTINGS
    assert environment["PROBE_PORT"] == str(PORTS[service])
    assert SERVICES[service]["ports"][0].endswith(f":{PORTS[service]}:{PORTS[service]}")
    assert SERVICES[service]["command"] == [service]
    assert SERVICES[service]["read_only"] is True
    assert SERVICES[service]["cap_drop"] == ["ALL"]


@pytest.mark.parametrize("service", list(map(str, PUBLISHERS)))
def test_a_service_waits_for_servers_that_are_healthy_and_knows_only_its_own_passwords(service: str) -> None:
    waits = SERVICES[service]["depends_on"]
    assert waits.keys() == {"kafka", "postgres", "mongo"}
    assert all(how["condition"] == "service_healthy" for how in waits.values())
    assert set(SERVICES[service]["secrets"]) == {
        f"postgres_url_{service}",
        f"mongo_url_{service}",
        "oidc_client_secret",
    }


def test_only_the_services_are_reached_from_outside() -> None:
    published = {name for name, service in SERVICES.items() if "ports" in service}
    assert published == OURS | {"grafana"}
    assert SERVICES["grafana"]["ports"] == ["127.0.0.1:3000:3000"]
    assert COMPOSE["networks"]["back"]["internal"] is True
    assert all(SERVICES[name]["networks"] == ["back"] for name in ("kafka", "postgres", "mongo"))


def test_the_demo_issuer_is_there_for_the_demo_alone() -> None:
    assert [name for name, service in SERVICES.items() if "profiles" in service] == ["issuer"]


def test_the_operator_is_a_command_and_no_service() -> None:
    assert OPERATOR["profiles"] == ["operator"]
    assert OPERATOR["restart"] == "no"
    assert OPERATOR["entrypoint"] == ["tthc"]
    assert OPERATOR["environment"].keys() <= SETTINGS
    assert "ports" not in OPERATOR


def test_every_variable_is_explained_by_the_example() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yaml").read_text("utf-8")))
    explained = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / ".env.example").read_text("utf-8"), re.MULTILINE))
    assert asked == explained
    assert {one for one in explained if one.startswith("TTHC_")} <= SETTINGS


def test_prometheus_reads_each_process_where_it_listens() -> None:
    scraped = yaml.safe_load((DEPLOY / "prometheus/prometheus.yml").read_text("utf-8"))["scrape_configs"]
    targets = {
        config["labels"]["service"]: config["targets"]
        for job in scraped
        for config in job["static_configs"]
        if "labels" in config
    }
    assert targets == {service: [f"{service}:{metrics_port(port)}"] for service, port in PORTS.items()}


def test_secrets_are_made_once_and_differ(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    script = tmp_path / "make-secrets"
    script.write_bytes((DEPLOY / "make-secrets").read_bytes())
    for _ in range(2):
        subprocess.run(["bash", script], check=True, env={"PATH": os.environ["PATH"]})
        made = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    assert made.keys() == COMPOSE["secrets"].keys()
    assert len(set(made.values())) == len(made)
    assert made["postgres_password_cases"] in made["postgres_url_cases"]
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700


def test_the_image_runs_as_nobody_in_particular_from_a_lock_with_hashes() -> None:
    lines = (DEPLOY / "Dockerfile").read_text("utf-8")
    assert "USER 10001:10001" in lines
    assert "--require-hashes" in lines
    assert "HEALTHCHECK" in lines
    assert "index-url" not in lines
    assert not re.search(r"^FROM \S*(?:latest|\.\S*/)", lines, re.MULTILINE)
