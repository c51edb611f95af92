"""Use cases on tables of an organisation: all that one states is taken in, or nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar, runtime_checkable

from services.catalog.application.organisation.organising import AgencyCommand, KnownHere, Trial, names
from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.agency import Agency
from services.catalog.errors.organisation.files import TableUnfit
from shared.decider import Act
from shared.errors import Refusal
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork

Action = Literal["added", "changed"]


class Statement(AgencyCommand, Protocol):
    """A command that says how something is to be."""

    def is_there(self, agency: Agency) -> bool:
        """Whether what it states is there already, so or otherwise."""


@runtime_checkable
class ToldWhole(Protocol):
    """A statement that can say all that is wrong with it; of others, what refuses them first is told."""

    def everything_wrong(self, agency: Agency, act: Act) -> Iterable[Refusal]:
        """All that refuses it, where something does."""


class StatedRow(Protocol):
    """A row of a table."""

    @property
    def command(self) -> Statement:
        """What it states."""

    def refused(self, refusal: Refusal) -> Refusal:
        """The refusal of what it states, at its place in the file."""


R = TypeVar("R", bound=StatedRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTable(Generic[R]):
    """What a file states, and all that was wrong in it so far."""

    file: str
    rows: Sequence[R]
    findings: Sequence[Refusal]


@dataclass(frozen=True, slots=True)
class RowOutcome(Generic[R]):
    """What a row leads to."""

    row: R
    action: Action
    events: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTaken(Generic[R]):
    """What became of a table, or would."""

    added: int
    changed: int
    unchanged: int
    outcomes: list[RowOutcome[R]]  #: of the rows that add or change something


def foresee(load: Callable[[str], Agency], table: StatedTable[R], act: Act) -> TableTaken[R]:
    """What the table would lead to, row by row. Raises `TableUnfit`, with everything that is wrong in it."""
    trial = Trial(load)
    findings, outcomes = list(table.findings), list[RowOutcome[R]]()
    for row in table.rows:
        there = row.command.is_there(trial.agency(row.command.agency))
        try:
            events = trial.decide(row.command, act)
        except Refusal as refusal:
            findings += [row.refused(one) for one in _all_wrong(row.command, trial, act, refusal)]
            continue
        if events:
            outcomes.append(RowOutcome(row, _action(there), names(events)))
    if findings:
        raise TableUnfit(where=findings[0].where, file=table.file, found=findings)
    added = sum(one.action == "added" for one in outcomes)
    return TableTaken(
        added=added,
        changed=len(outcomes) - added,
        unchanged=len(table.rows) - len(outcomes),
        outcomes=outcomes,
    )


def _all_wrong(command: Statement, trial: Trial, act: Act, first: Refusal) -> Iterable[Refusal]:
    if isinstance(command, ToldWhole):
        return list(command.everything_wrong(trial.agency(command.agency), act)) or [first]
    return [first]


def take_part(work: UnitOfWork, commands: Sequence[Statement], act: Act) -> Answer:
    """Take a part of a table in; answers how much was added, changed, and was so already."""
    counted = {"added": 0, "changed": 0, "unchanged": 0}
    for command in commands:
        there = command.is_there(work.state(AGENCY, command.agency))
        events = work.decide(AGENCY, command.agency, command, act, KnownHere(work), command.agency)
        counted[_action(there) if events else "unchanged"] += 1
    return counted


def _action(there: bool) -> Action:
    return "changed" if there else "added"
