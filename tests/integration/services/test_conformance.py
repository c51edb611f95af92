"""Each service does what its OpenAPI document says, whatever it is asked; inputs come from the document."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Response
from schemathesis.checks import CheckContext, not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

# Imported late by schemathesis, it met finalizers that ran Python amid the parsing (CPython gh-106905).
from schemathesis.specs.openapi.schemas import OpenApiSchema

from shared.contracts.topics import Service
from shared.http.errors import NotYetReadable
from shared.settings import Settings
from tests.integration.operations.running import own_settings, running
from tests.untold_refusals import UNTOLD


def refusal_is_told(_: CheckContext, response: Response, case: schemathesis.Case) -> None:
    """Whatever code an operation answers stands in its document."""
    if response.headers["content-type"][0].startswith("application/problem+json"):
        code = response.json()["code"]
        told = case.operation.definition.raw["x-refusals"]
        assert code in told, f"{case.operation.label} answers {code}, which isn't among {sorted(told)}"


def no_server_error(context: CheckContext, response: Response, case: schemathesis.Case) -> None:
    """But to ask for patience: what `seen` names hasn't come yet, and here never will."""
    if response.status_code == 503 and response.json()["code"] == NotYetReadable.code:
        assert "retry-after" in response.headers
    else:
        not_a_server_error(context, response, case)


CHECKS = [
    no_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
#: Requests for each operation and asker.
FEW, MANY = 2, 40


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """All services, with nothing in them."""
    given_settings = own_settings(tmp_path_factory.mktemp("served"))
    with running(given_settings):
        yield given_settings


def token(served: Settings, client: str) -> str:
    answer = httpx.post(
        f"http://127.0.0.1:{served.issuer_port}/token",
        auth=(client, "tthc-demo"),
        data={"grant_type": "client_credentials"},
    )
    return str(answer.raise_for_status().json()["access_token"])


def ask(operation: APIOperation, url: str, headers: dict[str, str], requests: int, checks: list[Any]) -> None:
    """Ask an operation so often, with inputs that fit its description."""

    @settings(
        max_examples=requests,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def conforms(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=url, headers=headers, checks=checks)

    conforms()


def walk(served: Settings, service: Service, client: str, requests: int) -> int:
    """Ask all operations of a service; how many there are."""
    url = served.url_of(service)
    headers = {"Authorization": f"Bearer {token(served, client)}"}
    document: OpenApiSchema = schemathesis.openapi.from_url(f"{url}/openapi.json")
    operations = [found.ok() for found in document.get_all_operations() if isinstance(found, Ok)]
    checks = CHECKS if UNTOLD[service.value] else [*CHECKS, refusal_is_told]
    for operation in operations:
        if not operation.path.startswith("/operations"):  # these put the service to work
            ask(operation, url, headers, requests, checks)
    return len(operations)


@pytest.mark.parametrize("service", Service, ids=str)
def test_a_service_keeps_to_its_document(served: Settings, service: Service) -> None:
    assert walk(served, service, "importer", FEW) > 10


@pytest.mark.soak
@pytest.mark.parametrize("client", ["importer", "operator", "auditor"])
@pytest.mark.parametrize("service", Service, ids=str)
def test_a_service_keeps_to_its_document_for_long(served: Settings, service: Service, client: str) -> None:
    assert walk(served, service, client, MANY) > 10
