"""Each fault of an input lies where its pointer says, and is told in a sentence of the reader's language."""

import json
import re
from string import Formatter
from typing import Annotated, Any, Literal, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ErrorType

from shared.errors import Language, Text
from shared.http.fault_sentences import ENGLISH, VIETNAMESE
from shared.http.invalid import describe, sent_in, wrong_places

#: What only Python's own objects can be, and JSON can't: no request causes it.
PYTHONS = {
    "no_such_attribute",
    "get_attribute_error",
    "needs_python_object",
    "frozen_field",
    "frozen_instance",
    "dataclass_exact_type",
    "default_factory_not_called",
    "missing_sentinel_error",
    "ellipsis_error",
    "is_instance_of",
    "is_subclass_of",
    "callable_type",
    "arguments_type",
    "missing_argument",
    "unexpected_keyword_argument",
    "missing_keyword_only_argument",
    "unexpected_positional_argument",
    "missing_positional_only_argument",
    "multiple_argument_values",
}


class Target(BaseModel):
    model_config = ConfigDict(extra="forbid")
    step: Annotated[str, Field(min_length=2)]
    at: AwareDatetime | None = None


class HandOff(BaseModel):
    model_config = ConfigDict(extra="forbid")
    command: Literal["HandOff"]
    to: list[Target] | Target | None = None
    named: dict[str, Target] = {}


class Suspend(BaseModel):
    model_config = ConfigDict(extra="forbid")
    command: Literal["Suspend"]
    reason: Annotated[str, Field(min_length=1)]
    span: tuple[int, int] | None = None

    @model_validator(mode="after")
    def _fits(self) -> "Suspend":
        if self.reason == "none":
            raise PydanticCustomError("one_of_two", "{one} or {other}", {"one": "a", "other": "b"})
        return self


Order = Annotated[HandOff | Suspend, Field(discriminator="command")]
ORDERS: TypeAdapter[Any] = TypeAdapter(list[Order])


def faults(body: Any, language: Language = Language.VI) -> list[dict[str, str]]:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        ORDERS.validate_json(sent)
    except ValidationError as error:
        told = [{**one, "loc": ("body", *one["loc"])} for one in error.errors()]
        return [describe(one, language, sent_in(sent)) for one in told]
    return []


def pointers(body: Any) -> dict[str, str]:
    return {one["pointer"]: one["code"] for one in faults(body)}


def test_the_tag_of_a_union_is_no_part_of_the_pointer() -> None:
    assert pointers([{"command": "Suspend"}]) == {"/0/reason": "missing"}
    assert pointers([{"command": "Suspend", "reason": ""}]) == {"/0/reason": "string-too-short"}
    assert pointers([{"command": "Suspend", "reason": "none"}]) == {"/0": "one-of-two"}


def test_an_unknown_or_missing_kind_is_told_at_its_field() -> None:
    assert pointers([{"command": "Dance"}, {}]) == {
        "/0/command": "union-tag-invalid",
        "/1/command": "union-tag-not-found",
    }


def test_the_choices_of_a_union_are_no_part_of_the_pointer() -> None:
    body: Any = [{"command": "HandOff", "to": [{"step": "ab"}, {"step": "x", "at": "2026-11-24T08:00"}]}]
    assert pointers(body).keys() == {"/0/to/1/step", "/0/to/1/at", "/0/to"}
    body = [{"command": "HandOff", "to": {"step": "x"}}]
    assert pointers(body).keys() == {"/0/to/step", "/0/to"}


def test_what_is_named_like_a_tag_is_told_from_it() -> None:
    body: Any = [{"command": "Suspend", "reason": 5, "Suspend": {"reason": 7}}]
    assert pointers(body) == {"/0/reason": "string-type", "/0/Suspend": "extra-forbidden"}
    body = [{"command": "Suspend", "Suspend": {"reason": 7}}]
    assert pointers(body) == {"/0/reason": "missing", "/0/Suspend": "extra-forbidden"}


def test_names_are_escaped_and_members_counted() -> None:
    body: Any = [
        {"command": "HandOff", "named": {"a/b": {"step": "x"}, "~": {}, "0": {"step": "ab", "%/~": 1}}}
    ]
    assert pointers(body).keys() == {"/0/named/a~1b/step", "/0/named/~0/step", "/0/named/0/%~1~0"}
    assert pointers([{"command": "Suspend", "reason": "x", "span": [1, "x"]}]) == {"/0/span/1": "int-parsing"}


@pytest.mark.parametrize("body", [b"", b"{", b'[{"command": "Suspend", }]', b"[" * 2000, b"\xff"])
def test_what_is_no_json_is_told_of_the_whole(body: bytes) -> None:
    (vi,), (en,) = faults(body), faults(body, Language.EN)
    assert (vi["pointer"], vi["code"]) == ("", "json-invalid")
    assert vi["message"].startswith("Nội dung không phải là JSON đúng cú pháp (dòng 1, cột ")
    assert en["message"].startswith("The body isn't valid JSON (line 1, column ")


