"""An issued edition is withdrawn by a decision, with its record."""

from typing import Annotated

from services.catalog.domain.decision_number import NUMBERED, USUAL_SYMBOL, check_decision_number
from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.procedure.naming import Content, Name
from services.catalog.errors.edition.editions import DecisionIncomplete, WithdrawnBeforeIssue
from shared.contracts.catalog.force import CatalogueWithdrawn
from shared.contracts.vocabulary import CalendarDay, described
from shared.decider import Act, command


@command
class WithdrawCatalogue:
    """Take an issued edition back by a decision; no case begins under it any more."""

    agency: str
    edition: int
    reason: Content
    decision_number: Annotated[Name, described("With its symbol: `09/QĐ-SNV`.")]
    decision_date: CalendarDay


@CATALOGUE.decides(
    WithdrawCatalogue,
    refuses=(*rules.LEADER, *rules.VALID, *rules.REASON, DecisionIncomplete, *NUMBERED, WithdrawnBeforeIssue),
)
def withdraw(state: Catalogue, command: WithdrawCatalogue, act: Act) -> CatalogueWithdrawn:
    """The head withdraws what is issued and hasn't ended, for a reason, by a decision."""
    rules.check_leader(command.agency, act)
    rules.check_valid(state, command)
    reason, issue = rules.reason_of(command.reason), state.issue
    if not command.decision_number.strip():
        raise DecisionIncomplete(where="decision_number")
    symbol = USUAL_SYMBOL if issue is None else issue.decision_number.rpartition("/")[2]
    check_decision_number(command.decision_number, "decision_number", symbol)
    if issue is not None and command.decision_date < issue.decision_date:
        raise WithdrawnBeforeIssue(
            where="decision_date",
            given=rules.day_in_words(command.decision_date),
            decision_date=rules.day_in_words(issue.decision_date),
        )
    return CatalogueWithdrawn(
        **rules.named(command, act),
        reason=reason,
        decision_number=command.decision_number.strip(),
        decision_date=command.decision_date,
        withdrawn_by=act.by.name,
        withdrawn_at=act.at,
    )


@CATALOGUE.evolves(CatalogueWithdrawn)
def withdrawn(state: Catalogue, event: CatalogueWithdrawn) -> None:
    """It has ended, or will never begin."""
    state.force.withdrawn = event
