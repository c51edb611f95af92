"""Who is told of what, by their posts in the agency."""

from services.notify.domain.directory import Directory
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
