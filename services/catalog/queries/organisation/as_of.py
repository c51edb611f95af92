"""Agencies as of a day: what was one, under which name and where, who succeeds whom, and which are live."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Annotated, TypeVar

from services.catalog.domain.organisation.ending import live_successors
from services.catalog.views.organisation.documents import AgencyDetails, NamingDocument, PlaceDocument
from shared.contracts.vocabulary import described
from shared.rollout import lives_from

S = TypeVar("S", NamingDocument, PlaceDocument)


@dataclass(slots=True, kw_only=True)
class AgencyOnDay(AgencyDetails):
    """An agency as of a day, with those that stood under it."""

    live: Annotated[bool, described("Whether it was under the scheme that day.")]
    children: "list[AgencyOnDay]" = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """How far a rollout wave is."""

    wave: Annotated[int | None, described("null: the agencies that no wave is planned for.")]
    planned: int
    live: int
    decided: Annotated[list[str], described("Not live yet, and it is decided from when on.")]
    not_live: list[str]


_DETAILS = tuple(one.name for one in fields(AgencyDetails))


def as_of(agency: AgencyDetails, on: date) -> AgencyOnDay:
    """The agency under the name that it had on that day, where it stood then, and whether it was live."""
    found = AgencyOnDay(**{name: getattr(agency, name) for name in _DETAILS}, live=is_live(agency, on))
    naming = _begun(agency.names, on)
    found.name_vi, found.name_en = naming.name_vi, naming.name_en
    found.parent = _begun(agency.parents, on).parent
    return found


def exists_on(agency: AgencyDetails, on: date) -> bool:
    """Whether the agency was one on that day."""
    return agency.valid_from <= on.isoformat() and not has_ended(agency, on)


def has_ended(agency: AgencyDetails, on: date) -> bool:
    """Whether the agency no longer was one on that day."""
    return agency.ended_from is not None and agency.ended_from <= on.isoformat()


def is_live(agency: AgencyDetails, on: date) -> bool:
    """Whether the agency was under the scheme that day."""
    decided = date.fromisoformat(agency.live_from) if agency.live_from is not None else None
    first = lives_from(decided, agency.wave, date.fromisoformat(agency.valid_from))
    return first is not None and first <= on and exists_on(agency, on)


def _begun(several: Sequence[S], on: date) -> S:
    """What held on that day; before the first, what was to hold first."""
    begun = [one for one in several if one.since <= on.isoformat()]
    return begun[-1] if begun else several[0]


def tree_of(agencies: Iterable[AgencyDetails], on: date) -> list[AgencyOnDay]:
    """The agencies of that day, each with its `children`.

    Where what an agency stands under is no longer one, it stands under the next above that still is: so
    nothing drops out of the tree, whether or not everybody was moved when a district ended.
    """
    known = {one.agency: as_of(one, on) for one in agencies}
    there = {code: one for code, one in known.items() if exists_on(one, on)}
    roots: list[AgencyOnDay] = []
    for one in there.values():
        above = _next_above(one.parent, known, there)
        (there[above].children if above else roots).append(one)
    return roots


def _next_above(
    code: str | None, known: Mapping[str, AgencyOnDay], there: Mapping[str, AgencyOnDay]
) -> str | None:
    while code is not None and code not in there:
        code = known[code].parent if code in known else None
    return code


def waves_of(agencies: Iterable[AgencyDetails], on: date) -> list[Wave]:
    """Each rollout wave on that day: how many agencies are planned for it, how many live, which not yet.

    The last, of wave null, are those that no wave is planned for.
    """
    waves: dict[int | None, list[AgencyDetails]] = defaultdict(list)
    for one in agencies:
        if exists_on(one, on):
            waves[one.wave].append(one)
    order = sorted(waves, key=lambda wave: (wave is None, wave or 0))
    return [_wave(wave, waves[wave], on) for wave in order]


def _wave(wave: int | None, agencies: list[AgencyDetails], on: date) -> Wave:
    waiting = [one for one in agencies if not is_live(one, on)]
    return Wave(
        wave=wave,
        planned=len(agencies),
        live=len(agencies) - len(waiting),
        decided=sorted(one.agency for one in waiting if one.live_from is not None),
        not_live=sorted(one.agency for one in waiting),
    )


def successors_of(agency: str, agencies: Iterable[AgencyDetails], on: date) -> tuple[str, ...]:
    """Who does the agency's work on that day."""
    known = {one.agency: one for one in agencies}

    def end_of(code: str) -> tuple[date | None, list[str]]:
        found = known.get(code)
        if found is None or found.ended_from is None:
            return None, []
        return date.fromisoformat(found.ended_from), found.successors

    return live_successors(agency, on, end_of)
