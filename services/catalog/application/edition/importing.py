"""Puts a whole catalogue into a draft: its procedures become those that are given, in their order.

All is judged before anything is saved. What one save doesn't take goes in parts; each works out anew what is
still to do, so that an import that stopped half-way goes on when it is sent again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from services.catalog.application.edition.delegates import as_delegate
from services.catalog.application.edition.lineages import Editions, Load
from services.catalog.application.organisation.organising import names
from services.catalog.domain.editing import CatalogueCommand, decide_catalogue
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue, EditionState, catalogue_key
from services.catalog.domain.edition.catalogue_commands import (
    AddProcedure,
    DraftEdition,
    RemoveProcedure,
    ReviseProcedure,
)
from services.catalog.domain.organisation.agency import AGENCY, Agency
from services.catalog.domain.procedure.procedure import Procedure, size_in_bytes
from services.catalog.errors.organisation.agencies import AgencyNotRegistered
from shared.aggregates import Aggregate
from shared.eventstore.application import Application
from shared.eventstore.pending_command import Answer
from shared.eventstore.records import CommandContext
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Actor, Role, check_recorded_in_time

#: The most that one part of an import saves; a save takes 128 KiB.
_PART_BYTES = 72 * 1024
_AROUND_AN_EVENT = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """An order: this is the agency's next catalogue."""

    agency: str
    procedures: tuple[Procedure, ...]
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an import does to the draft, by codes."""

    edition: int
    new: bool  #: the edition is drafted with it
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    reordered: bool  #: those that stay come in another order


async def judge_import(application: Application, order: Import, recorded_at: datetime) -> Changes:
    """What the import would do. Raises the first refusal that it would meet."""
    changes: Changes = await application.read(_judge, application, order, recorded_at)
    return changes


async def import_catalogue(
    application: Application,
    order: Import,
    version: int | None,
    context_of: Callable[[int], CommandContext],
) -> dict[str, Any]:
    """Carry it out: into the open draft, or into a new one. `context_of(n)` is the context of part n."""
    await judge_import(application, order, context_of(0).recorded_at)
    events: list[str] = []
    part = 0
    while True:
        handler = partial(_import_part, order=order, version=version if part == 0 else None)
        answer: dict[str, Any] = await application.execute(handler, context_of(part)) or {}
        events += answer["events"]
        if answer["done"]:
            return {**answer, "events": events}
        part += 1


def _judge(application: Application, order: Import, recorded_at: datetime) -> Changes:
    def load(aggregate: Aggregate[Any], key: str, /) -> Any:
        return application.store.load(aggregate, key).state

    order = _in_the_name_of(order, load, recorded_at)
    check_recorded_in_time(order.at, recorded_at, history=order.by.has(Role.IMPORTER))
    _check_agency(load(AGENCY, order.agency), order.agency)
    edition, state = _target(order.agency, load)
    changes = _changes(edition, state, order.procedures)
    for command in edits_for(order, edition, state):
        for event in decide_catalogue(state, command):
            state = CATALOGUE.evolve(state, event)
    return changes


def _in_the_name_of(order: Import, load: Load, recorded_at: datetime) -> Import:
    return replace(order, by=as_delegate(load, order.by, order.at, recorded_at))


def _import_part(work: UnitOfWork, order: Import, version: int | None) -> Answer:
    order = _in_the_name_of(order, work.state, work.context.recorded_at)
    _check_agency(work.state(AGENCY, order.agency), order.agency)
    edition, _ = _target(order.agency, work.state)
    key = catalogue_key(order.agency, edition)
    work.expect(CATALOGUE, key, version)
    happened: list[str] = []
    taken, done = 0, True
    for command in list(edits_for(order, edition, work.state(CATALOGUE, key))):
        weight = _weight(command)
        if happened and taken + weight > _PART_BYTES:
            done = False
            break
        events = decide_catalogue(work.state(CATALOGUE, key), command)
        work.append(CATALOGUE, key, events, correlation=order.agency)
        happened += names(events)
        taken += weight
    return {
        "agency": order.agency,
        "edition": edition,
        "version": work.version(CATALOGUE, key),
        "events": happened,
        "done": done,
    }


def _check_agency(agency: Agency, code: str) -> None:
    if agency.kind is None:
        raise AgencyNotRegistered(where="agency", agency=code)


def _target(agency: str, load: Load) -> tuple[int, Catalogue]:
    """The edition to work on: the open draft, or a new one behind the others."""
    editions = Editions.of(load, agency)
    number = editions.draft.edition if editions.draft else editions.newest + 1
    return number, load(CATALOGUE, catalogue_key(agency, number))


def edits_for(order: Import, edition: int, state: Catalogue) -> Iterator[CatalogueCommand]:
    """What makes the edition what it shall be; nothing when it is so already.

    A procedure's place is that of its adding: from the first that stands elsewhere on, all are added anew.
    """
    who: dict[str, Any] = {"agency": order.agency, "edition": edition, "by": order.by, "at": order.at}
    if state.status is EditionState.NONE:
        yield DraftEdition(**who, empty=True, latest=edition - 1)
    present: Mapping[str, Procedure] = dict(state.procedures)
    staying = _in_place(list(present), [one.code for one in order.procedures])
    for code in present:
        if code not in staying:
            yield RemoveProcedure(**who, code=code)
    for procedure in order.procedures:
        if procedure.code not in staying:
            yield AddProcedure(**who, procedure=procedure)
        elif present[procedure.code] != procedure:
            yield ReviseProcedure(**who, procedure=procedure)


def _in_place(present: Sequence[str], wanted: Sequence[str]) -> frozenset[str]:
    """Those that stay where they are: the wanted ones, up to the first that comes in another order."""
    kept = [code for code in present if code in set(wanted)]
    staying = []
    for has, wants in zip(kept, wanted, strict=False):
        if has != wants:
            break
        staying.append(has)
    return frozenset(staying)


def _changes(edition: int, state: Catalogue, wanted: Sequence[Procedure]) -> Changes:
    present = state.procedures
    codes = [one.code for one in wanted]
    kept = [code for code in present if code in set(codes)]
    return Changes(
        edition=edition,
        new=state.status is EditionState.NONE,
        added=tuple(code for code in codes if code not in present),
        changed=tuple(one.code for one in wanted if present.get(one.code, one) != one),
        removed=tuple(code for code in present if code not in set(codes)),
        reordered=kept != [code for code in codes if code in present],
    )


def _weight(command: CatalogueCommand) -> int:
    """In bytes of the store, about."""
    content = command.procedure if isinstance(command, AddProcedure | ReviseProcedure) else None
    return _AROUND_AN_EVENT + (size_in_bytes(content) if content else 0)
