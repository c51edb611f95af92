"""Whose data a signed-in person may read."""

from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.kernel import Role

#: These see every agency's.
SEE_ALL = (Role.PROVINCE_LEADER, Role.AUDITOR, Role.OPERATOR, Role.IMPORTER, Role.REVIEWER)


def readable_agencies(who: Principal, wanted: str | None) -> list[str] | None:
    """The agencies whose data is asked for and may be read; None for all. Raises `NotInAgency`."""
    if who.has(*SEE_ALL):
        return [wanted] if wanted else None
    own = sorted(who.agencies)
    if wanted is None:
        return own
    if wanted not in own:
        raise NotInAgency(unit=wanted)
    return [wanted]
