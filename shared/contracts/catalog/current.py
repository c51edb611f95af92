"""The catalogue as it stands: each procedure in force and each agency, newest last, on compacted topics.

What has ended is told by a null value under its key. `CurrentProceduresTold`, on the service's own topic,
says how far the telling of an edition has come.
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.catalog.procedures import ProcedureInFull
from shared.contracts.declaring import event, part
from shared.contracts.topics import Topic
from shared.contracts.vocabulary import (
    AgencyCode,
    CalendarCode,
    DivisionCode,
    Edition,
    EffectiveAt,
    Instant,
    ProcedureCode,
)


@event("tthc.catalog.CurrentProcedureChanged.v1", at="changed_at", topic=Topic.CATALOG_CURRENT)
class CurrentProcedureChanged(ProcedureInFull):
    """A procedure in force, in full, as it reads from now on. The record's key is `<agency>/<procedure>`.

    It stays for ever, and so names nobody.
    """

    changed_at: Annotated[
        Instant, Field(description="When it took effect: with the edition, or by a correction.")
    ]


@event("tthc.catalog.CurrentProcedureEnded.v1", at="ended_at", topic=Topic.CATALOG_CURRENT, tombstone=True)
class CurrentProcedureEnded:
    """A procedure is in force no more: a null value under the key `<agency>/<procedure>`."""

    agency: AgencyCode
    procedure: ProcedureCode
    ended_at: EffectiveAt


@part
class CurrentDivision:
    """A division that an agency has."""

    division: DivisionCode
    name: Annotated[str, Field(description="Name in Vietnamese.")]


@event("tthc.catalog.CurrentAgencyChanged.v1", at="changed_at", topic=Topic.AGENCIES_CURRENT)
class CurrentAgencyChanged:
    """An agency with its divisions, as was decided last. The record's key is the agency's code.

    One that has ended stays, with its successors: its code stands in what was done under it.
    """

    agency: AgencyCode
    kind: Annotated[
        str,
        Field(
            description="`province`, `department`, `district` or `commune`; further values may come.",
            examples=["department"],
        ),
    ]
    name_vi: Annotated[str, Field(description="Name in Vietnamese.")]
    name_en: Annotated[str | None, Field(description="Name in English; null: none is given.")] = None
    parent: Annotated[str | None, Field(description="Code of the agency above; null: there is none.")] = None
    wave: Annotated[int | None, Field(description="Number of its rollout wave; null: no wave yet.")] = None
    working_calendar: CalendarCode
    valid_from: Annotated[date, Field(description="First day on which the agency exists under this code.")]
    divisions: Annotated[tuple[CurrentDivision, ...], Field(description="All its divisions, by code.")]
    changed_at: EffectiveAt
    live_from: Annotated[
        date | None, Field(description="First day under the scheme, where that was decided.")
    ] = None
    ended_from: Annotated[
        date | None, Field(description="First day on which it no longer exists; null: it goes on.")
    ] = None
    successors: Annotated[
        tuple[str, ...], Field(description="Codes of the agencies that take over from it when it ends.")
    ] = ()


@event("tthc.catalog.CurrentProceduresTold.v1", at="told_at")
class CurrentProceduresTold:
    """A part of an agency's procedures in force was told on `tthc.catalog.current`; so many are left."""

    agency: AgencyCode
    edition: Annotated[
        Edition | None, Field(description="Number of the edition in force; null: none is in force any more.")
    ] = None
    changed: Annotated[int, Field(description="How many procedures were told in full.")]
    ended: Annotated[int, Field(description="How many were told to have ended.")]
    left: Annotated[
        int, Field(description="How many are still to be told; 0: the topic stands as the edition has it.")
    ]
    told_at: EffectiveAt
