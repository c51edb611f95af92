"""A part of an event in a command: strictly its own fields, within the limits that the command states."""

from typing import Annotated, Any

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from shared.contracts.catalog.parts import Coordination, LegalBasis
from shared.contracts.declaring import part
from shared.contracts.strict import Strictly

Short = Annotated[str, Field(max_length=5)]
Basis = Annotated[LegalBasis, Strictly(document=Short)]


@part
class Written:
    """A part with parts of its own."""

    rests_on: tuple[Basis, ...]
    first: Basis | None = None


WRITTEN: TypeAdapter[Written] = TypeAdapter(Annotated[Written, Strictly()])


def faults(given: Any) -> list[tuple[str, tuple[int | str, ...]]]:
    with pytest.raises(ValidationError) as refused:
        WRITTEN.validate_python(given)
    return [(one["type"], one["loc"]) for one in refused.value.errors()]


def test_what_is_read_is_the_part_itself_with_its_own_defaults() -> None:
    basis = LegalBasis(document="NĐ 30")
    assert WRITTEN.validate_json('{"rests_on": [{"document": "NĐ 30"}]}') == Written(rests_on=(basis,))


def test_each_fault_has_its_place_and_its_kind() -> None:
    given = {"rests_on": [{"document": "Nghị định", "page": 1}, {}, 3], "second": None}
    assert faults(given) == [
        ("string_too_long", ("rests_on", 0, "document")),
        ("extra_forbidden", ("rests_on", 0, "page")),
        ("missing", ("rests_on", 1, "document")),
        ("model_type", ("rests_on", 2)),
        ("extra_forbidden", ("second",)),
    ]


def test_the_event_s_own_schema_stays_as_open_as_it_was() -> None:
    assert TypeAdapter(LegalBasis).validate_python({"document": "Nghị định", "page": 1}).document
    told = TypeAdapter(LegalBasis).json_schema()
    assert "additionalProperties" not in told
    assert "maxLength" not in told["properties"]["document"]


def test_a_form_is_named_once_however_often_it_is_used() -> None:
    schema = WRITTEN.json_schema()
    assert list(schema["$defs"]) == ["LegalBasisForm"]
    assert schema["$defs"]["LegalBasisForm"]["additionalProperties"] is False


def test_a_command_may_leave_out_what_the_part_always_has() -> None:
    within = Strictly(responding_agency=Annotated[str, Field(default="", max_length=5)])
    asked: TypeAdapter[Coordination] = TypeAdapter(Annotated[Coordination, within])
    assert asked.validate_python({}) == Coordination(responding_agency="")
    assert asked.validate_python({"responding_agency": "SCT"}) == Coordination(responding_agency="SCT")
    with pytest.raises(ValidationError):
        asked.validate_python({"responding_agency": "SCTSCT"})


def test_it_is_written_as_the_part_that_it_is() -> None:
    basis = LegalBasis(document="Nghị định 30")
    shown = WRITTEN.dump_python(Written(rests_on=(basis,), first=basis), mode="json")
    said = {"document": "Nghị định 30", "title": "", "valid_from": None, "valid_until": None}
    assert shown == {"rests_on": [said], "first": said}
