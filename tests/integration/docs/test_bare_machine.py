"""README on a machine on which nothing was set up: a clone, who is late and why, the tutorial.

It downloads and installs everything, as a newcomer does.
"""

import asyncio
import subprocess
from pathlib import Path

import pytest

from tests.integration.docs.checkout import bare, environment
from tests.integration.docs.demo import README, check_answers, check_told, demo_in
from tests.integration.docs.deployment import settings_in, shell
from tests.integration.docs.pages import ROOT
from tests.integration.docs.tutorial import DATA, walk

#: A sentence of README has it.
AGAIN = "make demo ARGS=--exit"


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_newcomer_gets_from_a_clone_to_the_end_of_the_tutorial(tmp_path: Path) -> None:
    folder = tmp_path / "tthc"
    subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True, timeout=120)
    settings = settings_in(folder / DATA)
    machine = bare(environment(settings))
    with demo_in(folder, settings, machine) as demo:
        check_told(demo.told)
        check_answers(demo.ask(machine))
    assert "Setting up .venv" in demo.told
    assert f"`{AGAIN}`" in README.read_text("utf-8")
    with shell(folder, machine) as bash:
        check_told(bash.type(AGAIN))
    asyncio.run(walk(folder, settings, machine))
    imported = "import tthc; print(tthc.__path__[0])"
    told = subprocess.check_output(
        [folder / ".venv/bin/python", "-c", imported], cwd="/", env=machine, text=True
    )
    assert Path(told.strip()) == folder / "tthc"
