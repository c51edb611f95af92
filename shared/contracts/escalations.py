"""What the SLA service tells of escalations: what is overdue goes up the organisation, level by level.

A *cause* is one due instant of a visit, of a coordination or of the case. Each of the three is told at most
once for each cause and level, but for what turned out never to have stood: that may be raised again.
"""

from typing import Annotated

from pydantic import Field, Strict

from shared.contracts.declaring import UNTOLD, event, part
from shared.contracts.sla import ClockEvent, OldNews
from shared.contracts.stated_limit import StatedLimit
from shared.contracts.vocabulary import EffectiveAt, Instant, MaybeOfficial, PersonId

WorkingMinutes = Annotated[
    int, Strict(), Field(ge=0, le=100_000, description="Minutes of working time, from 0 on.")
]
MaybeReceipt = Annotated[
    StatedLimit | None,
    Field(description="By when what is handed over or asked for is to be received; null: nobody limits it."),
]
DueSoonPercent = Annotated[
    int, Strict(), Field(ge=1, le=99, description="The share of a time at which its end is near, in percent.")
]
MaybeDueSoonMinutes = Annotated[
    Annotated[int, Strict(), Field(ge=1, le=100_000)] | None,
    Field(description="Working minutes before a due instant from which on it is near; null: by the share."),
]
MaybeStep = Annotated[str | None, Field(description="Code of the step; null: the case as a whole.")]
MaybeVisit = Annotated[
    int | None, Field(description="Number of the visit, from 1; null: the case as a whole.")
]
MaybeCoordination = Annotated[
    int | None,
    Field(
        description=(
            "The how-manyeth coordination of the case, asked for at the step, whose answer is overdue; "
            "null: the step, or the case as a whole."
        )
    ),
]
MaybeProcedure = Annotated[
    str | None,
    Field(
        min_length=1,
        max_length=80,
        description="Code of a procedure; null: all that have no rules of their own.",
    ),
]
Note = Annotated[
    str | None,
    Field(min_length=1, max_length=2000, description="What is being done, in the words of who does it."),
]
Level = Annotated[
    str,
    Field(
        description=(
            "`official`: who holds the step; `division_head`; `agency_head`; `province`: the heads of the "
            "agency above, and the province's leaders. Further values may come."
        ),
        examples=["division_head"],
    ),
]


@part
class EscalationEvent(ClockEvent):
    """Something about one escalation: its cause, its level, and whose people are told there."""

    step: MaybeStep = None
    step_name: Annotated[
        str | None, Field(description="Name of the step in Vietnamese; null: not known.")
    ] = None
    visit: MaybeVisit = None
    coordination: MaybeCoordination = None
    asked_agency: Annotated[
        str | None, Field(description="Code of the agency that owes that answer; null: no coordination.")
    ] = None
    level: Level
    told_agency: Annotated[
        str | None,
        Field(
            description=(
                "Code of the agency whose people are told at this level: the one that has the case or, of a "
                "coordination, is asked; at level `province` the one above it, null: none is known."
            )
        ),
    ] = None
    division: Annotated[
        str | None,
        Field(description="Code of the division that holds the step; null: a coordination, or the case."),
    ] = None
    official: MaybeOfficial = None
    due_at: Annotated[Instant, Field(description="The due instant that has passed.")]
    detected_at: Annotated[
        Instant, Field(description="When the system noticed; never decides whether it is so.")
    ]


@event("tthc.sla.EscalationRaised.v1", at="raised_at")
class EscalationRaised(EscalationEvent):
    """An overdue reached the next level of its ladder."""

    raised_at: Annotated[
        Instant,
        Field(
            description="The due instant, and behind it the working time that the policy leaves this level."
        ),
    ]
    over: Annotated[
        bool,
        Field(
            description=(
                "Whether its cause was gone already when the system noticed: nobody is notified, and its "
                "end is told with it."
            )
        ),
    ] = False
    old_news: OldNews = False
    alarm: Annotated[Instant | None, UNTOLD] = (
        None  #: when the sweeper is to look at the next level; None: never
    )


@event("tthc.sla.EscalationAcknowledged.v1", at="acknowledged_at")
class EscalationAcknowledged(EscalationEvent):
    """Somebody who was told sees to it: for the policy's time it climbs no further."""

    acknowledged_by: PersonId
    note: Note = None
    acknowledged_at: EffectiveAt


@event("tthc.sla.EscalationEnded.v1", at="ended_at")
class EscalationEnded(EscalationEvent):
    """The cause of an escalation is gone, or a fact recorded late shows that it never stood."""

    raised_at: Annotated[Instant, Field(description="When it had been raised.")]
    reason: Annotated[
        str,
        Field(
            description=(
                "`completed`, `handed_off`, `returned`, `refused`, `answered`, `case_ended`: what was "
                "overdue has ended so; `suspended`: the case stands still; `extended`, `recounted`, "
                "`declined`, `withdrawn`, `completed_in_time`, `answered_in_time`, `not_due_yet`: nothing is "
                "overdue any more, as `OverdueWithdrawn` has it; `stood_still`: it waited for another "
                "agency, or the case was suspended, at the instant at which it was raised. Further values "
                "may come."
            ),
            examples=["completed"],
        ),
    ]
    stood: Annotated[
        bool,
        Field(description="Whether it stood for a time; false: it counts for nobody, as if never raised."),
    ]
    ended_at: Annotated[Instant, Field(description="When its cause was gone.")]
