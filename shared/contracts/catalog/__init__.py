"""What the catalog service tells, a module an idea."""

from types import ModuleType

from shared.contracts.catalog import (
    agencies,
    current,
    deliveries,
    editions,
    force,
    procedures,
    reorganisation,
    reviews,
    simplification,
    staff,
)

#: In the order of the documents.
MODULES: tuple[ModuleType, ...] = (
    agencies,
    editions,
    procedures,
    force,
    reviews,
    deliveries,
    current,
    simplification,
    reorganisation,
    staff,
)
