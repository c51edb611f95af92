"""Puts a whole catalogue into a draft: its procedures become those that are given, in their order.

All is judged before anything is saved. What one save doesn't take goes in parts; each works out anew what is
still to do, so that an import that stopped half-way goes on when it is sent again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.catalog.application.edition.delegates import of_delegate
from services.catalog.application.edition.editing import EditionCommand
from services.catalog.application.edition.known_here import KnownHere
from services.catalog.application.organisation.organising import names
from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.catalogue import Catalogue, EditionState, catalogue_key
from services.catalog.domain.edition.drafting import DraftEdition
from services.catalog.domain.edition.editions import Editions, Load
from services.catalog.domain.edition.filling import AddProcedure, RemoveProcedure, ReviseProcedure
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.fitting import as_many_as_fit
from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.domain.organisation.organisers import check_registered
from services.catalog.domain.procedure.procedure import Procedure, size_in_bytes
from services.catalog.domain.timing import check_time
from shared.decider import Act
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork

#: The most that one part of an import saves; a save takes 128 KiB.
_PART_BYTES = 72 * 1024
_AROUND_AN_EVENT = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What is asked: this is the agency's next catalogue."""

    agency: str
    procedures: tuple[Procedure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an import does to the draft, by codes."""

    edition: int
    new: bool  #: the edition is drafted with it
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    reordered: bool  #: those that stay come in another order


def judge(load: Load, asked: Import, act: Act, policy: LifecyclePolicy) -> Changes:
    """What the import would do. Raises the first refusal that it would meet."""
    act = of_delegate(load, act)
    check_time(act)
    check_registered(load(AGENCY, asked.agency), asked.agency)
    edition, state = _target(asked.agency, load)
    changes, known = _changes(edition, state, asked.procedures), KnownHere(load, policy)
    for command in edits_for(asked, edition, state):
        for event in CATALOGUE.decide(state, command, act, known):
            state = CATALOGUE.evolve(state, event)
    return changes


def import_part(
    work: UnitOfWork, asked: Import, act: Act, version: int | None, policy: LifecyclePolicy
) -> Answer:
    """Do what one save takes of what is still to do; answers whether that was all."""
    act = of_delegate(work.state, act)
    check_registered(work.state(AGENCY, asked.agency), asked.agency)
    edition, state = _target(asked.agency, work.state)
    key, known = catalogue_key(asked.agency, edition), KnownHere(work.state, policy)
    work.expect(CATALOGUE, key, version)
    edits = list(edits_for(asked, edition, state))
    part = list(as_many_as_fit(((one, _weight(one)) for one in edits), _PART_BYTES))
    happened: list[str] = []
    for command in part:
        happened += names(work.decide(CATALOGUE, key, command, act, known, asked.agency))
    return {
        "agency": asked.agency,
        "edition": edition,
        "version": work.version(CATALOGUE, key),
        "events": happened,
        "done": len(part) == len(edits),
    }


def _target(agency: str, load: Load) -> tuple[int, Catalogue]:
    """The edition to work on: the open draft, or a new one behind the others."""
    editions = Editions.of(load, agency)
    number = editions.draft.edition if editions.draft else editions.newest + 1
    return number, load(CATALOGUE, catalogue_key(agency, number))


def edits_for(asked: Import, edition: int, state: Catalogue) -> Iterator[EditionCommand]:
    """What makes the edition what it shall be; nothing when it is so already.

    A procedure's place is that of its adding: from the first that stands elsewhere on, all are added anew.
    """
    agency = asked.agency
    if state.status is EditionState.NONE:
        yield DraftEdition(agency=agency, edition=edition, empty=True)  # type: ignore[misc]
    present: Mapping[str, Procedure] = dict(state.procedures)
    staying = _in_place(list(present), [one.code for one in asked.procedures])
    for code in present:
        if code not in staying:
            yield RemoveProcedure(agency=agency, edition=edition, code=code)
    for one in asked.procedures:
        if one.code not in staying:
            yield AddProcedure(agency=agency, edition=edition, procedure=one)
        elif present[one.code] != one:
            yield ReviseProcedure(agency=agency, edition=edition, code=one.code, procedure=one)


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


def _weight(command: EditionCommand) -> int:
    """In bytes of the store, about."""
    content: Procedure | None = getattr(command, "procedure", None)
    return _AROUND_AN_EVENT + (size_in_bytes(content) if content else 0)
