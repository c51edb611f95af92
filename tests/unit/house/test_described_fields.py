"""The fields of the APIs say what they mean, in their model or by the words that all APIs share."""

import json
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.topics import Service
from shared.http.field_words import describe_fields, fields_to_describe, word_for

DOCUMENTS = Path(__file__).parents[3] / "docs/reference/openapi"
MOST_WITHOUT = 0


@pytest.mark.parametrize("service", Service)
def test_hardly_a_field_has_no_description(service: Service) -> None:
    document = json.loads((DOCUMENTS / f"{service}.json").read_text("utf-8"))
    bare = sorted({field for field, _ in fields_to_describe(document)})
    assert len(bare) <= MOST_WITHOUT, bare


def test_what_a_model_or_its_type_says_goes_before_the_shared_words() -> None:
    own = {"type": "string", "description": "Its own."}
    bare: dict[str, object] = {"type": "string"}
    document = {
        "components": {
            "schemas": {
                "A": {
                    "properties": {"agency": own, "code": bare, "kind": {"$ref": "#/components/schemas/K"}}
                },
                "K": {"enum": ["x"], "description": "Which."},
            }
        }
    }
    assert list(fields_to_describe(document)) == [("code", bare)]


def test_null_is_spoken_of_where_it_may_be() -> None:
    bare: dict[str, Any] = {"type": "string"}
    either: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    describe_fields(
        {
            "components": {
                "schemas": {
                    "A": {"properties": {"issued_at": bare}},
                    "B": {"properties": {"issued_at": either}},
                }
            }
        }
    )
    assert (bare["description"], either["description"]) == (
        "When it was issued.",
        "When it was issued; null: it wasn't.",
    )


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ("carried_out_by", "Who it was carried out by; null: it wasn't."),
        ("issued_at", "When it was issued; null: it wasn't."),
        ("nothing_known", None),
    ],
)
def test_who_did_it_and_when_follow_from_the_name(field: str, word: str | None) -> None:
    assert word_for(field) == word
