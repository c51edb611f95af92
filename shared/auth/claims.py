"""From a token's claims to a principal, and back (for the demo issuer)."""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.auth.principal import Grant, Principal
from shared.kernel import Role

ROLES_CLAIM = "tthc_roles"  #: a list of {"role", "agency", "division"}
GRANTS_MAXIMUM = 200


def principal_from(claims: Mapping[str, Any]) -> Principal:
    """The principal that the claims tell of. Raises ValueError where they aren't in our form.

    A role that this version doesn't know gives nothing; a role without the agency that it needs is an error,
    so that it can't come to hold everywhere.
    """
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise ValueError("sub must be a text of at most 255 characters")
    stated = claims.get(ROLES_CLAIM, [])
    if not isinstance(stated, list) or len(stated) > GRANTS_MAXIMUM:
        raise ValueError(f"{ROLES_CLAIM} must be a list of at most {GRANTS_MAXIMUM} grants")
    grants = tuple(grant for entry in stated if (grant := _grant(entry)) is not None)
    name = claims.get("name")
    return Principal(subject, grants, name if isinstance(name, str) else None)


def claims_of(grants: Iterable[Grant]) -> list[dict[str, str]]:
    """The grants as the value of the roles' claim."""
    return [
        {"role": grant.role.value}
        | ({"agency": grant.agency} if grant.agency is not None else {})
        | ({"division": grant.division} if grant.division is not None else {})
        for grant in grants
    ]


def _grant(entry: object) -> Grant | None:
    if not isinstance(entry, dict):
        raise ValueError(f"a grant must be an object, not {type(entry).__name__}")
    role, agency, division = entry.get("role"), entry.get("agency"), entry.get("division")
    for unit in (agency, division):
        if unit is not None and not (isinstance(unit, str) and unit):
            raise ValueError("agency and division are texts")
    if not isinstance(role, str):
        raise ValueError("a grant names its role")
    if role not in set(Role):
        return None
    return Grant(Role(role), agency, division)
