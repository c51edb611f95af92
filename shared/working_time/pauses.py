"""Pauses that may overlap, as one row of pauses."""

from collections.abc import Iterable
from dataclasses import replace

from shared.working_time.dues import Pause


def merged(pauses: Iterable[Pause]) -> list[Pause]:
    """The same time, each instant once, in its order; with the reason of what began first."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: (one.start, one.end)):
        if found and pause.start <= found[-1].end:
            found[-1] = replace(found[-1], end=max(found[-1].end, pause.end))
        else:
            found.append(pause)
    return found
