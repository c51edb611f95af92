"""How an event is declared: once, as a frozen dataclass, which the domain uses, the store keeps and the
relay sends.

    @event("tthc.cases.CaseSuspended.v1", at="suspended_at")
    class CaseSuspended(CaseEvent): ...

A class with a type is told to other systems and only ever grows by optional fields; one without a type is
its service's own matter. A field marked `UNTOLD` is kept in the store and left out of what is told.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any, Final, TypeVar, dataclass_transform, get_args, get_type_hints

from shared.contracts.source import service_of
from shared.contracts.topics import SERVICE_TOPICS, Topic

T = TypeVar("T")

#: Marks a field of an event that the store keeps and nobody else is told: `Annotated[str, UNTOLD]`.
UNTOLD: Final = "untold"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is said of an event's class beside its fields."""

    event_type: str | None  #: CloudEvents type, `tthc.<service>.<Event>.v<n>`; None: nobody is told
    at: str | None  #: the field that says when it took effect
    topic: Topic | None  #: where it is told
    tombstone: bool = False  #: told by a null value under its key: what the key names has ended
    untold: frozenset[str] = frozenset()  #: the fields that are kept and not told
    told: tuple[str, ...] = ()  #: the other fields, in their order
    kept: tuple[str, ...] = ()  #: those that aren't told, in their order


_DECLARATIONS: dict[type, Declaration] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def part(cls: type[T]) -> type[T]:
    """A part of an event, or what several events have in common: a frozen dataclass, keyword-only."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(
    event_type: str | None = None,
    *,
    at: str | None = None,
    topic: Topic | None = None,
    tombstone: bool = False,
) -> Callable[[type[T]], type[T]]:
    """Declare an event. `topic`: where it isn't its service's own. ValueError where `at` is no field."""
    if event_type is not None and topic is None:
        topic = SERVICE_TOPICS[service_of(event_type)]

    def declare(cls: type[T]) -> type[T]:
        made = part(cls)
        if at is not None and at not in made.__dataclass_fields__:  # type: ignore[attr-defined]
            raise ValueError(f"{made.__name__} has no field {at}")
        if event_type is not None and at is None:
            raise ValueError(f"{made.__name__} is told, so it must say when it took effect")
        untold, names = _untold_of(made), tuple(made.__dataclass_fields__)  # type: ignore[attr-defined]
        told = tuple(name for name in names if name not in untold)
        kept = tuple(name for name in names if name in untold)
        _DECLARATIONS[made] = Declaration(event_type, at, topic, tombstone, untold, told, kept)
        return made

    return declare


def declaration_of(event_class: type) -> Declaration | None:
    """What was declared of a class; None for one that isn't an event."""
    return _DECLARATIONS.get(event_class)


def said_at(event: Any) -> datetime | None:
    """When an event took effect; None where it doesn't say."""
    declared = declaration_of(type(event))
    return getattr(event, declared.at) if declared is not None and declared.at is not None else None


def effective_at(event: Any) -> datetime:
    """When an event took effect."""
    declared = declaration_of(type(event))
    assert declared is not None, f"{type(event).__name__} is no declared event"
    at: datetime = getattr(event, declared.at or "")
    return at


def type_of(event_class: type) -> str:
    """The CloudEvents type of a class that is told. KeyError where it isn't."""
    declared = _DECLARATIONS[event_class]
    if declared.event_type is None:
        raise KeyError(event_class)
    return declared.event_type


def told_in(*modules: ModuleType) -> tuple[type, ...]:
    """The events with a type that are declared in these modules, in the order in which they stand there."""
    return tuple(found for module in modules for found in _declared_in(vars(module).values(), module))


def _declared_in(values: Iterable[Any], module: ModuleType) -> Iterable[type]:
    for value in values:
        declared = _DECLARATIONS.get(value) if isinstance(value, type) else None
        if declared is not None and declared.event_type is not None and value.__module__ == module.__name__:
            yield value


def untold_fields(event_class: type) -> frozenset[str]:
    """The fields of a class that the store keeps and nobody is told."""
    declared = _DECLARATIONS.get(event_class)
    return declared.untold if declared is not None else _NONE


_NONE: frozenset[str] = frozenset()


def told_of(event: Any) -> Any:
    """What is told of an event: itself, or its told fields by name."""
    return split(event)[0] if untold_fields(type(event)) else event


def split(event: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that are told, and those that are kept beside them; by name, in their order."""
    declared = _DECLARATIONS[type(event)]
    return {name: getattr(event, name) for name in declared.told}, {
        name: getattr(event, name) for name in declared.kept
    }


def _untold_of(event_class: type) -> frozenset[str]:
    hints = get_type_hints(event_class, include_extras=True)
    return frozenset(name for name, hint in hints.items() if UNTOLD in get_args(hint)[1:])
