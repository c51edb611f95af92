"""Whether an object has the form that is asked for: every fault with the field at which it stands."""

from collections.abc import Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo, fields

from shared.errors import Refusal
from tthc.histories.errors import FieldMissing, FieldUnfit, FieldUnknown
from tthc.histories.wording import why_unfit


def faults(value: Any, wanted: Any, at: str = "") -> Iterator[Refusal]:
    """All that keeps a value from being what is wanted: structs and lists of them are looked into."""
    wanted = _given(wanted) if value is not None else wanted
    if _is_struct(wanted) and isinstance(value, Mapping):
        yield from _of_struct(value, wanted, at)
    elif get_origin(wanted) is tuple and isinstance(value, Sequence) and not isinstance(value, str):
        for number, one in enumerate(value):
            yield from faults(one, get_args(wanted)[0], f"{at}[{number}]")
    else:
        try:
            msgspec.convert(value, wanted)
        except msgspec.ValidationError:
            yield FieldUnfit(where=at, reason=why_unfit(value, wanted))


def _of_struct(value: Mapping[str, Any], wanted: type, at: str) -> Iterator[Refusal]:
    known: dict[str, FieldInfo] = {one.encode_name: one for one in fields(wanted)}
    tag = wanted.__struct_config__.tag_field  # type: ignore[attr-defined]
    names = [*([tag] if tag else []), *known]
    for name in value:
        if name not in names:
            yield FieldUnknown(where=_under(at, name), name=name, known=", ".join(names))
    for name, one in known.items():
        if name in value:
            yield from faults(value[name], one.type, _under(at, name))
        elif one.required:
            yield FieldMissing(where=_under(at, name), name=name)


def _given(wanted: Any) -> Any:
    """What may stand there besides null."""
    if get_origin(wanted) not in (Union, UnionType):
        return wanted
    others = [one for one in get_args(wanted) if one is not NoneType]
    return others[0] if len(others) == 1 else wanted


def _under(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _is_struct(wanted: Any) -> bool:
    return isinstance(wanted, type) and issubclass(wanted, msgspec.Struct)
