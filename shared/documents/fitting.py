"""Whether a body fulfils conditions, as a store would say of its document."""

from collections.abc import Callable, Mapping, Sequence
from operator import ge, gt, le, lt
from typing import Any

from shared.documents.query import Condition, Cursor, Operator, Sort, beyond, field_value
from shared.documents.values import Body, Scalar

_COMPARED: Mapping[Operator, Callable[[Any, Any], bool]] = {
    Operator.GT: gt,
    Operator.GTE: ge,
    Operator.LT: lt,
    Operator.LTE: le,
}
#: Values of different kinds are neither equal nor greater nor less; a truth value is no number.
_KINDS: tuple[tuple[type, ...], ...] = ((bool,), (int, float), (str,))


def fits(body: Body, where: Sequence[Condition]) -> bool:
    """Whether all conditions hold of a body, which has its `id` among its fields."""
    return all(_holds(body, one) for one in where)


def is_behind(body: Body, sort: Sequence[Sort], after: Cursor | None) -> bool:
    """Whether it comes behind a cursor in an order."""
    return after is None or any(fits(body, one) for one in beyond(sort, after))


def in_order(bodies: Sequence[Body], sort: Sequence[Sort]) -> list[Body]:
    """Sorted by the fields, nulls first, and then by id."""
    found = sorted(bodies, key=lambda body: str(body["id"]))
    for order in reversed(sort):
        found.sort(key=lambda body: _rank(field_value(body, order.field)), reverse=order.descending)
    return found


def _rank(value: Scalar) -> tuple[bool, Any]:
    return (value is not None, value if value is not None else 0)


def _holds(body: Body, asked: Condition) -> bool:
    if asked.operator is Operator.HOLDS:
        return asked.value in (body.get(asked.field) or ())
    value = field_value(body, asked.field)
    if asked.operator is Operator.PRESENT:
        return value is not None
    if asked.operator in (Operator.EQ, Operator.ANY_OF):
        return any(_is_equal(value, one) for one in asked.values)
    return _kind(value) == _kind(asked.value) and _COMPARED[asked.operator](value, asked.value)


def _is_equal(value: Scalar, other: Scalar) -> bool:
    return _kind(value) == _kind(other) and value == other


def _kind(value: Scalar) -> int | None:
    return next((at for at, kinds in enumerate(_KINDS) if isinstance(value, kinds)), None)
