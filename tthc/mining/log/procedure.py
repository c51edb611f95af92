"""The procedure that a log follows: its steps, who may hold them, and how long they take."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tthc.mining.log.codes import leading_code, slug, unique_codes, without_code
from tthc.mining.log.errors import ActivityUnknown
from tthc.mining.log.events import LogEvent
from tthc.mining.log.survey import Survey
from tthc.mining.log.units import Units, Work


@dataclass(frozen=True, slots=True)
class DerivedStep:
    """A step, alone in its stage: one activity of the log."""

    code: str
    name: str
    activity: str  #: what the log calls it; the step's content
    division: str  #: the code of the division that did it most often
    other_divisions: tuple[str, ...]  #: the codes of the others that did it
    time_limit: TimeLimit  #: working hours that four of five visits kept
    optional: bool  #: whether some case passes it over


@dataclass(frozen=True, slots=True)
class DerivedDivision:
    """A division: a group of the log, or a resource where the log has no group at all."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class DerivedOfficial:
    """An official: a resource of the log, in every division that they worked for, most work first."""

    id: str
    name: str
    divisions: tuple[str, ...]


@dataclass(frozen=True)
class DerivedProcedure:
    """A procedure with steps in sequence, and the mapping of a log's events to its codes."""

    code: str
    name: str
    steps: tuple[DerivedStep, ...]
    divisions: tuple[DerivedDivision, ...]
    officials: tuple[DerivedOfficial, ...]
    _units: Units = field(repr=False)

    @property
    def time_limit(self) -> TimeLimit:
        """The total: the sum of the steps' limits, as each is a stage of its own."""
        return TimeLimit.of(sum(step.time_limit.amount for step in self.steps), Counting.WORKING_HOURS)

    @property
    def order(self) -> tuple[str, ...]:
        """The activities in the order of the steps, for `moves`."""
        return tuple(step.activity for step in self.steps)

    def step_of(self, event: LogEvent) -> DerivedStep:
        """The event's step. Raises `ActivityUnknown`."""
        for step in self.steps:
            if step.activity == event.activity:
                return step
        raise ActivityUnknown(where=event.place, activity=event.activity)

    def division_of(self, event: LogEvent) -> str:
        """The code of the division that did the event's work: one that may hold its step."""
        return self._units.division_of(Work(event.activity, event.group, event.resource))

    def official_of(self, event: LogEvent) -> str | None:
        """The id of the official who did the event's work; None where the log names nobody."""
        return None if event.resource is None else self._units.officials[event.resource]


def derive_procedure(survey: Survey, *, code: str | None = None, name: str | None = None) -> DerivedProcedure:
    """The procedure that the log's cases follow, each in its own way.

    An event for which the log names no group (in the permit log, a fifth of them) counts for the division
    that usually does that activity: a unit that exists, and that may hold the step. Only an activity that
    never has a group goes to a division of its own. Code and name are the file's, unless given.
    """
    units = Units.of(survey.order, survey.work)
    stem = log_name(survey.path)
    return DerivedProcedure(
        code=code or slug(stem) or "LOG",
        name=name or stem.replace("-", " ").replace("_", " "),
        steps=tuple(_steps(survey, units)),
        divisions=tuple(DerivedDivision(code_, name_) for name_, code_ in units.names.items()),
        officials=tuple(_officials(survey, units)),
        _units=units,
    )


def log_name(path: Path) -> str:
    """The file's name without its endings; a pipe's number is no name."""
    name = "log" if path.is_fifo() else path.name
    for ending in (".gz", ".csv", ".xes"):
        name = name.removesuffix(ending)
    return name


def _steps(survey: Survey, units: Units) -> list[DerivedStep]:
    codes = unique_codes(survey.order, leading_code, "S")
    divisions: dict[str, set[str]] = {activity: set() for activity in survey.order}
    for work in survey.work:
        divisions[work.activity].add(units.division_of(work))
    return [
        DerivedStep(
            code=codes[activity],
            name=without_code(activity),
            activity=activity,
            division=units.usual[activity],
            other_divisions=tuple(sorted(divisions[activity] - {units.usual[activity]})),
            time_limit=TimeLimit.of(60 * _usual_hours(survey.hours[activity]), Counting.WORKING_HOURS),
            optional=activity in survey.skipped,
        )
        for activity in survey.order
    ]


def _usual_hours(hours: Counter[int]) -> int:
    """The 80th percentile (nearest rank) of the working hours used, at least 1."""
    within = 0
    for used in sorted(hours):
        within += hours[used]
        if 5 * within >= 4 * hours.total():
            return max(used, 1)
    return 1


def _officials(survey: Survey, units: Units) -> list[DerivedOfficial]:
    done: dict[str, Counter[str]] = {resource: Counter() for resource in survey.resources}
    for work, events in survey.work.items():
        if work.resource is not None:
            done[work.resource][units.division_of(work)] += events
    return [
        DerivedOfficial(
            units.officials[resource],
            resource,
            tuple(sorted(counts, key=lambda division: (-counts[division], division))),
        )
        for resource, counts in done.items()
    ]
