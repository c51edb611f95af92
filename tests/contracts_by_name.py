"""Every class of the catalog's contract by its name: for tests that hold domain and contract together."""

from types import SimpleNamespace

from shared.contracts.catalog import MODULES, parts

contracts = SimpleNamespace(
    **{
        name: value
        for module in (parts, *MODULES)
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__
    }
)
