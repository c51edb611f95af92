"""The number of an edition is found in whatever names it, and in nothing else."""

from types import SimpleNamespace
from typing import Any

import pytest

from shared.contracts.catalog.edition_numbers import agency_and_edition, edition_named_by, edition_number
from tthc.operations.elsewhere import editions_in


def test_it_is_read_as_it_was_written() -> None:
    assert agency_and_edition(edition_number("H57.27", 12)) == ("H57.27", 12)


@pytest.mark.parametrize(
    "text", ["SNV", "SNV.2", "SNV/0", "SNV/²", "SNV/12345", "/2", "SNV-261129-0002", "A/B/2"]
)
def test_nothing_else_is_one(text: str) -> None:
    assert agency_and_edition(text) is None


@pytest.mark.parametrize(
    ("event", "numbers"),
    [
        ({"agency": "SNV", "edition": 2}, ["SNV/2"]),
        ({"agency": "SNV", "edition": None}, []),
        ({"agency": "SNV"}, []),
        ({}, []),
    ],
)
def test_an_event_names_it(event: dict[str, Any], numbers: list[str]) -> None:
    assert edition_named_by(SimpleNamespace(**event)) == numbers


@pytest.mark.parametrize(
    ("data", "numbers"),
    [
        (b'{"agency":"SNV","edition":3,"other":1}', ["SNV/3"]),
        (b'{"agency":"SNV","edition":"3"}', []),
        (b"[]", []),
        (b"\xff", []),
    ],
)
def test_a_record_of_a_topic_names_it(data: bytes, numbers: list[str]) -> None:
    assert list(editions_in(data)) == numbers
