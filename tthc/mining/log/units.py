"""Who did a log's work: its groups and resources as divisions and officials with codes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tthc.mining.log.codes import official_id, slug, unique_codes

NO_DIVISION = "Không nêu bộ phận"
"""The name of the division that holds the steps for which the log never names one."""


@dataclass(frozen=True, slots=True)
class Work:
    """Who did what: an activity, and the group and resource that the log names for it."""

    activity: str
    group: str | None
    resource: str | None


def groups_of(work: Mapping[Work, int]) -> tuple[str, ...]:
    """The groups that the log names, by name."""
    return tuple(sorted({one.group for one in work if one.group is not None}))


def resources_of(work: Mapping[Work, int]) -> tuple[str, ...]:
    """The resources that the log names, by name."""
    return tuple(sorted({one.resource for one in work if one.resource is not None}))


@dataclass(frozen=True, slots=True)
class Units:
    """How the log's groups and resources are called in the procedure."""

    by_group: bool  #: whether groups are the divisions, rather than resources
    names: Mapping[str, str]  #: division name → code
    usual: Mapping[str, str]  #: activity → code of the division that does it most often, or `NO_DIVISION`'s
    officials: Mapping[str, str]  #: resource → id

    @classmethod
    def of(cls, order: Sequence[str], work: Mapping[Work, int]) -> "Units":
        """The units behind this work, which is counted in events; `order` holds every activity."""
        groups, resources = groups_of(work), resources_of(work)
        by_group = bool(groups)
        units = groups or resources
        codes = unique_codes((*units, NO_DIVISION), slug, "D")
        done: dict[str, Counter[str]] = {activity: Counter() for activity in order}
        for one, events in work.items():
            unit = one.group if by_group else one.resource
            if unit is not None:
                done[one.activity][unit] += events
        usual = {activity: codes[_most(counts)] for activity, counts in done.items()}
        if all(done.values()) and NO_DIVISION not in units:
            del codes[NO_DIVISION]
        officials = unique_codes(resources, official_id, "OFFICIAL-")
        return cls(by_group, codes, usual, officials)

    def division_of(self, work: Work) -> str:
        """The code of the division that did it: the usual one where the log names none."""
        unit = work.group if self.by_group else work.resource
        return self.usual[work.activity] if unit is None else self.names[unit]


def _most(counts: Counter[str]) -> str:
    """The name with the highest count, of several the first by name; `NO_DIVISION` if there is none."""
    return min(counts, key=lambda name: (-counts[name], name), default=NO_DIVISION)
