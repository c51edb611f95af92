"""As whom an act of a history is judged: its own person, with the roles that the organisation gives them."""

from dataclasses import dataclass

from services.cases.application.histories import acts
from services.cases.domain.case import Case
from services.cases.domain.coordination_state import Coordination
from services.cases.domain.directory import DIRECTORY, Directory, OfficialReplicated, check_belongs
from services.cases.errors.histories import MayNotTakeOver, NobodyKnownThere
from shared.errors import Refusal
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Actor, Role

#: What the asked agency does; all else about a coordination is the asker's.
_ASKED_SIDE = (acts.TakeRequest, acts.Answer, acts.Decline)
_KNOWN = frozenset(role.value for role in Role)


@dataclass(frozen=True, slots=True)
class Importer:
    """Who takes a history in, and for which agencies; None: for all."""

    id: str
    agencies: frozenset[str] | None = None

    def check_may(self, agency: str) -> None:
        """Raise `MayNotTakeOver` for another one."""
        if self.agencies is not None and agency not in self.agencies:
            raise MayNotTakeOver(where="agency", agency=agency)


def person_of(
    work: UnitOfWork,
    act: acts.AnyAct,
    case: Case,
    asked: Coordination | None,
    agency: str,
    importer: Importer,
) -> Actor:
    """The actor, in the division of theirs that the act needs. Raises as `BELONGS` says, `MayNotTakeOver`,
    or `NobodyKnownThere`.

    `agency`: of the case that the act is done to, or that it opens.
    """
    if asked is not None and isinstance(act, _ASKED_SIDE) and not asked.outside:
        agency = asked.asked_agency
    importer.check_may(agency)
    directory = work.state(DIRECTORY, agency)
    if not directory.officials:
        raise NobodyKnownThere(where="by", agency=agency, by=act.by)
    known = _known(directory, act.by)
    return Actor(
        id=importer.id,
        agency=agency,
        division=_division(known, case, _step_of(act, asked)),
        roles=frozenset(Role(role) for role in known.roles if role in _KNOWN),
        acting_for=act.by,
    )


def _known(directory: Directory, official: str) -> OfficialReplicated:
    try:
        found = directory.officials.get(official)
        if found is None:
            check_belongs(directory, official, "")
    except Refusal as refusal:
        refusal.where = "by"
        raise
    assert found is not None, "who isn't known is refused"
    return found


def _step_of(act: acts.AnyAct, asked: Coordination | None) -> str | None:
    return asked.step if asked is not None else getattr(act, "step", None)


def _division(known: OfficialReplicated, case: Case, step: str | None) -> str | None:
    """The one that holds the step, or any step that the case is at; else the first of theirs."""
    named = [visit for visit in case.visits.values() if visit.step == step]
    holding = (visit.division for visit in (named or case.visits.values()))
    return next((one for one in (*holding, *known.divisions) if one in known.divisions), None)
