"""Buck-passing that was detected, and how often each unit had a part in it."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from shared.contracts.cases.passing import BuckPassingDetected
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import InstantText, instant
from shared.restating import restate


@dataclass(slots=True, kw_only=True)
class UnitShown:
    """A unit that had a part in it."""

    agency: str
    division: str | None = None


@dataclass(slots=True, kw_only=True)
class PassingShown:
    """Work that was passed between units without progress, with the evidence; null: not for who asks."""

    case_number: str | None
    agency: Annotated[str, Field(description="Code of the agency whose case it is.")]
    procedure: str | None
    kind: Annotated[
        str,
        Field(
            description=(
                "`repeated_return`, `refused_in_turn`, `circle`, `asked_again`, `last_day`, "
                "`submitted_upward`. Further values may come."
            )
        ),
    ]
    between: list[UnitShown]
    step: str | None
    coordination: int | None
    evidence: Annotated[list[str], Field(description="Ids of the events that say so, in their order.")]
    detected_at: InstantText


@dataclass(slots=True, kw_only=True)
class PassingDocument(PassingShown):
    """The same for one of the agencies that it concerns: those with a part in it, and whose case it is."""

    concerns: str
    once: bool  #: of the documents of one detection this alone
    divisions: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class UnitPassingDocument:
    """A part that a unit had in one of them."""

    agency: str
    division: str | None
    kind: str
    detected_at: InstantText


PASSINGS = Collection(
    "buck_passings",
    indexes=(("concerns", "detected_at"), ("once", "detected_at"), ("detected_at",)),
    lists=("divisions",),
    document=PassingDocument,
)
PASSING_UNITS = Collection(
    "buck_passing_units",
    indexes=(("agency", "detected_at"), ("detected_at",)),
    document=UnitPassingDocument,
)


def _agencies(event: BuckPassingDetected) -> list[str]:
    return sorted({event.agency, *(unit.agency for unit in event.between)})


def _detections(event: RecordedEvent) -> list[Key]:
    return [(PASSINGS.name, f"{event.key}.{event.version}.{one}") for one in _agencies(event.event)]


def _parts(event: RecordedEvent) -> list[Key]:
    parts = range(len(event.event.between))
    return [(PASSING_UNITS.name, f"{event.key}.{event.version}.{part}") for part in parts]


PASSING_VIEW = View(
    "buck_passing", PASSINGS, PASSING_UNITS, keys=lambda event: [*_detections(event), *_parts(event)]
)


@PASSING_VIEW.on(BuckPassingDetected)
def _detected(event: RecordedEvent, session: ProjectionSession) -> None:
    told: BuckPassingDetected = event.event
    at = instant(told.detected_at)
    between = [UnitShown(agency=one.agency, division=one.division) for one in told.between]
    agencies = _agencies(told)
    for (collection, name), agency in zip(_detections(event), agencies, strict=True):
        shown = restate(
            PassingDocument,
            told,
            between=between,
            evidence=list(told.evidence),
            detected_at=at,
            concerns=agency,
            once=agency == agencies[0],
            divisions=sorted({one.division for one in between if one.division is not None}),
        )
        session.put(collection, name, shown, event.version)
    for (collection, name), unit in zip(_parts(event), told.between, strict=True):
        part = restate(UnitPassingDocument, unit, kind=told.kind, detected_at=at)
        session.put(collection, name, part, event.version)
