"""The part of `requirements.lock` that the image needs: no test tools, no local servers."""

import re
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

DISTRIBUTION = "tthc"
#: Builds the distribution inside of the image.
BUILD = "setuptools"
_ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[^\]]*\])?==.*(?:\n[ ]+--hash=.*)*\n", re.MULTILINE)


def runtime_lock(lock: Path) -> str:
    """The entries of the lock that `tthc` needs to run, as they stand there, with their hashes."""
    wanted: set[str] = {canonicalize_name(BUILD), *needed(DISTRIBUTION)}
    entries: dict[str, str] = {
        canonicalize_name(m["name"]): m[0] for m in _ENTRY.finditer(lock.read_text("utf-8"))
    }
    missing = wanted - entries.keys()
    if missing:
        raise LookupError(f"requirements.lock lacks {', '.join(sorted(missing))}: run make lock")
    return "".join(entries[name] for name in sorted(wanted))


def needed(distribution: str) -> set[str]:
    """What a distribution needs on this Python, and what those need, by name; without itself."""
    found: set[str] = set()
    waiting = list(_direct(distribution, frozenset()))
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        found.add(name)
        waiting += _direct(name, extras)
    return found


def _direct(distribution: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for text in requires(distribution) or ():
        requirement = Requirement(text)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield canonicalize_name(requirement.name), frozenset(requirement.extras)
