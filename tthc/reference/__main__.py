"""Write the API documents and the page of the command line: `python -m tthc.reference [--check]`.

With `--check` nothing is written; it ends with 1 and names what is out of date.
"""

import argparse
import os
import sys
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def files() -> dict[str, str]:
    """What is generated: path below docs/reference, and text."""
    os.environ["LC_ALL"] = "en"  # the reference is in English; help texts are chosen at import
    from tthc.reference import commands, openapi  # noqa: PLC0415

    return openapi.documents() | {"cli.md": commands.page()}


def stale(wanted: dict[str, str], reference: Path) -> list[str]:
    """The paths that are missing, differ from what would be generated, or are no longer generated."""
    left_over = {f"openapi/{path.name}" for path in (reference / "openapi").glob("*")} - wanted.keys()
    differing = {
        path
        for path, text in wanted.items()
        if not (reference / path).is_file() or (reference / path).read_text(encoding="utf-8") != text
    }
    return sorted(differing | left_over)


def write(wanted: dict[str, str], paths: list[str], reference: Path) -> None:
    """Write these paths, and remove those that are no longer generated."""
    for path in paths:
        if path in wanted:
            (reference / path).parent.mkdir(parents=True, exist_ok=True)
            (reference / path).write_text(wanted[path], encoding="utf-8")
        else:
            (reference / path).unlink()


def main() -> int:
    """The command; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tthc.reference", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, end with 1 if anything is stale")
    parser.add_argument("--reference", type=Path, default=REFERENCE, help="the folder of the pages")
    given = parser.parse_args()
    wanted = files()
    paths = stale(wanted, given.reference)
    if not given.check:
        write(wanted, paths, given.reference)
    for path in paths:
        sys.stdout.write(f"{'stale' if given.check else 'written'}: docs/reference/{path}\n")
    return 1 if given.check and paths else 0


if __name__ == "__main__":
    sys.exit(main())
