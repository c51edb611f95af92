"""Write the examples that the documents show: `python -m tools.contracts.scenario [--check]`.

With `--check` nothing is written; it ends with 1 and names what the story tells otherwise by now.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import shared.contracts.examples
from tools.contracts.scenario.story import Example, examples, tell

EXAMPLES = Path(shared.contracts.examples.__file__).parent


def text_of(example: Example) -> str:
    """A file's content."""
    return json.dumps(example, ensure_ascii=False, indent=2) + "\n"


def stale(folder: Path, told: Mapping[str, Example]) -> list[str]:
    """The files that are missing, differ from what is told, or show what is told no more."""
    wanted = {f"{event_type}.json": text_of(example) for event_type, example in told.items()}
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    return sorted(name for name in wanted.keys() | there if wanted.get(name) != there.get(name))


def write(folder: Path, told: Mapping[str, Example]) -> list[str]:
    """Write what is out of date in `folder`, remove what is told no more; the files touched."""
    touched = stale(folder, told)
    for name in touched:
        example = told.get(name.removesuffix(".json"))
        if example is None:
            (folder / name).unlink()
        else:
            (folder / name).write_text(text_of(example), encoding="utf-8")
    return touched


def main(arguments: list[str] | None = None) -> int:
    """The command; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.contracts.scenario", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing, end with 1 where anything is stale"
    )
    check = parser.parse_args(arguments).check
    names = (stale if check else write)(EXAMPLES, examples(tell()))
    for name in names:
        sys.stdout.write(f"{'stale' if check else 'written'}: {EXAMPLES.name}/{name}\n")
    return 1 if check and names else 0


if __name__ == "__main__":
    sys.exit(main())