def test_parameters_and_headers_have_names() -> None:
    fault = {"type": "missing", "msg": "Field required", "input": None}
    assert describe({**fault, "loc": ("query", "on", "date")}, Language.VI, None) == {
        "in": "query",
        "parameter": "on",
        "code": "missing",
        "message": "Thiếu thông tin bắt buộc.",
    }
    assert describe({**fault, "loc": ("header", "If-Match")}, Language.EN, None)["header"] == "If-Match"
    assert describe({**fault, "loc": ("path", "edition")}, Language.EN, None)["parameter"] == "edition"


@pytest.mark.parametrize(
    "body",
    [
        [{"command": "Suspend", "reason": ""}],
        [{"command": "Suspend", "reason": 5, "span": "x"}],
        [{"command": "HandOff", "to": [{"step": "ab", "at": "soon"}]}],
        [{"command": "HandOff", "named": []}],
        {"command": "Suspend"},
    ],
)
def test_english_is_for_people_not_for_programmers(body: Any) -> None:
    for fault in faults(body, Language.EN):
        assert not re.match(r"(Input|String|List|Value|Extra|Field)\b", fault["message"])
        assert fault["message"].endswith(".")


@pytest.mark.parametrize(
    ("pointers", "count", "vi", "en"),
    [
        (["/reason"], 1, "/reason", "/reason"),
        (["/to", "/to", "/reason"], 3, "/to, /reason", "/to, /reason"),
        (["/a", "/b", "/c", "/d", "/e"], 5, "/a, /b, /c và 2 chỗ khác", "/a, /b, /c and 2 more"),
        (["/a", "/b", "/c"], 9, "/a, /b, /c và 6 chỗ khác", "/a, /b, /c and 6 more"),
        ([""], 1, "toàn bộ nội dung", "the body as a whole"),
    ],
)
def test_a_sentence_names_the_first_places(pointers: list[str], count: int, vi: str, en: str) -> None:
    assert wrong_places([{"pointer": one} for one in pointers], count) == Text(vi, en)


def resolved(pointer: str, value: Any) -> Any:
    """What stands there (RFC 6901, section 4). LookupError where there is nothing."""
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        value = value[int(name)] if isinstance(value, list) else dict(value)[name]
    return value


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "x", "ab", "2026-11-24T08:00Z"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["step", "at", "reason", "Suspend", "a/b", "~"]), inner, max_size=3)
    ),
    max_leaves=5,
)
ONE = st.fixed_dictionaries(
    {"command": st.sampled_from(["HandOff", "Suspend", "Dance"])},
    optional={"to": VALUES, "named": VALUES, "reason": VALUES, "span": VALUES, "HandOff": VALUES},
)


@settings(deadline=None)
@given(st.lists(ONE | VALUES, max_size=3) | VALUES)
def test_every_pointer_leads_to_a_value_or_to_where_one_is_missing(body: Any) -> None:
    for fault in faults(body):
        if fault["code"] in ("missing", "union-tag-not-found"):
            holder, _, name = fault["pointer"].rpartition("/")
            assert name not in resolved(holder, body)
        else:
            resolved(fault["pointer"], body)


@pytest.mark.parametrize("language", Language)
@settings(deadline=None)
@given(body=st.lists(ONE | VALUES, max_size=3) | VALUES)
def test_every_fault_is_told_in_a_sentence_of_the_language(language: Language, body: Any) -> None:
    vi, en = faults(body), faults(body, Language.EN)
    for one, other in zip(vi, en, strict=True):
        assert one["message"] != other["message"]
        assert one["message"].endswith(".")
        assert other["message"].endswith(".")
        assert "{" not in one["message"] + other["message"]


def test_all_that_pydantic_can_find_in_json_has_its_sentence() -> None:
    assert set(get_args(ErrorType)) - VIETNAMESE.keys() == PYTHONS


def test_the_sentences_use_what_pydantic_tells() -> None:
    known = {one["type"]: one for one in _errors()}
    for kind, template in {**VIETNAMESE, **ENGLISH}.items():
        if kind in known:
            names = {name for _, name, _, _ in Formatter().parse(template) if name}
            assert names - {"at"} <= (known[kind]["example_context"] or {}).keys(), kind
        else:
            assert kind in VIETNAMESE


def _errors() -> list[Any]:
    from pydantic_core import _pydantic_core  # noqa: PLC0415 - the list has no public name

    return list(_pydantic_core.list_all_errors())


def test_choices_are_joined_in_the_reader_s_language() -> None:
    fault = {"type": "enum", "loc": ("query", "kind"), "msg": "Input should be 'a', 'b' or 'c'"}
    told = {**fault, "ctx": {"expected": "'a', 'b' or 'c'"}}
    assert describe(told, Language.VI, None)["message"] == "Phải là một trong các giá trị: 'a', 'b' hoặc 'c'."
    assert describe(told, Language.EN, None)["message"] == "This must be one of: 'a', 'b' or 'c'."
