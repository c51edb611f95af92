"""The decision to withdraw an issued edition, with its record."""

from dataclasses import dataclass
from datetime import date, datetime

from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.catalogue_events import CatalogueEvent
from services.catalog.domain.edition.in_force import CatalogueWithdrawn
from services.catalog.domain.edition.rights import check_leader, check_valid, reason_of, told
from services.catalog.domain.procedure.naming import check_name
from services.catalog.errors.edition.editions import DecisionIncomplete
from services.catalog.errors.edition.in_force import WithdrawnBeforeIssue
from shared.kernel import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCatalogue:
    """Take an issued edition back by a decision; no case begins under it any more."""

    agency: str
    edition: int
    reason: str
    decision_number: str
    decision_date: date
    by: Actor
    at: datetime


def withdraw(state: Catalogue, command: WithdrawCatalogue) -> list[CatalogueEvent]:
    """The head withdraws what is issued and hasn't ended, for a reason, by a decision."""
    check_leader(command.agency, command.by)
    check_valid(state, command.agency, command.edition)
    reason = reason_of(command.reason)
    if not command.decision_number.strip():
        raise DecisionIncomplete(where="decision_number")
    check_name(command.decision_number, "decision_number")
    issue = state.issue
    if issue is not None and command.decision_date < issue.decision_date:
        raise WithdrawnBeforeIssue(
            where="decision_date",
            given=told(command.decision_date),
            decision_date=told(issue.decision_date),
        )
    return [
        CatalogueWithdrawn(
            agency=command.agency,
            edition=command.edition,
            reason=reason,
            decision_number=command.decision_number.strip(),
            decision_date=command.decision_date,
            withdrawn_by=command.by.name,
            withdrawn_at=command.at,
        )
    ]
