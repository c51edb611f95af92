"""The tutorial, typed into a shell beside `tthc up`: every command runs, and every stated answer comes."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.docs.deployment import PATIENCE, at_ports_of, settings_in, shell, up
from tests.integration.docs.pages import DOCS, states, to_run
from tthc.operations.composition import ALL_SERVICES
from tthc.operations.settling import settled

PAGE = DOCS / "tutorial.md"


def last_answer(output: str) -> Any:
    """The JSON value that stands last in an output."""
    decoder, at, found = json.JSONDecoder(), 0, None
    while at < len(output):
        if output[at] in "{[":
            found, at = decoder.raw_decode(output, at)
        else:
            at += 1
    return found


async def test_every_command_runs_and_every_stated_answer_comes(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "var")
    async with up(settings) as operator:
        with shell(tmp_path) as bash:
            output = ""
            for language, text in to_run(PAGE):
                if language == "sh":
                    output = bash.type(at_ports_of(settings, text))
                    await settled(operator, ALL_SERVICES, PATIENCE)
                elif language == "json":
                    answer = last_answer(output)
                    assert states(json.loads(text), answer), f"stated:\n{text}\ncame:\n{output}"


@pytest.mark.parametrize(
    ("stated", "found", "agree"),
    [
        ({"total": 1}, {"total": 1, "steps": []}, True),
        ({"total": 1}, {"total": 2}, False),
        ([{"step": "B1"}], [{"step": "B1", "visit": 1}], True),
        ([{"step": "B1"}], [{"step": "B1"}, {"step": "B2"}], False),
        ({"steps": []}, {}, False),
    ],
)
def test_a_page_may_state_an_answer_in_part_but_not_another_one(stated: Any, found: Any, agree: bool) -> None:
    assert states(stated, found) is agree
