"""What the pages have one type names services, commands with their options, figures, routes that exist.

The runbook and run-on-servers.md are run as well, by a stand-in for Docker: here their lines are read in a
moment, at each change.
"""

import json
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from typer._click.exceptions import ClickException

from deploy.generate import ROOT
from shared.contracts.topics import Service
from shared.settings import Settings
from tests.integration.docs.pages import Block, blocks_of, to_run
from tests.unit.deploy.metric_names import known_series, series_in
from tthc.cli.application import app
from tthc.reference.commands import command_lines

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TYPED = [block for page in PAGES for block in blocks_of(page) if block.language == "sh"]
RUNBOOK = [block for block in TYPED if block.page.startswith("docs/runbook/")]
SERVERS = [block for block in TYPED if block.page == "docs/how-to/run-on-servers.md"]
READ = [*RUNBOOK, *SERVERS, *(block for block in TYPED if block.reason is not None and block not in SERVERS)]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text("utf-8"))
COMMANDS = dict(command_lines(typer.main.get_command(app), ("tthc",)))
#: Words of `docker compose` that a service's name follows, after options.
VERBS = frozenset({"exec", "logs", "restart", "up", "stop", "start", "ps", "run", "kill"})
#: Options that take a word.
TAKING = frozenset({"--tail", "-s", "-c", "--property"})
#: Options of `docker compose` itself, which stand before its verb.
OF_COMPOSE = frozenset({"-f", "--profile"})
PORTS = {Settings.model_fields[f"{name}_port"].default: str(name) for name in Service}


def faults(text: str) -> list[str]:
    """Whatever a block names that isn't there."""
    found = [fault for line in _lines(text) for fault in _of_line(line)]
    found += [f"no series {name}" for name in sorted(series_in(_expressions(text)) - known_series())]
    return found + list(_of_addresses(text)) + list(_of_make(text))


def _lines(text: str) -> Iterator[list[str]]:
    """The commands of a block as words; those after a pipe are the system's own."""
    for line in text.replace("\\\n", " ").splitlines():
        command = re.sub(r"^\w+=\$\(|<<.*$|\)$", "", line.strip()).partition(" | ")[0]
        if command.startswith(("docker compose", "tthc")):
            yield shlex.split(command, comments=True)


def _of_line(words: list[str]) -> Iterator[str]:
    if words[:2] != ["docker", "compose"]:
        yield from _of_command(words)
        return
    words = words[2:]
    while words[0] in OF_COMPOSE:
        words = words[2:]
    verb, *rest = words
    if verb not in VERBS:
        yield f"no verb {verb}"
    named = _plain(rest)
    services = named[:1] if verb in ("exec", "run") else named
    yield from (f"no service {name}" for name in services if name not in COMPOSE["services"])
    if verb == "run" and services == ["operator"]:
        yield from _of_command(["tthc", *rest[rest.index("operator") + 1 :]])
    elif "tthc" in rest:
        yield from _of_command(rest[rest.index("tthc") :])


def _plain(words: list[str]) -> list[str]:
    """The words that are neither options nor belong to one."""
    taken = {at + 1 for at, word in enumerate(words) if word in TAKING}
    return [word for at, word in enumerate(words) if not word.startswith("-") and at not in taken]


def _of_command(words: list[str]) -> Iterator[str]:
    """A line of `tthc`: there is such a command, and it takes these arguments and options as they stand."""
    named = [word for word in words if not word.startswith("-")]
    for length in range(len(named), 0, -1):
        if command := COMMANDS.get(" ".join(named[:length])):
            try:
                command.make_context(named[0], words[length:])
            except ClickException as error:
                yield error.format_message()
            return
    yield f"no command {' '.join(words)}"


def _expressions(text: str) -> str:
    return "\n".join(re.findall(r"promtool query instant \S+ '([^']*)'", text))


def _of_addresses(text: str) -> Iterator[str]:
    for port, path in re.findall(r"http://127\.0\.0\.1:(\d+)(/[\w/-]*)", text):
        name = PORTS.get(int(port))
        if name and not any(re.fullmatch(one, path) for one in _routes(name)):
            yield f"no route {path} of {name}"


def _of_make(text: str) -> Iterator[str]:
    """What is made, and which tests are run: there are such ones."""
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    yield from (f"no target {one}" for one in re.findall(r"\bmake (\w+)", text) if one not in targets)
    yield from (
        f"no file {one}" for one in re.findall(r"\btests/[\w/]+\.py", text) if not (ROOT / one).exists()
    )


