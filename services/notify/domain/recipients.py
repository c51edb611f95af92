"""Who is told of what, by their posts in the agency."""

from collections.abc import Callable

from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import Directory
from shared.contracts.sla import StepGiven
from shared.kernel import Role


def recipients(
    directory: Directory, agency: str, division: str | None, official: str | None
) -> tuple[str, ...]:
    """Who is told of work of `agency` that `division` and `official` hold: each once, the holder first.

    The holder and the heads of the division; if there is neither, the heads of the agency. A directory of
    another agency names nobody.
    """
    holder = [official] if official else []
    if directory.agency != agency:
        return tuple(holder)
    heads = _with_role(directory, Role.DIVISION_HEAD, division) if division else []
    told = holder + heads or _with_role(directory, Role.AGENCY_HEAD)
    return tuple(dict.fromkeys(told))


def takers(
    directory: Directory, agency: str, division: str, official: str | None, giver: str
) -> tuple[str, ...]:
    """Who is told that a step is to be done: whoever got it; of a queue, who gives it out there.

    Those are the heads of the division; where it has none, all its officials; else the agency's heads. Who
    passed it on knows.
    """
    if official is not None:
        told = [official]
    elif directory.agency != agency:
        told = []
    else:
        told = (
            _with_role(directory, Role.DIVISION_HEAD, division)
            or _with_role(directory, Role.OFFICIAL, division)
            or _with_role(directory, Role.AGENCY_HEAD)
        )
    return tuple(one for one in told if one != giver)


def leaders(directory: Directory, agency: str, division: str) -> tuple[str, ...]:
    """Who is told that nobody holds a step any more: the heads of the division and of the agency."""
    if directory.agency != agency:
        return ()
    heads = _with_role(directory, Role.DIVISION_HEAD, division)
    return tuple(dict.fromkeys(heads + _with_role(directory, Role.AGENCY_HEAD)))


def kind_of(given: StepGiven) -> NotificationKind:
    """What is told of a step that was given so."""
    released = given.way == "released"
    return NotificationKind.STEP_RELEASED if released else NotificationKind.STEP_TO_DO


def told_of_step(given: StepGiven) -> Callable[[Directory], tuple[str, ...]]:
    """Who is told that somebody has a step to do, or that nobody holds it any more."""
    agency, division = given.agency, given.division
    if kind_of(given) is NotificationKind.STEP_RELEASED:
        return lambda directory: leaders(directory, agency, division)
    return lambda directory: takers(directory, agency, division, given.official, given.given_by)


def holders(directory: Directory, agency: str, *roles: Role) -> tuple[str, ...]:
    """Who holds one of the roles in the agency, sorted; if nobody does, its heads."""
    if directory.agency != agency:
        return ()
    found = {official for role in roles for official in _with_role(directory, role)}
    return tuple(sorted(found)) or tuple(_with_role(directory, Role.AGENCY_HEAD))


def _with_role(directory: Directory, role: Role, division: str | None = None) -> list[str]:
    return sorted(
        listed.official
        for listed in directory.officials.values()
        if role in listed.roles and (division is None or division in listed.divisions)
    )
