"""The web applications that rules are asked of."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from shared.auth import FixedKeys, TokenVerifier
from shared.contracts.topics import Service
from shared.runtime.host import Host
from shared.settings import load_settings
from tthc.issuer.app import build_issuer_app
from tthc.operations.composition import build_services


@pytest.fixture
def applications(tmp_path: Path) -> dict[str, FastAPI]:
    """Every application by its name; nothing is started."""
    settings = load_settings(data_dir=tmp_path)
    host = Host(settings, build_services(settings))
    verifier = TokenVerifier.from_settings(settings, FixedKeys({"keys": []}))
    services = {service.value: host.app(service, verifier) for service in Service}
    return {**services, "issuer": build_issuer_app(settings)}
