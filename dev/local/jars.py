"""Jars from Maven Central: resolved once per machine, kept outside of every data directory."""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.local.errors import ExtraMissing, JarsNotResolved
from dev.local.extras import extra

_TRIES = 3
_PAUSE = 2.0  # seconds between two tries


def cache_directory() -> Path:
    """Where jars are kept: `TTHC_CACHE_DIR`, or `tthc` in the user's cache directory."""
    if own := os.environ.get("TTHC_CACHE_DIR"):
        return Path(own).absolute()
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base).absolute() / "tthc"


def class_path(*coordinates: str) -> str:
    """The class path with the artifacts `group:name:version` and all that they need.

    The first call on a machine downloads them (some ten seconds); later ones read the list that it left.
    Raises JarsNotResolved.
    """
    endpoint = "+".join(coordinates)
    directory = cache_directory()
    directory.mkdir(parents=True, exist_ok=True)
    known = directory / f"{hashlib.sha256(endpoint.encode()).hexdigest()[:16]}.classpath"
    if (found := _read(known)) is not None:
        return found
    with exclusive(directory / "jars.lock"):  # another process may be at it: then its result serves us
        if (found := _read(known)) is not None:
            return found
        text = os.pathsep.join(str(jar) for jar in _resolve(endpoint, directory))
        fresh = known.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(known)
        return text


@contextmanager
def exclusive(lock: Path) -> Iterator[None]:
    """Hold the lock file: one process of this machine at a time."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _read(known: Path) -> str | None:
    """The class path that was left, if each of its jars is still there."""
    if not known.exists():
        return None
    text = known.read_text(encoding="utf-8")
    return text if all(Path(jar).is_file() for jar in text.split(os.pathsep)) else None


def _resolve(endpoint: str, directory: Path) -> list[Path]:
    jgo = extra("jgo")
    for tries_left in reversed(range(_TRIES)):
        try:
            environment = jgo.build(endpoint, cache_dir=directory / "jars", update=tries_left < _TRIES - 1)
            # Version 3 sorts jars into class path and module path; older ones have just `classpath`.
            jars = getattr(environment, "all_jars", None) or environment.classpath
            return [Path(jar).absolute() for jar in jars]
        except ExtraMissing:
            raise
        except Exception as error:  # jgo raises what its HTTP client, its parser or the disk raise
            if tries_left == 0:
                raise JarsNotResolved(endpoint=endpoint, reason=error) from error
            time.sleep(_PAUSE)
    raise AssertionError("the last try returns or raises")