def _searched(text: str) -> Iterator[str]:
    """What the logs are searched for, each alternative."""
    for quoted, plain in re.findall(r"\| grep (?:-\w+ )?(?:\"([^\"]+)\"|(\w+))", text):
        yield from (quoted or plain).split("|")


@cache
def _logged() -> str:
    """The texts from which log lines are made."""
    files = [path for room in ("shared", "services") for path in sorted((ROOT / room).rglob("*.py"))]
    return "\n".join(re.findall(r'log\.\w+\([^)]*|en = .*|"[^"\n]*"', "\n".join(map(_source, files))))


def _source(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def _routes(service: str) -> frozenset[str]:
    document = json.loads((ROOT / "docs/reference/openapi" / f"{service}.json").read_text("utf-8"))
    probes = {"/livez", "/readyz"}
    return frozenset({re.sub(r"\{\w+\}", "[^/]+", path) for path in document["paths"]} | probes)


@pytest.mark.parametrize("block", READ, ids=lambda block: f"{block.page}:{block.line}")
def test_a_page_names_what_there_is(block: Block) -> None:
    assert faults(block.text) == []


def test_much_of_the_runbook_is_looked_at() -> None:
    lines = [line for block in RUNBOOK for line in _lines(block.text)]
    assert len(lines) > 40
    assert {"exec", "logs", "restart", "run", "up"} <= {line[2] for line in lines}


@pytest.mark.parametrize("words", sorted({words for block in RUNBOOK for words in _searched(block.text)}))
def test_what_is_searched_for_in_a_log_is_logged(words: str) -> None:
    """A `grep` finds nothing on a sound system, so running it doesn't show whether it ever would."""
    assert re.search(re.escape(words), _logged(), re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("docker compose restart slo", "no service slo"),
        ("docker compose logs --tail 50 postgres case", "no service case"),
        ("docker compose exec sla tthc dlq remove sla KEY", "no command tthc dlq remove sla KEY"),
        ("docker compose exec sla tthc dlq show sla KEY", "Got unexpected extra argument(s) (KEY)"),
        ("docker compose exec sla tthc dlq drop KEY", "Missing option '--because'."),
        ("docker compose exec sla tthc dlq drop KEY --because x --idle", "No such option: --idle"),
        ("docker compose run --rm operator topics make", "no command tthc topics make"),
        ("docker compose freeze sla", "no verb freeze"),
        (
            "docker compose exec prometheus promtool query instant http://x 'rate(tthc_dreams_total[5m])'",
            "no series tthc_dreams_total",
        ),
        ("curl http://127.0.0.1:8103/dreams", "no route /dreams of sla"),
        ("make cake", "no target cake"),
        ('make test ARGS="tests/faults/test_fault_99.py"', "no file tests/faults/test_fault_99.py"),
    ],
)
def test_what_is_not_there_is_seen(text: str, fault: str) -> None:
    assert faults(text) == [fault]


def unmade(text: str) -> list[str]:
    """What sentences have one make that can't be made, or that `tthc` doesn't take."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    made = re.findall(r"`make ([a-z]+)(?: ARGS=([^`]+))?`", text)
    found = [f"no target {target}" for target, _ in made if target not in targets]
    for target, given in made:
        if target in ("demo", "up"):
            found += _of_command(["tthc", target, *shlex.split("".join(shlex.split(given)))])
    return found


def test_what_sentences_have_one_make_can_be_made() -> None:
    assert [fault for page in PAGES for fault in unmade(page.read_text("utf-8"))] == []
    sentence = '`make cake`, `make demo ARGS="--kafka --cake"`, `make demo ARGS=--exit`'
    assert unmade(sentence) == ["no target cake", "No such option: --cake"]


def test_what_run_on_servers_has_one_set_is_asked_for_by_the_compose_file() -> None:
    blocks = to_run(ROOT / "docs/how-to/run-on-servers.md")
    (content,) = [text for language, text in blocks if language == "dotenv"]
    stated = dict(line.split("=", 1) for line in content.splitlines())
    assert stated.keys() <= {f"TTHC_{name.upper()}" for name in Settings.model_fields}
    asked = (ROOT / "deploy/compose.yaml").read_text("utf-8")
    assert [name for name in stated if f"${{{name}:?" not in asked] == []
    assert stated["TTHC_OIDC_ISSUER"].startswith("https://")
