"""Why a value isn't what is asked for, in the sentences that people are told over HTTP too."""

from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import Meta

from shared.errors import Language, Text
from shared.http.invalid import message_of

_KINDS: dict[Any, str] = {
    str: "string_type",
    int: "int_type",
    bool: "bool_type",
    date: "date_parsing",
    datetime: "datetime_parsing",
    tuple: "tuple_type",
}


def sentence(kind: str, english: str = "", **values: Any) -> Text:
    """The sentence of a kind of fault; `english` where there is none but a programmer's."""
    fault = {"type": kind, "msg": english, "ctx": values}
    return Text(message_of(fault, Language.VI), message_of(fault, Language.EN))


def why_unfit(value: Any, wanted: Any) -> Text:
    """Why a value that was refused isn't what is wanted."""
    wanted, bounds = _bare(wanted)
    if isinstance(value, str) and wanted is str and bounds is not None:
        return _length(value, bounds)
    if wanted is datetime and _is_without_zone(value):
        return sentence("timezone_aware")
    if choices := _choices(wanted):
        return sentence("enum", expected=", ".join(choices))
    return sentence(_KINDS.get(get_origin(wanted) or wanted, "model_type"))


def _bare(wanted: Any) -> tuple[Any, Meta | None]:
    if get_origin(wanted) is not Annotated:
        return wanted, None
    bare, *further = get_args(wanted)
    return bare, next((one for one in further if isinstance(one, Meta)), None)


def _length(value: str, bounds: Meta) -> Text:
    least, most = bounds.min_length or 0, bounds.max_length
    if len(value) < least:
        return sentence("string_too_short", min_length=least)
    return sentence("string_too_long", max_length=most)


def _is_without_zone(value: Any) -> bool:
    try:
        return msgspec.convert(value, datetime).tzinfo is None
    except msgspec.ValidationError:
        return False


def _choices(wanted: Any) -> list[str]:
    if get_origin(wanted) is Literal:
        return [str(one) for one in get_args(wanted)]
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return [str(one.value) for one in wanted]
    return []
