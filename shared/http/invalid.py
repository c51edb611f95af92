"""What pydantic found wrong with an input, for people: where it lies in what was sent, and what, in words."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from shared.errors import Language, Text
from shared.http.fault_sentences import ENGLISH, VIETNAMESE
from shared.http.pointers import pointer_to

_OTHERWISE = "Giá trị không hợp lệ."
_LINE = re.compile(r"line (\d+) column (\d+)")
#: What pydantic says of a dataclass, and what it says of a model for the same fault.
_OF_A_MODEL = {
    "unexpected_keyword_argument": "extra_forbidden",
    "dataclass_type": "model_type",
    "dataclass_exact_type": "model_type",
}
#: The most that is told of one fault: what was sent may be as long as a body.
_MOST_OF_MESSAGE, _MOST_OF_NAME = 500, 100
_MOST_NAMED = 3  #: places that one sentence names
#: Of the whole body.
_WHOLE = ("json_invalid", "recursion_loop", "recursion_depth_exceeded")


def sent_in(body: Any) -> Any:
    """What a body of JSON holds; None where it is none. Read again, since only a refusal asks for it."""
    try:
        return json.loads(body) if isinstance(body, bytes | str) else body
    except (ValueError, RecursionError):
        return None


def describe(fault: Mapping[str, Any], language: Language, sent: Any) -> dict[str, str]:
    """One of pydantic's faults as an entry of a problem's `errors`. What was sent isn't repeated."""
    fault = {**fault, "type": _OF_A_MODEL.get(str(fault["type"]), str(fault["type"]))}
    place, *path = fault["loc"] or ("body",)
    return {
        "in": place,
        **_where(place, path, fault, sent),
        "code": code_of(fault),
        "message": truncated(message_of(fault, language), _MOST_OF_MESSAGE),
    }


def wrong_places(errors: Sequence[Mapping[str, str]], count: int) -> Text:
    """Where `count` faults lie, the first ones by name; `errors` are entries of a problem."""
    named = dict.fromkeys(wrong_place(one) for one in errors)
    first = [one for one in named if one][:_MOST_NAMED]
    if not first:
        return Text("toàn bộ nội dung", "the body as a whole")
    more, shown = len(named) - len(first) + count - len(errors), ", ".join(first)
    return Text(f"{shown} và {more} chỗ khác", f"{shown} and {more} more") if more else Text(shown, shown)


def wrong_place(error: Mapping[str, str]) -> str:
    """A pointer into the body, or the name of a parameter or header; empty: the whole body."""
    return next((error[name] for name in ("pointer", "parameter", "header") if name in error), "")


def truncated(text: str, most: int) -> str:
    """At most so many characters of a text."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def code_of(fault: Mapping[str, Any]) -> str:
    """What kind of fault it is, as programs know it."""
    return str(fault["type"]).replace("_", "-")


def message_of(fault: Mapping[str, Any], language: Language) -> str:
    """What is wrong, in a sentence."""
    kind, english = str(fault["type"]), f"{str(fault['msg']).rstrip('.')}."
    sentences = VIETNAMESE if language is Language.VI else ENGLISH
    template = sentences.get(kind, _OTHERWISE if language is Language.VI else None)
    return english if template is None else template.format_map(_values(fault, language))


def _where(place: str, path: list[str | int], fault: Mapping[str, Any], sent: Any) -> dict[str, str]:
    """A pointer into the body; of what has a name, the name."""
    if place != "body":
        name = truncated(str(path[0]) if path else "", _MOST_OF_NAME)
        return {"header" if place == "header" else "parameter": name}
    kind = str(fault["type"])
    if kind in _WHOLE:
        return {"pointer": ""}
    if kind.startswith("union_tag"):
        name = str(fault["ctx"]["discriminator"]).strip("'")
        return {"pointer": pointer_to(path, sent, fault.get("input")) + "/" + name}
    return {"pointer": pointer_to(path, sent, fault.get("input"), absent=kind == "missing")}


def _values(fault: Mapping[str, Any], language: Language) -> dict[str, str]:
    values = {name: str(value) for name, value in fault.get("ctx", {}).items()}
    vietnamese = language is Language.VI
    if vietnamese and "expected" in values:
        values["expected"] = values["expected"].replace(" or ", " hoặc ")
    found = _LINE.search(values.get("error", ""))
    at = f"dòng {found[1]}, cột {found[2]}" if found and vietnamese else ""
    if found and not vietnamese:
        at = f"line {found[1]}, column {found[2]}"
    values["at"] = f" ({at})" if at else ""
    return values
