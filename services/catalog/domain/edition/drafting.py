"""An edition is begun: by an editor the next one, by an importer as it was in history."""

from typing import Annotated

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue, EditionState
from services.catalog.domain.edition.draft_events import EditionDrafted
from services.catalog.domain.edition.known import Known
from services.catalog.errors.edition.editions import (
    DraftInProgress,
    EditionAlreadyDrafted,
    EditionOutOfOrder,
    UnfitEdition,
)
from shared.contracts.vocabulary import Whole, described, within
from shared.decider import Act, command


@command
class DraftEdition:
    """Begin an edition of the agency's catalogue."""

    agency: str
    edition: Annotated[
        Annotated[Whole, within(ge=1, le=9999)] | None,
        described("Without it: the agency's next one."),
    ] = None
    empty: Annotated[
        bool | None,
        described(
            "Whether it begins empty, or starts from the last edition that was issued; without "
            "it, empty only for an importer."
        ),
    ] = None


@CATALOGUE.decides(
    DraftEdition,
    known=Known,
    refuses=(*rules.EDITOR, EditionAlreadyDrafted, UnfitEdition, DraftInProgress, EditionOutOfOrder),
)
def draft(state: Catalogue, command: DraftEdition, act: Act, known: Known) -> EditionDrafted:
    """Begin an edition. An importer records history: it is numbered as it was, and usually starts empty."""
    rules.check_editor(command.agency, act)
    editions = known.editions(command.agency)
    number, imports = editions.numbered(command.edition), rules.imports(act)
    if state.status is not EditionState.NONE:
        raise EditionAlreadyDrafted(where="edition", agency=command.agency, edition=number)
    if number < 1:
        raise UnfitEdition(where="edition", edition=number)
    if editions.draft is not None and editions.draft.edition != number:
        raise DraftInProgress(where="edition", agency=command.agency, draft=editions.draft.edition)
    if not imports and number != editions.newest + 1:
        next_one = editions.newest + 1
        raise EditionOutOfOrder(where="edition", agency=command.agency, edition=number, next=next_one)
    base = None if (imports if command.empty is None else command.empty) else editions.base
    return EditionDrafted(
        agency=command.agency,
        edition=number,
        drafted_by=act.by.name,
        drafted_at=act.at,
        based_on=base.edition if base else None,
        carries=base.issue.procedures if base and base.issue else (),
        recorded_by=act.recorded_by,
    )


@CATALOGUE.evolves(EditionDrafted)
def drafted(state: Catalogue, event: EditionDrafted) -> None:
    """There is a draft."""
    state.agency, state.edition, state.drafted = event.agency, event.edition, event
