"""The examples that the documents show are what the services tell when the story happens."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from shared.contracts.envelope import CloudEvent
from shared.contracts.examples import example_of, headers_of
from shared.contracts.registry import EVENT_TYPES, class_of
from shared.contracts.schemas import is_tombstone, schema
from tools.contracts.scenario import __main__ as command
from tools.contracts.scenario.stage import StoryTime
from tools.contracts.scenario.story import Example, examples, tell


@pytest.fixture(scope="module")
def told() -> dict[str, list[Example]]:
    """What one run of the story tells, by type."""
    return tell()


def test_every_type_has_one_and_none_is_stale(told: dict[str, list[Example]]) -> None:
    assert told.keys() == EVENT_TYPES.keys()
    stale = command.stale(command.EXAMPLES, examples(told))
    assert stale == [], "make contracts, and commit what it writes"


def test_all_that_the_story_tells_keeps_its_schema(told: dict[str, list[Example]]) -> None:
    for event_type, records in told.items():
        validator = Draft202012Validator(schema(event_type), format_checker=FormatChecker())
        for one in records:
            validator.validate(one["data"])


def test_every_instant_is_told_in_utc(told: dict[str, list[Example]]) -> None:
    found = {one for records in told.values() for one in instants(records)}
    assert len(found) > len(EVENT_TYPES)
    assert [one for one in found if not one.endswith("Z")] == []


def instants(value: Any) -> Iterator[str]:
    """Every text in it that says a day and a time."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from instants(inner)
    elif isinstance(value, str) and value[10:11] == "T" and says_a_time(value):
        yield value


def says_a_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_its_headers_are_those_of_a_record_of_its_type(event_type: str) -> None:
    headers = [(name, value.encode()) for name, value in headers_of(event_type).items()]
    ends = is_tombstone(class_of(event_type))
    data = None if ends else json.dumps(example_of(event_type)).encode()
    key = headers_of(event_type)["ce_partitionkey"].encode()
    read = CloudEvent.from_kafka(key, headers, data, tombstones=ends)
    assert (read.type, read.source.service.value) == (event_type, event_type.split(".")[1])
    assert read.sequence > read.prevsequence


# --- writing them ----------------------------------------------------------------------------------

MADE_UP: dict[str, Example] = {
    "tthc.cases.CaseDreamt.v1": {"headers": {}, "data": {"subject": "Mơ"}},
    "tthc.cases.CaseWoken.v1": {"headers": {}, "data": None},
}


def test_a_changed_a_missing_and_a_left_over_file_are_put_right(tmp_path: Path) -> None:
    assert command.write(tmp_path, MADE_UP) == sorted(f"{one}.json" for one in MADE_UP)
    assert command.stale(tmp_path, MADE_UP) == []
    changed, missing, left = (
        tmp_path / f"tthc.cases.Case{one}.v1.json" for one in ("Dreamt", "Woken", "Gone")
    )
    changed.write_text("{}", encoding="utf-8")
    missing.unlink()
    left.write_text("{}", encoding="utf-8")
    assert command.write(tmp_path, MADE_UP) == sorted(one.name for one in (changed, missing, left))
    assert command.stale(tmp_path, MADE_UP) == []
    assert json.loads(changed.read_text(encoding="utf-8"))["data"] == {"subject": "Mơ"}


def test_the_command_says_what_is_stale_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "EXAMPLES", tmp_path)
    monkeypatch.setattr(command, "tell", dict)
    monkeypatch.setattr(command, "examples", lambda _told: MADE_UP)
    assert command.main(["--check"]) == 1
    assert "CaseDreamt" in capsys.readouterr().out
    assert (command.main([]), command.main(["--check"])) == (0, 0)


def test_a_type_that_the_story_never_comes_to_is_named() -> None:
    with pytest.raises(ValueError, match=r"tells no .*tthc\.cases\.CaseOpened\.v1"):
        examples({"tthc.cases.CaseCompleted.v1": []})


def test_time_does_not_go_back() -> None:
    time = StoryTime("2026-11-02 08:00")
    with pytest.raises(ValueError, match="is before"):
        time.set("2026-11-02 07:59")
