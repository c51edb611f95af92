"""Who is signed in, with all that they may be; and the one actor that they are in one agency."""

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
        acting_for = None if acting_for == self.id else acting_for
        agency = _only(self.agencies) if agency is None else agency
        held = self.grants_in(agency)
        if acting_for is not None and delegable and self._needs_delegation(held, agency):
            return Actor(self.id, agency, division, frozenset(), acting_for)
        division = held.only_division if division is None else division
        held = held.in_division(division)
        if not held.roles:
            raise NotInAgency(unit="/".join(filter(None, (agency, division))) or "–")
        if acting_for is not None and not held.delegates:
            raise ActingForRefused(official=acting_for)
        return Actor(self.id, agency, division, held.roles, acting_for)

    def _needs_delegation(self, held: "Grants", agency: str | None) -> bool:
        """Whether to act for another needs one, which only a colleague in the agency may have."""
        return not held.delegates and agency in self.agencies

    def grants_in(self, agency: str | None) -> "Grants":
        """What holds in that agency: its own grants, and those for the whole province."""
        return Grants(tuple(grant for grant in self.grants if grant.agency in (None, agency)))


@dataclass(frozen=True, slots=True)
class Grants:
    """The grants that hold in one unit."""

    grants: tuple[Grant, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that they give."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def delegates(self) -> bool:
        """Whether one of them lets its holder act for others without a delegation."""
        return not self.roles.isdisjoint(STAND_INS)

    @property
    def only_division(self) -> str | None:
        """The one division that they name; None if they name none. Raises `UnitUnclear` if several."""
        return _only(frozenset(grant.division for grant in self.grants if grant.division is not None))

    def in_division(self, division: str | None) -> "Grants":
        """Those that hold in that division: its own, and those for the whole agency."""
        return Grants(tuple(grant for grant in self.grants if grant.division in (None, division)))


def _only(units: frozenset[str]) -> str | None:
    if len(units) > 1:
        raise UnitUnclear(units=", ".join(sorted(units)))
    return next(iter(units), None)
