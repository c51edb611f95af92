"""Agencies as of a day: what was one, under which name and where, who succeeds whom, and which are live."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from services.catalog.domain.organisation.reorganisation import live_successors

Body: TypeAlias = dict[str, Any]


def as_of(body: Body, on: date) -> Body:
    """The agency under the name that it had on that day, where it stood then, and whether it was live."""
    day = on.isoformat()
    names = _begun(body.get("names"), day)
    parents = _begun(body.get("parents"), day)
    return {**body, **_without_since(names), **_without_since(parents), "live": is_live(body, on)}


def exists_on(body: Mapping[str, Any], on: date) -> bool:
    """Whether the agency was one on that day."""
    ended_from = body.get("ended_from")
    return body["valid_from"] <= on.isoformat() and (ended_from is None or on.isoformat() < ended_from)


def is_live(body: Mapping[str, Any], on: date) -> bool:
    """Whether the agency was under the scheme that day, as `Agency.lives_on` has it."""
    live_from = body.get("live_from")
    if live_from is None:
        return body["wave"] is None and exists_on(body, on)
    return bool(live_from <= on.isoformat()) and exists_on(body, on)


def _begun(several: list[Body] | None, day: str) -> Body:
    begun = [one for one in several or [] if one["since"] <= day] or (several or [])[:1]
    return begun[-1] if begun else {}


def _without_since(one: Body) -> Body:
    return {name: value for name, value in one.items() if name != "since"}


def tree_of(agencies: Iterable[Body], on: date) -> list[Body]:
    """The agencies of that day, each with its `children`.

    Where what an agency stands under is no longer one, it stands under the next above that still is: so
    nothing drops out of the tree, whether or not everybody was moved when a district ended.
    """
    known = {one["agency"]: as_of(one, on) for one in agencies}
    there = {code: {**one, "children": []} for code, one in known.items() if exists_on(one, on)}
    roots: list[Body] = []
    for one in there.values():
        above = _next_above(one["parent"], known, there)
        (there[above]["children"] if above else roots).append(one)
    return roots


def _next_above(code: str | None, known: Mapping[str, Body], there: Mapping[str, Body]) -> str | None:
    while code is not None and code not in there:
        code = known[code]["parent"] if code in known else None
    return code


def waves_of(agencies: Iterable[Body], on: date) -> list[Body]:
    """Each rollout wave on that day: how many agencies are planned for it, how many live, which not yet.

    The last, of wave null, are those that no wave is planned for.
    """
    waves: dict[int | None, list[Body]] = defaultdict(list)
    for one in agencies:
        if exists_on(one, on):
            waves[one["wave"]].append(one)
    order = sorted(waves, key=lambda wave: (wave is None, wave or 0))
    return [_wave(wave, waves[wave], on) for wave in order]


def _wave(wave: int | None, agencies: list[Body], on: date) -> Body:
    live = [one["agency"] for one in agencies if is_live(one, on)]
    waiting = [one["agency"] for one in agencies if one["agency"] not in live]
    decided = [
        one["agency"] for one in agencies if one["agency"] in waiting and one.get("live_from") is not None
    ]
    return {
        "wave": wave,
        "planned": len(agencies),
        "live": len(live),
        "decided": sorted(decided),
        "not_live": sorted(waiting),
    }


def successors_of(agency: str, agencies: Iterable[Body], on: date) -> tuple[str, ...]:
    """Who does the agency's work on that day."""
    known = {one["agency"]: one for one in agencies}

    def end_of(code: str) -> tuple[date | None, list[str]]:
        body = known.get(code, {})
        ended_from = body.get("ended_from")
        return date.fromisoformat(ended_from) if ended_from else None, body.get("successors", [])

    return live_successors(agency, on, end_of)
