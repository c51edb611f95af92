"""The catalogue as it stands: each procedure in force and each agency, newest last, on compacted topics.

What has ended is told by a null value under its key. `CurrentProceduresTold`, on the service's own topic,
says how far the telling of an edition has come.
"""

from datetime import date
from typing import ClassVar

from pydantic import Field

from shared.contracts.catalog.procedures import ISSUED_EXAMPLE, ProcedureInFull
from shared.contracts.published import (
    AgencyCode,
    DivisionCode,
    Edition,
    Instant,
    Part,
    ProcedureCode,
    PublishedEvent,
    WorkingCalendar,
    example,
)
from shared.contracts.topics import Topic


class CurrentProcedureChanged(ProcedureInFull):
    """A procedure in force, in full, as it reads from now on. The record's key is `<agency>/<procedure>`.

    It stays for ever, and so names nobody.
    """

    event_type: ClassVar[str] = "tthc.catalog.CurrentProcedureChanged.v1"
    topic: ClassVar[Topic] = Topic.CATALOG_CURRENT
    model_config = example(
        **{name: value for name, value in ISSUED_EXAMPLE.items() if name != "issued_by"},
        changed_at="2026-11-30T17:00:00Z",
    )

    changed_at: Instant = Field(description="When it took effect: with the edition, or by a correction.")


class CurrentProcedureEnded(PublishedEvent):
    """A procedure is in force no more: a null value under the key `<agency>/<procedure>`."""

    event_type: ClassVar[str] = "tthc.catalog.CurrentProcedureEnded.v1"
    topic: ClassVar[Topic] = Topic.CATALOG_CURRENT
    tombstone: ClassVar[bool] = True
    model_config = example(agency="SNV", procedure="SNV-07")

    agency: AgencyCode
    procedure: ProcedureCode


class CurrentDivision(Part):
    """A division that an agency has."""

    division: DivisionCode
    name: str = Field(description="Name in Vietnamese.")


class CurrentAgencyChanged(PublishedEvent):
    """An agency with its divisions, as was decided last. The record's key is the agency's code.

    One that has ended stays, with its successors: its code stands in what was done under it.
    """

    event_type: ClassVar[str] = "tthc.catalog.CurrentAgencyChanged.v1"
    topic: ClassVar[Topic] = Topic.AGENCIES_CURRENT
    model_config = example(
        agency="SNV",
        kind="department",
        name_vi="Sở Nội vụ",
        name_en="Department of Home Affairs",
        parent="UBND",
        wave=1,
        working_calendar="VN",
        valid_from="2026-11-02",
        divisions=[{"division": "VP", "name": "Văn phòng Sở"}],
        changed_at="2026-11-02T01:05:00Z",
        live_from="2026-11-02",
        ended_from=None,
        successors=[],
    )

    agency: AgencyCode
    kind: str = Field(
        description="`province`, `department`, `district` or `commune`; further values may come.",
        examples=["department"],
    )
    name_vi: str = Field(description="Name in Vietnamese.")
    name_en: str | None = Field(default=None, description="Name in English; null: none is given.")
    parent: str | None = Field(default=None, description="Code of the agency above; null: there is none.")
    wave: int | None = Field(default=None, description="Number of its rollout wave; null: no wave yet.")
    working_calendar: WorkingCalendar
    valid_from: date = Field(description="First day on which the agency exists under this code.")
    divisions: tuple[CurrentDivision, ...] = Field(description="All its divisions, by code.")
    changed_at: Instant = Field(description="When it took effect.")
    live_from: date | None = Field(
        default=None, description="First day under the scheme, where that was decided."
    )
    ended_from: date | None = Field(
        default=None, description="First day on which it no longer exists; null: it goes on."
    )
    successors: tuple[str, ...] = Field(
        default=(), description="Codes of the agencies that take over from it when it ends."
    )


class CurrentProceduresTold(PublishedEvent):
    """A part of an agency's procedures in force was told on `tthc.catalog.current`; so many are left."""

    event_type: ClassVar[str] = "tthc.catalog.CurrentProceduresTold.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(
        agency="SNV", edition=2, changed=40, ended=1, left=0, told_at="2026-11-30T17:00:00Z"
    )

    agency: AgencyCode
    edition: Edition | None = Field(
        default=None, description="Number of the edition in force; null: none is in force any more."
    )
    changed: int = Field(description="How many procedures were told in full.")
    ended: int = Field(description="How many were told to have ended.")
    left: int = Field(description="How many are still to be told; 0: the topic stands as the edition has it.")
    told_at: Instant = Field(description="When it took effect.")


EVENTS: tuple[type[PublishedEvent], ...] = (
    CurrentProcedureChanged,
    CurrentProcedureEnded,
    CurrentAgencyChanged,
    CurrentProceduresTold,
)
