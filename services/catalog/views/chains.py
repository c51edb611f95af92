"""How far each chain has come: what one save doesn't take is done in parts, and each says what is left."""

from dataclasses import dataclass

from services.catalog.domain.edition.draft_events import DraftDiscarded, EditionDrafted, ProcedureAdded
from shared.contracts.catalog.current import CurrentProceduresTold
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View


@dataclass(slots=True, kw_only=True)
class ChainDocument:
    """What is still to be done: procedures to copy into a draft, to tell as issued, or as in force."""

    left: int


CHAINS = Collection("chains", indexes=(("left",),), document=ChainDocument)
CHAIN_VIEW = View("chains", CHAINS, keys=lambda event: [(CHAINS.name, event.stream)])


def _set(event: RecordedEvent, session: ProjectionSession, left: int) -> None:
    session.put(CHAINS.name, event.stream, ChainDocument(left=left), event.version)


def _do_one(event: RecordedEvent, session: ProjectionSession) -> None:
    chain = session.document(CHAINS, event.stream)
    _set(event, session, chain.left - 1 if chain is not None else 0)


@CHAIN_VIEW.on(EditionDrafted)
def _drafted(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, len(event.event.carries))


@CHAIN_VIEW.on(ProcedureAdded)
def _added(event: RecordedEvent, session: ProjectionSession) -> None:
    if event.event.from_edition is not None:
        _do_one(event, session)


@CHAIN_VIEW.on(DraftDiscarded)
def _discarded(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, 0)


@CHAIN_VIEW.on(CatalogueIssued)
def _issued(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, len(event.event.procedures))


@CHAIN_VIEW.on(ProcedureIssued)
def _told_as_issued(event: RecordedEvent, session: ProjectionSession) -> None:
    _do_one(event, session)


@CHAIN_VIEW.on(CurrentProceduresTold)
def _told_as_in_force(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, event.event.left)
