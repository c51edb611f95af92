"""An import makes any draft what the file says, whatever was in it and wherever it was cut off."""

from hypothesis import given
from hypothesis import strategies as st

from services.catalog.application.edition.import_plan import Import, edits_for
from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.procedure.procedure import Procedure
from shared.decider import Act
from tests.unit.catalog.asking import KNOWN
from tests.unit.catalog.examples import AT, DRAFTED, EDITOR, in_draft, procedure

BY_EDITOR = Act(by=EDITOR, at=AT, recorded_at=AT)
CODES = ("P01", "P02", "P03", "P04", "P05")


def catalogues() -> st.SearchStrategy[list[Procedure]]:
    """Some of five procedures, each in one of two states, in any order."""
    entries = st.builds(
        lambda code, name: procedure(code=code, name=name), st.sampled_from(CODES), st.sampled_from("AB")
    )
    return st.lists(entries, unique_by=lambda entry: entry.code)


def draft(*entries: Procedure) -> Catalogue:
    state = CATALOGUE.evolve(CATALOGUE.initial(), DRAFTED)
    for entry in entries:
        state = CATALOGUE.evolve(state, in_draft(entry))
    return state


def carried_out(state: Catalogue, order: Import, most: int) -> int:
    """How many of the edits were done, of `most` at most."""
    edits = list(edits_for(order, 1, state))[:most]
    for command in edits:
        for event in CATALOGUE.decide(state, command, BY_EDITOR, KNOWN):
            state = CATALOGUE.evolve(state, event)
    return len(edits)


@given(catalogues(), catalogues(), st.integers(1, 4))
def test_in_parts_of_any_size_the_draft_becomes_what_the_file_says(
    before: list[Procedure], wanted: list[Procedure], most: int
) -> None:
    state = draft(*before)
    order = Import(agency="SNV", procedures=tuple(wanted))
    for _ in range(20):
        if not carried_out(state, order, most):
            break
    assert list(state.procedures.values()) == wanted
    assert not list(edits_for(order, 1, state))


@given(catalogues())
def test_what_is_there_already_needs_no_edit(entries: list[Procedure]) -> None:
    order = Import(agency="SNV", procedures=tuple(entries))
    assert not list(edits_for(order, 1, draft(*entries)))
