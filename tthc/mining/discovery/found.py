"""What a discovery finds. Amounts are minutes of working time or days, as `counting` says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tthc.mining.log.notices import Notice

_MOST_OTHER_DIVISIONS = 50  #: that a step of a catalogue may name


@dataclass(frozen=True, slots=True)
class Spread:
    """The limits that half, four of five and nineteen of twenty would have kept (nearest rank)."""

    median: int
    percentile_80: int
    percentile_95: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStep:
    """An activity as the step that is proposed for it."""

    code: str
    name: str
    activity: str  #: what the log calls it
    stage: int  #: from 1
    visits: int
    cases: int
    optional: bool
    division: str  #: the code of the one that did it most often
    units: Mapping[str, int]  #: code of each division that did it → visits, the most first
    officials: int  #: how many did it
    needed: Spread
    limit: TimeLimit
    met: int  #: visits that would have kept the limit
    again: int  #: times that cases came to it that had been at it before
    cases_again: int  #: cases that did

    @property
    def other_divisions(self) -> tuple[str, ...]:
        """The codes of the divisions that did it too; of very many, those that did it most."""
        others = [code for code in self.units if code != self.division]
        return tuple(sorted(others[:_MOST_OTHER_DIVISIONS]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """A log as the procedure that it follows."""

    code: str
    name: str
    calendar: str
    counting: Counting
    meets: int  #: per cent of past visits that each step's limit was to meet
    first_event: datetime
    last_event: datetime
    cases: int
    events: int
    variants: int
    commonest: tuple[tuple[tuple[str, ...], int], ...]  #: ways in step codes, with their cases
    steps: tuple[FoundStep, ...]  #: in their order
    divisions: Mapping[str, str]  #: code → name
    work_of_units: Mapping[str, int]  #: code → visits
    officials: int
    needed: Spread  #: of whole cases
    time_limit: TimeLimit  #: the sum of the stages' longest steps
    met_total: int  #: cases that would have kept the total
    case_limit: TimeLimit  #: the smallest sensible one that `meets` per cent of whole cases would have kept
    met_case_limit: int  #: cases that would have kept it
    met_every_step: int  #: cases of which every visit would have kept its limit
    cases_reworked: int  #: cases that came to some step again
    out_of_order: int  #: first times at a step after a later stage
    cases_out_of_order: int
    hand_offs: Mapping[tuple[str, str], int]  #: from a division to another → times
    notices: tuple[Notice, ...]

    @property
    def stages(self) -> tuple[tuple[FoundStep, ...], ...]:
        """The steps that run side by side, stage by stage."""
        numbers = dict.fromkeys(step.stage for step in self.steps)
        return tuple(tuple(step for step in self.steps if step.stage == number) for number in numbers)

    @property
    def again(self) -> int:
        """How often a case came to a step that it had been at before."""
        return sum(step.again for step in self.steps)
