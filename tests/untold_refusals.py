"""The refusals that stand at no operation yet: a commit may only shorten these lists.

A service whose list is empty is also held to its document operation by operation (`test_conformance`).
"""

UNTOLD: dict[str, frozenset[str]] = {
    "cases": frozenset(),
    "catalog": frozenset(),
    "notify": frozenset(),
    "sla": frozenset(),
}
