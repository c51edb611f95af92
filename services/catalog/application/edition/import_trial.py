"""An import of a catalogue, tried before anything is saved."""

from collections.abc import Mapping

from services.catalog.application.edition.delegates import of_delegate
from services.catalog.application.edition.import_plan import Changes, Import, changes_to, edits_for, target
from services.catalog.application.edition.known_here import KnownHere
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue, EditionState
from services.catalog.domain.edition.editions import Editions, Load
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.organisation.organisers import check_registered
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.timing import check_time
from shared.decider import Act


def judge(load: Load, asked: Import, act: Act, policy: LifecyclePolicy) -> Changes:
    """What the import would do. Raises the first refusal that it would meet."""
    act = of_delegate(load, act)
    check_time(act)
    known = KnownHere(load, policy)
    check_registered(known.agency(asked.agency), asked.agency)
    edition, state = target(asked.agency, load)
    changes = changes_to(edition, state, _before(load, asked.agency, state), asked.procedures)
    for command in edits_for(asked, edition, state):
        for event in CATALOGUE.decide(state, command, act, known):
            state = CATALOGUE.evolve(state, event)
    return changes


def _before(load: Load, agency: str, state: Catalogue) -> Mapping[str, Procedure]:
    """What the file is compared with: the open draft; where one is begun, what it is to replace."""
    base = Editions.of(load, agency).base
    if state.status is not EditionState.NONE or base is None:
        return dict(state.procedures)
    return dict(base.procedures)
