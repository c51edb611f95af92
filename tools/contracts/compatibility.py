"""What was released stays readable: `python -m tools.contracts.compatibility [--release]`.

`docs/reference/events/` always shows the models as they are. What subscribers rely on is what was *released*:
those schemas lie in `shared/contracts/baseline/`, and only `--release` moves them on, which refuses a
breaking change. Between releases an event may be reshaped, as long as it still fits the last release; until
the system's first release nobody relies on anything, and the folder may be deleted and made anew.

A released event only grows by optional fields. That is compatibility both ways, over all releases: an old
subscriber reads what is told today, and today's reader reads what lies in the topics since long ago.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from shared.contracts.registry import EVENT_TYPES
from shared.contracts.schemas import schema
from tools.contracts.comparison import BreakingChange, Schema, breaking_changes
from tools.contracts.generate import json_text

BASELINE = Path(__file__).resolve().parents[2] / "shared" / "contracts" / "baseline"
_COMMENT = (
    "As last released; only `python -m tools.contracts.compatibility --release` moves it on: don't edit."
)


def released_schemas(baseline: Path = BASELINE) -> dict[str, Schema]:
    """The schemas of the last release, by event type."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(baseline.glob("*.json"))
    }


def present_schemas() -> dict[str, Schema]:
    """The schemas of the models as they are, by event type."""
    return {event_type: schema(event_type) for event_type in EVENT_TYPES}


def release(present: Mapping[str, Schema], baseline: Path = BASELINE) -> list[BreakingChange]:
    """Move the baseline on to `present`; where something breaks, write nothing and say what."""
    broken = breaking_changes(released_schemas(baseline), present)
    if not broken:
        baseline.mkdir(parents=True, exist_ok=True)
        for event_type, content in present.items():
            text = json_text(_COMMENT, dict(content))
            (baseline / f"{event_type}.json").write_text(text, encoding="utf-8")
    return broken


def main(arguments: list[str] | None = None) -> int:
    """The command; 1 where something breaks."""
    parser = argparse.ArgumentParser(prog="python -m tools.contracts.compatibility", description=__doc__)
    parser.add_argument("--release", action="store_true", help="make the present schemas the released ones")
    present = present_schemas()
    if parser.parse_args(arguments).release:
        broken = release(present)
    else:
        broken = breaking_changes(released_schemas(), present)
    for change in broken:
        sys.stdout.write(f"{change}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
