"""What a reader asks of a collection: conditions that all hold, and the order of the answer.

A field is a dotted path into the body (`holder.division`), or `id`. In all documents of a collection a
field that is asked for holds one type of value, or null, which is the same as not being there; a list is
looked into by `holds` alone, where the collection declares it. Text compares by code point: for people, put
`collation_key(name)` beside the name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shared.documents.values import Body, Scalar, field_path, scalar

Asked = Scalar | datetime | date  #: what a condition may be given; enums' members are their values


class Operator(StrEnum):
    """How a field is compared."""

    EQ = "eq"
    ANY_OF = "any_of"
    PRESENT = "present"  #: there, and not null
    GT = "gt"
    GTE = "gte"
    LT = "lt"
    LTE = "lte"
    HOLDS = "holds"  #: a list, with this value in it


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of one field; made by the functions below."""

    field: str
    operator: Operator
    values: tuple[Scalar, ...]

    def __post_init__(self) -> None:
        field_path(self.field)

    @property
    def value(self) -> Scalar:
        """The single value of a comparison that has one."""
        return self.values[0]


Where = Sequence[Condition]  #: all of them hold; none at all: every document


def eq(field: str, value: Asked) -> Condition:
    """The field is this value; `eq(field, None)`: it is null or not there."""
    return Condition(field, Operator.EQ, (scalar(value),))


def any_of(field: str, values: Iterable[Asked]) -> Condition:
    """The field is one of these; of none, when there are none."""
    return Condition(field, Operator.ANY_OF, tuple(scalar(value) for value in values))


def present(field: str) -> Condition:
    """The field is there, and not null."""
    return Condition(field, Operator.PRESENT, ())


def gt(field: str, value: Asked) -> Condition:
    """The field is greater than the value, and of its type."""
    return _range(field, Operator.GT, value)


def gte(field: str, value: Asked) -> Condition:
    """The field is the value or greater, and of its type."""
    return _range(field, Operator.GTE, value)


def lt(field: str, value: Asked) -> Condition:
    """The field is less than the value, and of its type."""
    return _range(field, Operator.LT, value)


def lte(field: str, value: Asked) -> Condition:
    """The field is the value or less, and of its type."""
    return _range(field, Operator.LTE, value)


def holds(field: str, value: Asked) -> Condition:
    """The field is one of the collection's `lists`, and has this value among its own."""
    if value is None:
        raise ValueError(f"{field}: no list holds null")
    return Condition(field, Operator.HOLDS, (scalar(value),))


def _range(field: str, operator: Operator, value: Asked) -> Condition:
    if value is None:
        raise ValueError(f"{field}: nothing is greater or less than null")
    return Condition(field, operator, (scalar(value),))


@dataclass(frozen=True, slots=True)
class Sort:
    """An order by one field: nulls first, then by value; or the reverse."""

    field: str
    descending: bool = False

    def __post_init__(self) -> None:
        field_path(self.field)


def asc(field: str) -> Sort:
    """From the least."""
    return Sort(field)


def desc(field: str) -> Sort:
    """From the greatest."""
    return Sort(field, descending=True)


def fields(by: str | Sequence[str]) -> tuple[str, ...]:
    """The fields to group by: one, or several, but not none."""
    listed = (by,) if isinstance(by, str) else tuple(by)
    if not listed:
        raise ValueError("there must be a field to group by")
    return listed


Cursor = tuple[Scalar, ...]  #: a document's place in an order: the sorted fields' values, then its id


def cursor(body: Body, id: str, sort: Sequence[Sort]) -> Cursor:
    """The place of a document in an order; `find(after=…)` goes on behind it."""
    return (*(id if order.field == "id" else field_value(body, order.field) for order in sort), id)


def field_value(body: Body, field: str) -> Scalar:
    """The value at a dotted path, None when it isn't there."""
    value: object = body
    for part in field.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return scalar(value)


def beyond(sort: Sequence[Sort], after: Cursor) -> list[list[Condition]]:
    """The documents behind a cursor: those for which all conditions of any one of these lists hold."""
    *values, id = after
    alternatives: list[list[Condition]] = []
    level: list[Condition] = []
    for order, value in zip(sort, values, strict=True):
        alternatives += [[*level, condition] for condition in _past(order, value)]
        level.append(eq(order.field, value))
    return [*alternatives, [*level, gt("id", id)]]


def not_before(sort: Sequence[Sort], after: Cursor) -> list[Condition]:
    """What holds of all documents behind a cursor: an index begins there, whatever page it is."""
    if not sort or sort[0].descending or after[0] is None:
        return []
    return [gte(sort[0].field, after[0])]


def _past(order: Sort, value: Scalar) -> list[Condition]:
    if not order.descending:
        return [present(order.field) if value is None else gt(order.field, value)]
    return [] if value is None else [lt(order.field, value), eq(order.field, None)]
