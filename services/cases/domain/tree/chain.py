"""The chain of cause: from any event of a tree back to the first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from services.cases.domain.tree.recorded import CaseRecord


def chain_of_cause(records: Iterable[CaseRecord], case_number: str, version: int) -> list[CaseRecord]:
    """The event, what it builds on, and so on; empty where there is no such event.

    It ends with the event that no other one of the tree led to: the root's opening, unless links are missing.
    """
    by_id = {one.id: one for one in records}
    place = (case_number, version)
    at = next((one for one in by_id.values() if (one.case_number, one.version) == place), None)
    chain: dict[str, CaseRecord] = {}
    while at is not None and at.id not in chain:
        chain[at.id] = at
        at = by_id.get(at.causation_id)
    return list(chain.values())


def in_order(records: Sequence[CaseRecord], depth: Mapping[str, int]) -> list[CaseRecord]:
    """By when they took effect; of one instant each behind its cause, and those of a case as they came.

    `depth`: of each case in the tree; the upper ones come first where neither says anything.
    """
    by_time: dict[datetime, list[CaseRecord]] = {}
    for one in sorted(
        records, key=lambda one: (one.at, depth[one.case_number], one.case_number, one.version)
    ):
        by_time.setdefault(one.at, []).append(one)
    return [one for some in by_time.values() for one in _of_one_instant(some)]


def _of_one_instant(waiting: list[CaseRecord]) -> Iterator[CaseRecord]:
    """Again and again the first that nothing is before any more."""
    left = {one.id: one for one in waiting}
    while left:
        first_of: dict[str, CaseRecord] = {}
        for one in left.values():
            first_of.setdefault(one.case_number, one)
        free = (
            one for one in first_of.values() if one.causation_id not in left or one.causation_id == one.id
        )
        following = next(free, None) or next(iter(left.values()))  # where causes go in a circle: any
        yield left.pop(following.id)
