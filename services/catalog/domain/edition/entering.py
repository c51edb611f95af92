"""An edition enters into force on its day, and ends those before it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.in_force import CatalogueEnteredIntoForce, CatalogueSuperseded
from shared.kernel import VIETNAM


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterIntoForce:
    """`today` is the day in Vietnam; `present` the edition now in force, `latest` the newest that ever was.

    The yearly review falls due `review_months` after the first day, and is announced `announced_days` before.
    """

    today: date
    present: int | None = None
    latest: int = 0
    review_months: int = 12
    announced_days: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Supersede:
    """What the entry of a later edition means for this one."""

    by: CatalogueEnteredIntoForce


def enter(state: Catalogue, command: EnterIntoForce) -> list[CatalogueEnteredIntoForce]:
    """The entry, once, when the day has come and all procedures are told; nothing otherwise.

    For what was imported from history no review falls due: it is the next edition's.
    """
    if not may_enter(state, command.today) or state.edition < command.latest:
        return []
    issue = state.issue
    assert issue is not None
    begins = datetime.combine(issue.in_force_from, time.min, VIETNAM)
    due = None if issue.imported else months_after(issue.in_force_from, command.review_months)
    return [
        CatalogueEnteredIntoForce(
            agency=state.agency,
            edition=state.edition,
            in_force_from=issue.in_force_from,
            procedures=issue.procedures,
            supersedes=command.present,
            entered_at=max(begins, issue.issued_at),
            review_announced_on=due - timedelta(days=command.announced_days) if due else None,
            review_due_on=due,
        )
    ]


def may_enter(state: Catalogue, today: date) -> bool:
    """Whether the edition is issued, told to the last, not begun, not ended, and its day has come."""
    issue, force = state.issue, state.force
    if issue is None or force.entered is not None or force.ended:
        return False
    return issue.in_force_from <= today and state.issued.issuperset(issue.procedures)


def supersede(state: Catalogue, command: Supersede) -> list[CatalogueSuperseded]:
    """The end of an issued edition by a later one; nothing if it has ended already."""
    entry = command.by
    if state.issue is None or state.force.ended or state.edition >= entry.edition:
        return []
    return [
        CatalogueSuperseded(
            agency=state.agency,
            edition=state.edition,
            by_edition=entry.edition,
            superseded_at=entry.entered_at,
        )
    ]


def months_after(day: date, months: int) -> date:
    """The same day that many months later; where there is none, the month's last (Civil Code, Art. 148)."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))
