"""What time and other editions bring about in an edition: the use cases of the sweeper, and of drafting."""

from datetime import date

from services.catalog.application.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.application.edition.lineages import Editions, note_gap
from services.catalog.application.organisation.organising import names
from services.catalog.domain.editing import decide_catalogue
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue, catalogue_key, next_in
from services.catalog.domain.edition.catalogue_commands import CarryOver
from services.catalog.domain.edition.entering import EnterIntoForce, Supersede, enter, may_enter, supersede
from services.catalog.domain.yearly.concluding import conclude_by_next, reopen
from services.catalog.domain.yearly.sweeping import Sweep, sweep
from shared.eventstore.pending_command import Answer
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Actor, Role

#: Carries out what time and earlier decisions entail.
_POLICY = Actor("catalog", roles=frozenset({Role.SYSTEM}))


def sweep_edition(
    work: UnitOfWork, agency: str, edition: int, today: date, policy: LifecyclePolicy, seen: int = 0
) -> Answer:
    """Raise what has come due in an edition, each once, on its stream at version `seen` or later."""
    key = catalogue_key(agency, edition)
    if work.version(CATALOGUE, key) < seen:
        work.fresh(CATALOGUE, key)
    before = work.version(CATALOGUE, key)
    note_gap(work, agency, edition)
    _enter(work, agency, edition, today, policy)
    events = sweep(work.state(CATALOGUE, key), Sweep(today=today))
    work.append(CATALOGUE, key, events, correlation=agency)
    carry_next(work, agency, edition)
    return {"raised": work.version(CATALOGUE, key) - before, "events": names(events)}


def _enter(work: UnitOfWork, agency: str, edition: int, today: date, policy: LifecyclePolicy) -> None:
    """Let the edition enter into force if its day has come, and end those before it, in one save."""
    editions = Editions.of(work.state, agency)
    command = EnterIntoForce(
        today=today,
        present=editions.present.edition if editions.present else None,
        latest=editions.furthest,
        review_months=policy.review_months,
        announced_days=policy.review_announced_days,
    )
    key = catalogue_key(agency, edition)
    passed = next((one.force.entered for one in editions.all if one.edition == editions.furthest), None)
    if passed is not None and may_enter(work.state(CATALOGUE, key), today):
        never = supersede(work.state(CATALOGUE, key), Supersede(by=passed))
        work.append(CATALOGUE, key, never, correlation=agency)
    for entry in enter(work.state(CATALOGUE, key), command):
        work.append(CATALOGUE, key, [entry], correlation=agency)
        for earlier in editions.all:
            if earlier.edition < edition:
                ended = supersede(earlier, Supersede(by=entry))
                work.append(CATALOGUE, catalogue_key(agency, earlier.edition), ended, correlation=agency)


def carry_next(work: UnitOfWork, agency: str, edition: int) -> int:
    """Copy what one save takes from the edition that a draft is based on; how many procedures are left."""
    key = catalogue_key(agency, edition)
    state = work.state(CATALOGUE, key)
    if not state.to_carry or state.drafted is None or state.drafted.based_on is None:
        return 0
    base = work.state(CATALOGUE, catalogue_key(agency, state.drafted.based_on)).procedures
    chosen = next_in(state.to_carry, base, work.limits.save_bytes * 3 // 4)
    command = CarryOver(
        agency=agency, edition=edition, procedures=tuple(base[code] for code in chosen), by=_POLICY
    )
    work.append(CATALOGUE, key, decide_catalogue(state, command), correlation=agency)
    return len(work.state(CATALOGUE, key).to_carry)


def after_issue(work: UnitOfWork, state: Catalogue) -> None:
    """An edition was issued: the yearly review of the one in force has found its end."""
    present, issue = Editions.of(work.state, state.agency).present, state.issue
    if present is None or issue is None or present.edition >= state.edition:
        return
    events = conclude_by_next(present, state.edition, issue.issued_by, issue.issued_at)
    work.append(CATALOGUE, catalogue_key(present.agency, present.edition), events, correlation=state.agency)


def after_withdrawal(work: UnitOfWork, state: Catalogue) -> None:
    """An edition was withdrawn: unless another waits for its day, the one in force is to be reviewed."""
    editions, withdrawn = Editions.of(work.state, state.agency), state.force.withdrawn
    present = editions.present
    if present is None or withdrawn is None:
        return
    waiting = [one for one in editions.issued if not one.force.entered and not one.force.ended]
    if not any(one.edition > present.edition for one in waiting):
        events = reopen(present, withdrawn.withdrawn_at)
        key = catalogue_key(present.agency, present.edition)
        work.append(CATALOGUE, key, events, correlation=state.agency)
