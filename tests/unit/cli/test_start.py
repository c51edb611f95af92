"""Help, and what is wrong with options, wait for nothing that commands need when they run."""

import subprocess
import sys

#: Of our own code, what the options are made of.
LIGHT = (
    "shared.errors",
    "shared.garbage",
    "shared.vietnam_time",
    "shared.kernel",
    "shared.messaging.dead_letter_status",
    "tthc.cli",
    "tthc.language",
    "tthc.mining.log.columns",
    "tthc.mining.log.defaults",
    "tthc.mining.log.errors",
)
TELL = "import sys; print(*sys.modules, sep='\\n')"


def modules_after(code: str) -> set[str]:
    """What a fresh process has imported when it has run this code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{TELL}"], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.splitlines())


def outside(modules: set[str]) -> set[str]:
    """The libraries among them, by their first names."""
    tops = {name.partition(".")[0] for name in modules}
    return {name for name in tops - sys.stdlib_module_names if not name.startswith("__editable__")}


def test_the_command_line_imports_no_library_but_typer() -> None:
    loaded = outside(modules_after("import tthc.cli.application"))
    assert loaded - outside(modules_after("import typer")) == {"shared", "tthc"}


def test_of_our_own_code_it_imports_what_options_are_made_of_and_nothing_else() -> None:
    loaded = modules_after("import tthc.cli.application")
    packages = {parent for name in LIGHT for parent in parents(name)}
    ours = {name for name in loaded if name.partition(".")[0] in ("dev", "services", "shared", "tthc")}
    assert {name for name in ours - packages if not name.startswith(LIGHT)} == set()
    assert "tthc.cli.import_log" in ours  # it was looked at


def test_nothing_more_is_imported_to_show_help() -> None:
    code = "from tthc.cli import main; import sys; sys.argv = ['tthc', {words}]"
    for words in ("'--help'", "'discover', '--help'", "'catalogue', 'export'"):
        shown = modules_after(f"{code.format(words=words)}\ntry: main()\nexcept SystemExit: pass")
        assert not {"asyncio", "fastapi", "pydantic", "rich", "tthc.commands"} & shown, words


def test_what_a_command_needs_is_seen() -> None:
    assert {"fastapi", "pydantic"} <= outside(modules_after("import tthc.commands.verify"))


def parents(name: str) -> set[str]:
    """The packages that a module lies in."""
    parts = name.split(".")
    return {".".join(parts[:end]) for end in range(1, len(parts))}
