"""What the search of the public catalogue looks through: a document for each issued procedure."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.force import CatalogueWithdrawn, ProcedureCorrected
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.documents.folding import folded, spaced, words_of
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View

SEARCHED_EDITIONS = Collection("searched_editions", indexes=(("place",),))
SEARCHED_PROCEDURES = Collection("searched_procedures", indexes=(("place",),))

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
    body = {
        "agency": issued.agency,
        "edition": issued.edition,
        "in_force_from": issued.in_force_from.isoformat(),
        "withdrawn_at": None,
        "left": len(issued.procedures),
        "place": event.notification_id,
    }
    session.put(SEARCHED_EDITIONS.name, event.key, body, event.version)


@SEARCH_VIEW.on(CatalogueWithdrawn)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    withdrawn: CatalogueWithdrawn = event.event
    body = session.get(SEARCHED_EDITIONS.name, event.key)
    assert body is not None, f"{event.stream} was withdrawn before it was issued"
    body |= {"withdrawn_at": withdrawn.withdrawn_at.isoformat(), "place": event.notification_id}
    session.put(SEARCHED_EDITIONS.name, event.key, body, event.version)


@SEARCH_VIEW.on(
    ProcedureIssued,
    keys=lambda event: [
        (SEARCHED_EDITIONS.name, event.key),
        (SEARCHED_PROCEDURES.name, f"{event.key}/{event.event.procedure}"),
    ],
)
def _procedure_issued(event: RecordedEvent, session: ProjectionSession) -> None:
    issued: ProcedureIssued = event.event
    _put(event, session, issued)
    edition = session.get(SEARCHED_EDITIONS.name, event.key)
    assert edition is not None, f"{event.stream} told a procedure before it was issued"
    edition |= {"left": edition["left"] - 1, "place": event.notification_id}
    session.put(SEARCHED_EDITIONS.name, event.key, edition, event.version)


@SEARCH_VIEW.on(
    ProcedureCorrected,
    keys=lambda event: [(SEARCHED_PROCEDURES.name, f"{event.key}/{event.event.procedure}")],
)
def _corrected(event: RecordedEvent, session: ProjectionSession) -> None:
    _put(event, session, event.event)


def _put(event: RecordedEvent, session: ProjectionSession, procedure: ProcedureIssued) -> None:
    name, code = words_of(procedure.name), procedure.procedure
    words = words_of(" ".join([procedure.name, code, *_values(procedure, _TEXTS)]))
    body = {
        "agency": procedure.agency,
        "edition": procedure.edition,
        "procedure": code,
        "kind": procedure.kind,
        "units": sorted(set(_values(procedure, _UNITS))),
        "name": spaced(name),
        "name_folded": spaced([folded(word) for word in name]),
        "text": spaced(words),
        "text_folded": spaced([folded(word) for word in words]),
        "place": event.notification_id,
    }
    session.put(SEARCHED_PROCEDURES.name, f"{event.key}/{code}", body, event.version)


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
