"""What a command takes for a time, a number and a text: nothing that would have to be guessed."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.contracts.vocabulary import CalendarDay, Code, DocumentDay, Instant, Text, Whole


def kinds(type_: Any, given: Any) -> list[str]:
    """What is found wrong, read out of JSON and as what Python has."""
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(type_).validate_python(given)
    return [one["type"] for one in refused.value.errors()]


@pytest.mark.parametrize("type_", [Instant, CalendarDay, DocumentDay])
@pytest.mark.parametrize("number", [1764374400, 1.9e9, "1764374400", " 1_764_374_400", "1e9", 10**400, True])
def test_a_number_is_no_time(type_: Any, number: Any) -> None:
    """Seconds, milliseconds, days since 1900: whoever sends one means something else each time."""
    assert kinds(type_, number) == ["number_as_time"]


@pytest.mark.parametrize("given", [True, "12", 1.0, "1_0", "²"])
def test_only_a_whole_number_is_one(given: Any) -> None:
    assert kinds(Whole, given) == ["int_type"]
    assert TypeAdapter(Whole).validate_json("12") == 12


@pytest.mark.parametrize("type_", [Text, Code])
@pytest.mark.parametrize("control", ["\0", "\x1b", "\x7f", "\x85"])
def test_a_text_has_no_control_characters(type_: Any, control: str) -> None:
    assert kinds(type_, f"a{control}b") == ["control_character"]
    assert TypeAdapter(Text).validate_python("a\n\tb\r\n") == "a\n\tb\r\n"
