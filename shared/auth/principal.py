"""Who is signed in, with all that they may be; and the one actor that they are in one agency."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.auth.errors import ActingForRefused, NotInAgency, RoleMissing, UnitUnclear
from shared.kernel import Actor, Role

#: Roles that are nothing without an agency; the others may hold for the whole province.
AGENCY_ROLES = frozenset({Role.OFFICIAL, Role.DIVISION_HEAD, Role.AGENCY_HEAD, Role.CATALOGUE_EDITOR})
#: Roles that may give commands in an official's name, and name that official.
STAND_INS = frozenset({Role.SYSTEM, Role.IMPORTER})


@dataclass(frozen=True, slots=True)
class Grant:
    """One role, for one agency and one division; None stands for all of them."""

    role: Role
    agency: str | None = None
    division: str | None = None

    def __post_init__(self) -> None:
        if self.role in AGENCY_ROLES and self.agency is None:
            raise ValueError(f"the role {self.role.value} needs an agency")
        if self.role is Role.DIVISION_HEAD and self.division is None:
            raise ValueError("a division head needs a division")
        if self.division is not None and self.agency is None:
            raise ValueError("a division needs its agency")


@dataclass(frozen=True, slots=True)
class Principal:
    """A person or a client as the token tells of it: an id, and all its grants."""

    id: str
    grants: tuple[Grant, ...] = ()
    name: str | None = None  #: for people to read; never for decisions

    def has(self, *roles: Role) -> bool:
        """Whether any grant, in whatever unit, is of one of the roles."""
        return any(grant.role in roles for grant in self.grants)

    def require(self, *roles: Role) -> None:
        """Refuse with `RoleMissing` unless any grant is of one of the roles."""
        if not self.has(*roles):
            raise RoleMissing(roles=roles)

    @property
    def agencies(self) -> frozenset[str]:
        """The agencies that a grant names."""
        return frozenset(grant.agency for grant in self.grants if grant.agency is not None)

    def actor(
        self,
        agency: str | None = None,
        division: str | None = None,
        *,
        acting_for: str | None = None,
        delegable: bool = False,
    ) -> Actor:
        """The actor in that agency, with the roles that hold there and no others.

        Without `agency` or `division` it is the only one that the grants name. Raises `UnitUnclear` if there
        are several, `NotInAgency` if nothing holds there, and `ActingForRefused` if who would act for another
        is neither a system nor an importer. Where that is `delegable`, it is a claim instead: an actor
        without any role, until the service finds the delegation.
        """
        if agency is None:
            agency = _only(self.agencies)
        grants = [grant for grant in self.grants if grant.agency is None or grant.agency == agency]
        if delegable and acting_for not in (None, self.id) and self._claims(grants, agency):
            return Actor(self.id, agency, division, frozenset(), acting_for)
        if division is None:
            division = _only(frozenset(grant.division for grant in grants if grant.division is not None))
        grants = [grant for grant in grants if grant.division is None or grant.division == division]
        if not grants:
            raise NotInAgency(unit="/".join(part for part in (agency, division) if part) or "–")
        roles = frozenset(grant.role for grant in grants)
        if acting_for is not None and acting_for != self.id and roles.isdisjoint(STAND_INS):
            raise ActingForRefused(official=acting_for)
        return Actor(self.id, agency, division, roles, acting_for if acting_for != self.id else None)

    def _claims(self, grants: Sequence[Grant], agency: str | None) -> bool:
        """Whether to act for another needs a delegation, which only a colleague in the agency may have."""
        stands_in = any(grant.role in STAND_INS for grant in grants)
        return not stands_in and agency in self.agencies


def _only(units: frozenset[str]) -> str | None:
    if len(units) > 1:
        raise UnitUnclear(units=", ".join(sorted(units)))
    return next(iter(units), None)
