"""What the search of the public catalogue looks through: a document for each issued procedure."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.force import CatalogueWithdrawn, ProcedureCorrected
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.documents.folding import folded, spaced, words_of
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import DateText
from shared.restating import restate


@dataclass(slots=True, kw_only=True)
class SearchedEdition:
    """An issued edition, and on which days it may be in force."""

    agency: str
    edition: int
    in_force_from: DateText
    withdrawn_at: str | None = None  #: in ISO 8601, as the event says it
    left: int  #: how many of its procedures are still to be told
    place: int  #: in the log, of what changed it last


@dataclass(slots=True, kw_only=True)
class SearchedProcedure:
    """An issued procedure by its words: in small letters, parted by blanks; folded: without diacritics."""

    agency: str
    edition: int
    procedure: str
    kind: str
    units: list[str]  #: divisions and agencies that have a part in it, sorted
    name: str
    name_folded: str
    text: str  #: name and code, and all else that is looked through
    text_folded: str
    place: int  #: in the log, of what told or corrected it


SEARCHED_EDITIONS = Collection("searched_editions", indexes=(("place",),), document=SearchedEdition)
SEARCHED_PROCEDURES = Collection("searched_procedures", indexes=(("place",),), document=SearchedProcedure)

SEARCH_VIEW = View(
    "search",
    SEARCHED_EDITIONS,
    SEARCHED_PROCEDURES,
    keys=lambda event: [(SEARCHED_EDITIONS.name, event.key)],
)

#: Fields of a procedure, wherever they stand in it, whose text is looked through besides its own name.
_TEXTS = frozenset({"name", "content", "document", "title", "result"})
#: Fields that name a division or an agency with a part in it.
_UNITS = frozenset(
    {"division", "other_divisions", "responding_agency", "cooperating_units", "informed_units"}
)


@SEARCH_VIEW.on(CatalogueIssued)
def _issued(event: RecordedEvent, session: ProjectionSession) -> None:
    issued: CatalogueIssued = event.event
    edition = restate(
        SearchedEdition,
        issued,
        in_force_from=issued.in_force_from.isoformat(),
        left=len(issued.procedures),
        place=_place(event),
    )
    session.put(SEARCHED_EDITIONS.name, event.key, edition, event.version)


@SEARCH_VIEW.on(CatalogueWithdrawn)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    withdrawn: CatalogueWithdrawn = event.event
    _changed(event, session).withdrawn_at = withdrawn.withdrawn_at.isoformat()


@SEARCH_VIEW.on(
    ProcedureIssued,
    keys=lambda event: [
        (SEARCHED_EDITIONS.name, event.key),
        (SEARCHED_PROCEDURES.name, f"{event.key}/{event.event.procedure}"),
    ],
)
def _procedure_issued(event: RecordedEvent, session: ProjectionSession) -> None:
    _put(event, session, event.event)
    _changed(event, session).left -= 1


@SEARCH_VIEW.on(
    ProcedureCorrected,
    keys=lambda event: [(SEARCHED_PROCEDURES.name, f"{event.key}/{event.event.procedure}")],
)
def _corrected(event: RecordedEvent, session: ProjectionSession) -> None:
    _put(event, session, event.event)


def _changed(event: RecordedEvent, session: ProjectionSession) -> SearchedEdition:
    """The edition's document, which the event changes; it is put as of the event's version."""
    edition = session.document(SEARCHED_EDITIONS, event.key)
    assert edition is not None, f"{event.stream} went on before it was issued"
    edition.place = _place(event)
    session.put(SEARCHED_EDITIONS.name, event.key, edition, event.version)
    return edition


def _put(event: RecordedEvent, session: ProjectionSession, told: ProcedureIssued) -> None:
    name, code = words_of(told.name), told.procedure
    words = words_of(" ".join([told.name, code, *_values(told, _TEXTS)]))
    procedure = restate(
        SearchedProcedure,
        told,
        units=sorted(set(_values(told, _UNITS))),
        name=spaced(name),
        name_folded=spaced([folded(word) for word in name]),
        text=spaced(words),
        text_folded=spaced([folded(word) for word in words]),
        place=_place(event),
    )
    session.put(SEARCHED_PROCEDURES.name, f"{event.key}/{code}", procedure, event.version)


def _place(event: RecordedEvent) -> int:
    assert event.notification_id is not None, f"{event.stream} is projected from outside the log"
    return event.notification_id


def _values(value: Any, wanted: frozenset[str], name: str = "") -> Iterator[str]:
    """The texts of all fields of these names, in their order, those of its parts included."""
    if isinstance(value, str) and name in wanted and value:
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _values(part, wanted, name)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _values(getattr(value, field.name), wanted, field.name)
