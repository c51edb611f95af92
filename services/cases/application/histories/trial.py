"""A history judged by the rules before anything of it is written: in a unit of work that is never saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.cases.application.histories.people import Importer
from services.cases.application.histories.taking import PlacedAct, take
from services.cases.domain.catalogue import CATALOGUE, EditionReplicated
from services.cases.domain.directory import DIRECTORY, DivisionReplicated, OfficialReplicated
from services.cases.domain.procedure import PROCEDURE, ProcedureReplicated, procedure_key
from shared.errors import Refusal
from shared.eventstore.cache import AggregateCache
from shared.eventstore.records import new_context
from shared.eventstore.store import EventStore
from shared.eventstore.unit_of_work import UnitOfWork

_STATES = 100_000
_LATEST = 9999  #: whatever number the edition will have


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingAgency:
    """What an agency will have besides what is known of it, once the file's header is in."""

    agency: str
    procedures: tuple[str, ...] = ()  #: codes of all that will be issued
    divisions: tuple[DivisionReplicated, ...] = ()
    officials: tuple[OfficialReplicated, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What will be known once the file's header is in."""

    agencies: Sequence[ComingAgency] = ()
    procedures: Sequence[ProcedureReplicated] = ()


def judge(
    store: EventStore, coming: Coming, trees: Sequence[Sequence[PlacedAct]], importer: Importer
) -> list[Refusal]:
    """The first refusal in each tree, named by its line; what follows from one isn't told."""
    work = UnitOfWork(store, AggregateCache(_STATES), context=new_context())
    _know(work, coming)
    found: list[Refusal] = []
    for tree in trees:
        try:
            for one in tree:
                take(work, one, importer)
        except Refusal as refusal:
            found.append(refusal)
    return found


def _know(work: UnitOfWork, coming: Coming) -> None:
    for agency in coming.agencies:
        work.append(DIRECTORY, agency.agency, [*agency.divisions, *agency.officials])
        if agency.procedures:
            issued = EditionReplicated(agency=agency.agency, edition=_LATEST, procedures=agency.procedures)
            work.append(CATALOGUE, agency.agency, [issued])
    for procedure in coming.procedures:
        work.append(PROCEDURE, procedure_key(procedure.agency, procedure.procedure), [procedure])
