"""Reports on a period that is over: of an agency, or of the province."""

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import AgencyCode, Instant, PersonId


@part
class ReportedFigures:
    """An agency's figures over the period, as its scorecard has them."""

    agency: AgencyCode
    received: Annotated[int, Field(description="Visits that came to it.")]
    done: Annotated[int, Field(description="Visits of steps that were completed.")]
    done_on_time: Annotated[int, Field(description="Of those, by their due instant.")]
    done_late: Annotated[int, Field(description="Of those, after it.")]
    late_through_others: Annotated[int, Field(description="Of those late, only by what others owed.")]
    returns: Annotated[int, Field(description="How often it sent work back to an earlier step.")]
    refusals: Annotated[int, Field(description="How often it refused a step as not its own.")]
    buck_passing: Annotated[int, Field(description="How often work was passed on without progress.")]


@part
class ReportDifference:
    """A figure of an agency that is otherwise than in the edition before."""

    agency: AgencyCode
    figure: Annotated[str, Field(description="As the scorecard calls it.", examples=["done_late"])]
    was: Annotated[int | None, Field(description="Before; null: the agency wasn't in it.")]
    becomes: Annotated[int | None, Field(description="In this edition; null: it isn't in it.")]


@event("tthc.sla.ReportIssued.v1", at="issued_at")
class ReportIssued:
    """A report on a period that is over was issued, or a further edition of it: it never changes again."""

    agency: Annotated[
        str | None, Field(description="Code of the agency; null: the province.", examples=["SNV"])
    ]
    period: Annotated[
        str,
        Field(
            description="A week, month, quarter or year.",
            examples=["2026-W48", "2026-11", "2026-Q4", "2026"],
        ),
    ]
    first_day: Annotated[date, Field(description="First day of the period.")]
    last_day: Annotated[date, Field(description="Last day of the period.")]
    edition: Annotated[int, Field(description="1; a further one where something was otherwise later.")]
    as_of: Annotated[Instant, Field(description="When it was counted.")]
    position: Annotated[int, Field(description="How far the service's log was read for it.")]
    rules: Annotated[int, Field(description="Version of the rules by which it was counted.")]
    figures: Annotated[tuple[ReportedFigures, ...], Field(description="Of each agency in it.")]
    changed: Annotated[
        tuple[ReportDifference, ...],
        Field(description="What is otherwise than in the edition before: at most a hundred figures."),
    ] = ()
    rows_changed: Annotated[
        int, Field(description="Visits that came, went or are otherwise than in the edition before.")
    ] = 0
    digest: Annotated[str, Field(description="SHA-256 of figures and rows as they are kept, in hexadecimal.")]
    scheduled: Annotated[bool, Field(description="Whether it was made because the period had ended.")] = False
    issued_by: PersonId
    issued_at: Annotated[Instant, Field(description="When it was issued.")]
