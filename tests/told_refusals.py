"""Which refusals an application's document tells, and which a service has: what is told of what there is.

untold("cases", app)    # codes in services.cases.errors that stand at no operation
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from fastapi import FastAPI

from shared.errors import Refusal


def codes_by_operation(app: FastAPI) -> dict[str, frozenset[str]]:
    """The codes by which each operation says that it may refuse: `POST /cases` → `{"subject-missing", …}`."""
    return {
        f"{method.upper()} {path}": frozenset(operation["x-refusals"])
        for path, item in app.openapi()["paths"].items()
        for method, operation in item.items()
    }


def told(app: FastAPI) -> frozenset[str]:
    """The codes that stand at any operation."""
    return frozenset[str]().union(*codes_by_operation(app).values())


def codes_of(service: str) -> frozenset[str]:
    """The codes of a service's own refusals: of all in its `errors`."""
    return frozenset(kind.code for kind in _refusals(f"services.{service}.errors"))


def untold(service: str, app: FastAPI) -> frozenset[str]:
    """The service's own codes that stand at no operation."""
    return codes_of(service) - told(app)


def _refusals(module: str) -> Iterator[type[Refusal]]:
    errors = import_module(module)
    for found in vars(errors).values():
        if isinstance(found, type) and issubclass(found, Refusal) and found.__module__ == module:
            yield found
    for inner in walk_packages(getattr(errors, "__path__", ())):
        yield from _refusals(f"{module}.{inner.name}")
