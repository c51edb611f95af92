"""Write this version's store: `python -m tests.migration.write [NAME]`.

NAME is the version that wrote it. One that is there already is left as it is, unless `--again` is said: a
store that a release wrote must never be written a second time.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

from shared.eventstore.records import utc_now
from tests.migration.stored import STORES, Shown, Stored, ask, standing_at
from tests.migration.story import SERVICES, Story

ROOT = Path(__file__).parents[2]


async def write(stored: Stored, data: Path) -> None:
    """Play the story in `data`, and keep what it left."""
    now = utc_now()
    async with standing_at(data, now) as world:
        story = Story(world)
        await story.play()
        shown = [Shown(question, await ask(world, question)) for question in story.questions()]
        letters = [letter for service in SERVICES for letter in await world.dead_letters(service)]
    if letters:
        raise RuntimeError(f"there are dead letters: {letters}")
    stored.write(data, {"written_at": now.isoformat(), "cases": story.cases}, shown)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if it was written."""
    options = _options(arguments)
    stored = Stored(STORES / options.name)
    if stored.folder.exists() and not options.again:
        sys.stderr.write(f"{stored.folder} is there already; --again writes it a second time\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="tthc-store-") as made:
        fresh = Stored(Path(made) / "stored")
        asyncio.run(write(fresh, Path(made) / "data"))
        shutil.rmtree(stored.folder, ignore_errors=True)
        shutil.copytree(fresh.folder, stored.folder)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    parser = argparse.ArgumentParser(prog="python -m tests.migration.write", description=__doc__)
    parser.add_argument("name", nargs="?", default=version, help=f"default: {version}")
    parser.add_argument("--again", action="store_true", help="write one that is there already anew")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
