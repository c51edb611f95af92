"""The tutorial, typed into a shell beside `tthc up`: every command runs, and every stated answer comes."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.integration.docs.checkout import environment, set_up
from tests.integration.docs.deployment import settings_in
from tests.integration.docs.pages import states, to_run
from tests.integration.docs.tutorial import DATA, PAGE, walk


async def test_every_command_runs_and_every_stated_answer_comes(tmp_path: Path) -> None:
    folder = set_up(tmp_path)
    settings = settings_in(folder / DATA)
    await walk(folder, settings, environment(settings))


def test_its_loop_ends_with_a_message(tmp_path: Path) -> None:
    """`until …; do sleep 1; done` went on for ever where an earlier command had been refused."""
    helpers = next(text for _, text in to_run(PAGE) if "await() {" in text)
    function = helpers[helpers.index("await() {") :].partition("\n}\n")[0] + "\n}\n"
    never = "ask() { echo '{}'; }\nsleep() { :; }\n"
    ran = subprocess.run(
        ["bash", "-c", f"{never}{function}await '\"total\": 1' TOKEN ADDRESS"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert 'ADDRESS still doesn\'t answer "total": 1' in ran.stderr
    assert not re.search(r"^(until|while) ", PAGE.read_text("utf-8"), re.MULTILINE)


def test_it_works_in_a_folder_of_its_own_beside_the_demo() -> None:
    assert f"TTHC_DATA_DIR={DATA} make up" in PAGE.read_text("utf-8")


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
