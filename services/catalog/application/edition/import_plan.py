"""What it takes to make a draft the catalogue that is given: its procedures, in their order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.catalog.application.edition import editing
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue, EditionState, catalogue_key
from services.catalog.domain.edition.drafting import DraftEdition
from services.catalog.domain.edition.editions import Editions, Load
from services.catalog.domain.edition.filling import AddProcedure, RemoveProcedure, ReviseProcedure
from services.catalog.domain.edition.rules import OfAnEdition
from services.catalog.domain.fitting import as_many_as_fit
from services.catalog.domain.procedure.procedure import Procedure, size_in_bytes
from shared.errors import Refusal

#: How an import may be refused.
REFUSES: tuple[type[Refusal], ...] = (
    *editing.REFUSES,
    *CATALOGUE.refusals_of(DraftEdition, AddProcedure, ReviseProcedure, RemoveProcedure),
)
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
    """What an import does, by codes: to the open draft, or, where one is begun, to the one before it."""

    edition: int
    new: bool  #: the edition is drafted with it
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    reordered: bool  #: those that stay come in another order


def target(agency: str, load: Load) -> tuple[int, Catalogue]:
    """The edition to work on: the open draft, or a new one behind the others."""
    editions = Editions.of(load, agency)
    number = editions.draft.edition if editions.draft else editions.newest + 1
    return number, load(CATALOGUE, catalogue_key(agency, number))


def edits_for(asked: Import, edition: int, state: Catalogue) -> Iterator[OfAnEdition]:
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


def next_part(edits: Sequence[OfAnEdition]) -> list[OfAnEdition]:
    """As many of these as one save takes."""
    return list(as_many_as_fit(((one, _weight(one)) for one in edits), _PART_BYTES))


def _weight(command: OfAnEdition) -> int:
    """In bytes of the store, about."""
    content: Procedure | None = getattr(command, "procedure", None)
    return _AROUND_AN_EVENT + (size_in_bytes(content) if content else 0)


def _in_place(present: Sequence[str], wanted: Sequence[str]) -> frozenset[str]:
    """Those that stay where they are: the wanted ones, up to the first that comes in another order."""
    kept = [code for code in present if code in set(wanted)]
    staying = []
    for has, wants in zip(kept, wanted, strict=False):
        if has != wants:
            break
        staying.append(has)
    return frozenset(staying)


def changes_to(
    edition: int, state: Catalogue, present: Mapping[str, Procedure], wanted: Sequence[Procedure]
) -> Changes:
    """What the import does to the edition: what differs from the procedures that were there before."""
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
