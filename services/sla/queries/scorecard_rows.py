"""A scorecard's figures, and how they are summed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from services.sla.domain.coming_back import REOPENINGS, WayBack
from services.sla.queries.figures import Opens, addresses_at
from services.sla.views.standing import KeptUntil, Position, Rules
from services.sla.views.visit_documents import (
    CauseDocument,
    RedoneWorkDocument,
    SentBackDocument,
    VisitDocument,
)
from shared.contracts.source import event_id
from shared.contracts.topics import Service
from shared.documents.values import InstantText
from shared.restating import restate

#: What streams of cases are called.
_CASES = "case"
#: The shares of visits that the figures on used time over limit are reached by.
_HALF, _NINE_TENTHS = 50, 90


class ScorecardUnit(StrEnum):
    """What visits are counted by."""

    AGENCY = "agency"
    DIVISION = "division"
    OFFICIAL = "official"
    PROCEDURE = "procedure"

    @property
    def names(self) -> tuple[str, ...]:
        """What a row of this kind names; the rest is null."""
        whole = (ScorecardUnit.AGENCY.value, self.value)
        return (*whole, ScorecardUnit.DIVISION.value) if self is ScorecardUnit.OFFICIAL else whole


#: Agency, division, official, procedure.
RowKey: TypeAlias = tuple[str, str | None, str | None, str | None]


def case_event(case_number: str, version: int) -> str:
    """The id of an event of a case."""
    return event_id(Service.CASES.value, f"{_CASES}-{case_number}", version)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedVisit:
    """A visit behind a figure, with the events that say so."""

    case: Annotated[str, Field(description="The case's number.")]
    step: str
    step_name: str | None
    visit: int
    agency: str
    division: str
    official: str | None
    procedure: str
    opened_at: InstantText
    ended_at: InstantText
    due_at: InstantText
    outcome: Annotated[str, Field(description="`completed`, or how else it ended.")]
    used: Annotated[int, Field(description="Working minutes, suspensions left out.")]
    waiting: Annotated[int, Field(description="Of those, in which others owed an answer.")]
    limit: Annotated[int, Field(description="Its limit, as it stood.")]
    late: Annotated[bool, Field(description="Whether it was open after its due instant.")]
    late_through_others: Annotated[
        bool, Field(description="Late, and used without waiting no more than the limit.")
    ]
    held_up: Annotated[
        int, Field(description="Of those used, until somebody told that a suspension had ended.")
    ]
    late_through_suspension: Annotated[
        bool, Field(description="Late, not through others, and not but for what it was held up.")
    ]
    cause: Annotated[
        CauseDocument | None, Field(description="An objective cause of its lateness; null: none was claimed.")
    ]
    events: Annotated[list[str], Field(description="The ids of the case's events that say so, in order.")]
    versions: Annotated[list[int], Field(description="Where those stand in the case's own order.")]

    @classmethod
    def of(cls, visit: VisitDocument) -> "OpenedVisit":
        """Of a document."""
        return restate(
            cls,
            visit,
            case=visit.case_number,
            opened_at=visit.started_at,
            used=visit.used_minutes,
            waiting=visit.waiting_minutes,
            limit=visit.limit_minutes,
            held_up=visit.held_up_minutes,
            versions=list(visit.sources),
            events=[case_event(visit.case_number, one) for one in visit.sources],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardRow:
    """A unit's figures over some days. Minutes are working minutes."""

    agency: str
    division: str | None
    official: str | None
    procedure: str | None
    done: Annotated[int, Field(description="Visits of steps that were completed.")]
    done_on_time: Annotated[int, Field(description="Of those, by their due instant.")]
    done_late: Annotated[int, Field(description="Of those, after it.")]
    late_through_others: Annotated[
        int,
        Field(
            description="Of those late, such as waited for others, and used no more than their limit beside."
        ),
    ]
    late_through_suspension: Annotated[
        int,
        Field(
            description=(
                "Of those late, others: such as would have been in time if the end of a suspension had been "
                "told when it took effect."
            )
        ),
    ]
    late_by_objective_cause: Annotated[
        int, Field(description="Of those late, such for which a leader confirmed an objective cause.")
    ]
    used_minutes: Annotated[int, Field(description="What the completed ones used, without waiting.")]
    waiting_minutes: Annotated[int, Field(description="What they waited for others' answers.")]
    returns: Annotated[int, Field(description="How often the unit sent work back to an earlier step.")]
    refusals: Annotated[int, Field(description="How often it refused a step as not its own.")]
    reopenings: Annotated[int, Field(description="How often it opened a completed step once more.")]
    sent_back: Annotated[
        int, Field(description="How often work that the unit had completed was sent back, by whomever.")
    ]
    sent_back_cleared: Annotated[
        int, Field(description="Of that, what a leader found to be no fault of whoever had done it.")
    ]
    buck_passing: Annotated[
        int, Field(description="How often work was passed on without progress with its part.")
    ]
    received: Annotated[int, Field(description="Visits that came to it, ended since or open.")]
    #: Reports that were kept before these two were counted lack them.
    received_ended: Annotated[int, Field(description="Of those, such as have ended since.")] = 0
    received_open: Annotated[int, Field(description="Of those, such as are open now.")] = 0
    receipt_minutes_median: Annotated[
        int | None,
        Field(description="From opening to receipt, of half of the completed ones at most so long."),
    ]
    used_percent_median: Annotated[
        int | None,
        Field(
            description="Used time without waiting, in percent of the limit: of half of them at most that."
        ),
    ]
    used_percent_90: Annotated[int | None, Field(description="The same of nine tenths of them.")]
    open: Annotated[int, Field(description="Visits that are open now.")]
    open_overdue: Annotated[
        int, Field(description="Of those, past their due instant and waiting for nobody.")
    ]
    open_overdue_waiting: Annotated[
        int, Field(description="Of those, past it and waiting for another agency's answer.")
    ]
    opens: Opens
    visits: Annotated[
        list[OpenedVisit] | None,
        Field(description="The completed visits, by their ends; null: they weren't asked for."),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecards:
    """Figures of units over some days, as they stood at one position of the service's log."""

    as_of: Annotated[InstantText, Field(description="When they were counted.")]
    position: Position
    rules: Rules
    kept_until: KeptUntil = None
    by: ScorecardUnit
    first_day: date
    last_day: date
    rows: Annotated[
        list[ScorecardRow], Field(description="By agency, division, official; what isn't named is null.")
    ]


def cards_at(cards: Scorecards, name: str, until: InstantText) -> Scorecards:
    """The scorecards with lists that show the rows kept under this name."""
    rows = [replace(one, opens=addresses_at(one.opens, name)) for one in cards.rows]
    return replace(cards, kept_until=until, rows=rows)


@dataclass(slots=True)
class Tally:
    """What has been counted of a unit so far."""

    done: int = 0
    late: int = 0
    through_others: int = 0
    through_suspension: int = 0
    by_cause: int = 0
    own_minutes: int = 0
    waiting_minutes: int = 0
    returns: int = 0
    refusals: int = 0
    reopenings: int = 0
    sent_back: int = 0
    cleared: int = 0
    buck_passing: int = 0
    received_ended: int = 0
    received_open: int = 0
    receipts: list[int] = field(default_factory=list)
    percents: list[int] = field(default_factory=list)
    open: int = 0
    overdue: int = 0
    overdue_waiting: int = 0
    visits: list[OpenedVisit] | None = None  #: None: nobody asked for them

    def add_visit(self, visit: VisitDocument) -> None:
        """One that was completed."""
        own = visit.used_minutes - visit.waiting_minutes
        self.done += 1
        self.late += visit.late
        self.through_others += visit.late_through_others
        self.through_suspension += visit.late_through_suspension
        self.by_cause += visit.late_by_objective_cause
        self.own_minutes += own
        self.waiting_minutes += visit.waiting_minutes
        if visit.limit_minutes:
            self.percents.append(-(-own * 100 // visit.limit_minutes))
        if visit.receipt_minutes is not None:
            self.receipts.append(visit.receipt_minutes)
        if self.visits is not None:
            self.visits.append(OpenedVisit.of(visit))

    def add_given(self, back: SentBackDocument) -> None:
        """One that the unit sent back."""
        self.returns += back.way == WayBack.RETURNED
        self.refusals += back.way == WayBack.REFUSED
        self.reopenings += back.way in REOPENINGS

    def add_redone(self, redone: RedoneWorkDocument) -> None:
        """One of its own that is done once more."""
        self.sent_back += 1
        self.cleared += redone.cleared

    def add_received(self, count: int, *, ended: bool) -> None:
        """So many that came to it."""
        if ended:
            self.received_ended += count
        else:
            self.received_open += count

    def add_open(self, count: int, *, overdue: bool, waiting: bool) -> None:
        """So many that are open now; what is overdue and waits isn't the holder's."""
        self.open += count
        if overdue and waiting:
            self.overdue_waiting += count
        elif overdue:
            self.overdue += count

    def row(self, key: RowKey, opens: dict[str, str]) -> ScorecardRow:
        """As it is told."""
        agency, division, official, procedure = key
        return restate(
            ScorecardRow,
            self,
            agency=agency,
            division=division,
            official=official,
            procedure=procedure,
            done_on_time=self.done - self.late,
            done_late=self.late,
            late_through_others=self.through_others,
            late_through_suspension=self.through_suspension,
            late_by_objective_cause=self.by_cause,
            used_minutes=self.own_minutes,
            sent_back_cleared=self.cleared,
            received=self.received_ended + self.received_open,
            receipt_minutes_median=reached_by(_HALF, self.receipts),
            used_percent_median=reached_by(_HALF, self.percents),
            used_percent_90=reached_by(_NINE_TENTHS, self.percents),
            open_overdue=self.overdue,
            open_overdue_waiting=self.overdue_waiting,
            opens=opens,
            visits=_by_end(self.visits),
        )


def _by_end(visits: list[OpenedVisit] | None) -> list[OpenedVisit] | None:
    if visits is None:
        return None
    return sorted(visits, key=lambda one: (one.ended_at, one.case, one.step, one.visit))


def reached_by(percent: int, values: Sequence[int]) -> int | None:
    """The least value that so many percent of them don't exceed; None of none."""
    if not values:
        return None
    return sorted(values)[-(-len(values) * percent // 100) - 1]
