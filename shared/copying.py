"""Copies of states that are folded on in one of two ways, several times as fast as `copy.deepcopy`."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

T = TypeVar("T")


def copied(state: T) -> T:
    """A copy that shares nothing that can be changed: dataclasses, lists, dicts and sets are made anew.

    What is frozen, and everything else, is taken to be unchangeable and stands in both.
    """
    copy: T = _copier(type(state))(state)
    return copy


_COPIERS: dict[type, Callable[[Any], Any]] = {}


def _copier(kind: type) -> Callable[[Any], Any]:
    found = _COPIERS.get(kind)
    if found is None:
        found = _COPIERS[kind] = _new_copier(kind)
    return found


def _new_copier(kind: Any) -> Callable[[Any], Any]:
    if issubclass(kind, dict):
        return lambda whole: {key: _copier(type(one))(one) for key, one in whole.items()}
    if kind in (list, tuple):
        return lambda whole: kind(_copier(type(one))(one) for one in whole)
    if kind is set:
        return set
    if is_dataclass(kind) and not getattr(kind, "__dataclass_params__").frozen:  # noqa: B009
        return _of_dataclass(kind)
    return lambda value: value


def _of_dataclass(kind: Any) -> Callable[[Any], Any]:
    names = [one.name for one in fields(kind)]

    def copy(state: Any) -> Any:
        made = object.__new__(kind)
        for name in names:
            value = getattr(state, name)
            object.__setattr__(made, name, _copier(type(value))(value))
        return made

    return copy
