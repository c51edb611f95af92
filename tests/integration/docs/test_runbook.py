"""The runbook where everything runs in one process: as its README says, without what names containers."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.messaging.dead_letters import add, dead_letter
from shared.settings import Settings
from tests.hosting import ADDRESS, hosted
from tests.integration.docs.deployment import Shell, at_ports_of, settings_in, shell, up
from tests.integration.docs.pages import DOCS, to_run
from tests.integration.importlog.importing import SERVICES, imported, small_plan
from tests.unit.messaging.test_dead_letters import Record
from tthc.operations.environment import environment_of

_CONTAINER = re.compile(r"docker compose (?:exec (?:-T )?\w+ (?=tthc|python)|run --rm operator )")
_KEY = re.compile(r"^sla\.tthc\.cases\.\S+", re.MULTILINE)
#: What has no sense without Kafka, or is tried in another place.
_ON_SERVERS = re.compile(r"tthc (topics|republish|dlq drop --all|dlq retry)|curl .*(LEADER|/readyz)")
#: What is done while the services stand still.
_STOPPED = re.compile(r"tthc (verify|store new-epoch)")


def lines() -> Iterator[str]:
    """Each line of the runbook that is one without containers, once."""
    seen = set()
    for page in sorted((DOCS / "runbook").glob("*.md")):
        for _, text in to_run(page):
            for line in text.splitlines():
                typed = _CONTAINER.sub(lambda found: "tthc " if "operator" in found[0] else "", line)
                if typed.startswith(("tthc", "curl")) and not _ON_SERVERS.search(typed) and typed not in seen:
                    seen.add(typed)
                    yield typed


def in_a_process() -> str:
    """The block with the token and the services' progress."""
    (text,) = [text for _, text in to_run(DOCS / "runbook/README.md") if text.startswith("TOKEN=")]
    return _CONTAINER.sub("", text)


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    """Three cases, and two records of which nobody knows what they are, which sla has set aside."""
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await imported(world, small_plan(tmp_path))
        sla, error = world.application("sla"), ValueError("not from our catalog")
        for offset in (1, 2):
            letter = dead_letter("sla", Record(offset=offset), "fork", error, None, datetime.now(UTC))
            await sla.execute(lambda work, told=letter: add(work, told))
        await world.settle()
    return settings_in(tmp_path / "var", address=ADDRESS)


class Typed:
    """What was typed, with the keys of dead letters from what came before."""

    def __init__(self, bash: Shell, settings: Settings) -> None:
        self._bash, self._settings = bash, settings
        self._keys: list[str] = []

    def line(self, line: str) -> str:
        """What the line answers; it ends with 0."""
        if "KEY" in line:
            line = line.replace("KEY", self._keys.pop() if "drop" in line else self._keys[-1])
        told = self._bash.type(at_ports_of(self._settings, line))
        self._keys = self._keys or _KEY.findall(told)
        return told


@pytest.mark.timeout(180)
async def test_every_line_is_run(settings: Settings, tmp_path: Path) -> None:
    variables = {**environment_of(settings), "LC_ALL": "en_US.UTF-8"}
    typed = list(lines())
    assert len(typed) >= 12
    with shell(tmp_path, variables) as bash:
        typist = Typed(bash, settings)
        async with up(settings):
            typist.line(in_a_process())
            for line in typed:
                if not _STOPPED.search(line):
                    typist.line(line)
        for line in typed:
            if _STOPPED.search(line):
                typist.line(line)
