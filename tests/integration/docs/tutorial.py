"""The tutorial, typed: its first block goes on running, the others go into a second shell."""

import json
from asyncio import to_thread
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared.settings import Settings
from tests.integration.docs.checkout import left_running
from tests.integration.docs.deployment import PATIENCE, at_ports_of, shell
from tests.integration.docs.pages import DOCS, states, to_run
from tthc.operations.access import Operator
from tthc.operations.composition import ALL_SERVICES
from tthc.operations.settling import settled

PAGE = DOCS / "tutorial.md"
DATA = "var/tutorial"  #: the folder that the first block names
_RUNS = "Ctrl-C stops everything"


async def walk(folder: Path, settings: Settings, environment: Mapping[str, str]) -> None:
    """Type the page's blocks in a checkout; every stated answer comes.

    `settings`: of the folder that it works in, and the ports.
    """
    (_, first), *rest = to_run(PAGE)
    with left_running(first, folder, environment) as services:
        await to_thread(services.until, _RUNS)
        async with Operator(settings) as operator:
            with shell(folder, environment) as bash:
                output = ""
                for language, text in rest:
                    if language == "sh":
                        output = bash.type(at_ports_of(settings, text))
                        await settled(operator, ALL_SERVICES, PATIENCE)
                    elif language == "json":
                        answer = last_answer(output)
                        assert states(json.loads(text), answer), f"stated:\n{text}\ncame:\n{output}"
        services.interrupt()


def last_answer(output: str) -> Any:
    """The JSON value that stands last in an output."""
    decoder, at, found = json.JSONDecoder(), 0, None
    while at < len(output):
        if output[at] in "{[":
            found, at = decoder.raw_decode(output, at)
        else:
            at += 1
    return found
