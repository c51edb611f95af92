"""An edition enters into force on its day, and ends those before it."""

from datetime import date, timedelta

from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.in_force import begin_of
from services.catalog.domain.edition.known import Known
from services.catalog.domain.edition.yearly_review import months_after
from shared.contracts.catalog.force import CatalogueEnteredIntoForce, CatalogueSuperseded
from shared.decider import Act, command


@command
class EnterIntoForce:
    """Enter into force, if the edition's first day has come by `today`, a day in Vietnam."""

    today: date


@CATALOGUE.decides(EnterIntoForce, known=Known)
def enter(
    state: Catalogue, command: EnterIntoForce, _act: Act, known: Known
) -> CatalogueEnteredIntoForce | None:
    """The entry, once, when the day has come and all procedures are told; nothing otherwise.

    What was imported from history brings no review of its own: that of the edition before it goes on.
    """
    issue, policy = state.issue, known.policy
    if issue is None or not may_enter(state, command.today):
        return None
    editions = known.editions(state.agency)
    if state.edition < editions.furthest:
        return None
    present = editions.present
    if issue.imported:
        due = present.yearly.due_on if present else None
    else:
        due = months_after(issue.in_force_from, policy.review_months)
    return CatalogueEnteredIntoForce(
        agency=state.agency,
        edition=state.edition,
        in_force_from=issue.in_force_from,
        procedures=issue.procedures,
        supersedes=present.edition if present else None,
        entered_at=max(begin_of(issue.in_force_from), issue.issued_at),
        review_announced_on=due - timedelta(days=policy.review_announced_days) if due else None,
        review_due_on=due,
    )


def may_enter(state: Catalogue, today: date) -> bool:
    """Whether the edition is issued, told to the last, not begun, not ended, and its day has come."""
    issue, force = state.issue, state.force
    if issue is None or force.entered is not None or force.ended:
        return False
    return issue.in_force_from <= today and state.issued.issuperset(issue.procedures)


@CATALOGUE.evolves(CatalogueEnteredIntoForce)
def entered(state: Catalogue, event: CatalogueEnteredIntoForce) -> None:
    """It is in force; its first yearly review follows from that."""
    state.force.entered = event
    state.yearly.announced_on, state.yearly.due_on = event.review_announced_on, event.review_due_on


@command
class Supersede:
    """Another edition has entered into force, at the time of the act."""

    by_edition: int


@CATALOGUE.decides(Supersede)
def supersede(state: Catalogue, command: Supersede, act: Act) -> CatalogueSuperseded | None:
    """The end of an issued edition by a later one; nothing if it has ended already."""
    if state.issue is None or state.force.ended or state.edition >= command.by_edition:
        return None
    return CatalogueSuperseded(
        agency=state.agency, edition=state.edition, by_edition=command.by_edition, superseded_at=act.at
    )


@CATALOGUE.evolves(CatalogueSuperseded)
def superseded(state: Catalogue, event: CatalogueSuperseded) -> None:
    """It has ended, or will never begin."""
    state.force.superseded = event
