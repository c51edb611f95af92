"""The web applications that rules are asked of."""

import pytest
from fastapi import FastAPI

from dev.issuer.app import build_issuer_app
from dev.issuer.tokens import DemoTokens
from shared.auth import Grant, Principal
from shared.contracts.topics import Service
from shared.kernel import Role
from shared.runtime.host import Host
from shared.settings import Settings, load_settings
from tthc.operations.composition import build_services

#: Somebody who may do everything in an agency that isn't there.
EVERYBODY = Principal("ca-hai", tuple(Grant(role, "KHONGCO", "VP") for role in Role))


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of files that nobody has made."""
    return load_settings(data_dir=tmp_path_factory.mktemp("none"))


@pytest.fixture(scope="session")
def services(settings: Settings) -> dict[str, FastAPI]:
    """The services' applications by their names; nothing is started. Their documents are written once."""
    host = Host(settings, build_services(settings))
    verifier = DemoTokens(settings).verifier()
    return {service.value: host.app(service, verifier) for service in Service}


@pytest.fixture(scope="session")
def applications(services: dict[str, FastAPI], settings: Settings) -> dict[str, FastAPI]:
    """Every application by its name."""
    return {**services, "issuer": build_issuer_app(settings)}


@pytest.fixture
def signed(settings: Settings) -> dict[str, str]:
    """The header of somebody who may do everything."""
    return {"Authorization": f"Bearer {DemoTokens(settings).issue(EVERYBODY)}"}
