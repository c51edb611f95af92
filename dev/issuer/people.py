"""The demo's people and clients: one for each role, in an agency of choice."""

from dataclasses import dataclass

from shared.auth import Grant, Principal
from shared.kernel import Role

DEMO_AGENCY = "SNV"
DEMO_DIVISION = "VP"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person of the demo, who exists in any agency that is asked for."""

    key: str  #: how the person is asked for
    name: str
    position: str
    roles: tuple[Role, ...]

    def in_agency(self, agency: str, division: str | None) -> Principal:
        """The person as a principal, with each role as narrow as it gets."""
        return Principal(self.key, tuple(grant_of(role, agency, division) for role in self.roles), self.name)


PEOPLE = (
    DemoPerson("cong-chuc", "Nguyễn Thị Thu", "Công chức", (Role.OFFICIAL,)),
    DemoPerson("truong-phong", "Trần Văn Hòa", "Trưởng phòng", (Role.DIVISION_HEAD, Role.OFFICIAL)),
    DemoPerson("giam-doc", "Lê Minh Đức", "Giám đốc Sở", (Role.AGENCY_HEAD,)),
    DemoPerson("bien-tap", "Phạm Thị Hạnh", "Người soạn danh mục", (Role.CATALOGUE_EDITOR,)),
    DemoPerson("tham-dinh", "Võ Quang Vinh", "Người thẩm định, Sở Nội vụ", (Role.REVIEWER,)),
    DemoPerson("chu-tich", "Huỳnh Ngọc Ánh", "Lãnh đạo tỉnh", (Role.PROVINCE_LEADER,)),
    DemoPerson("kiem-toan", "Đặng Thị Mai", "Kiểm toán viên", (Role.AUDITOR,)),
)

#: Clients of the client-credentials grant, each with its one role, for the whole province.
CLIENTS = {
    "importer": Principal("importer", (Grant(Role.IMPORTER),)),
    "operator": Principal("operator", (Grant(Role.OPERATOR),)),
    "system": Principal("system", (Grant(Role.SYSTEM),)),
    "auditor": Principal("auditor", (Grant(Role.AUDITOR),)),
}

_IN_DIVISION = frozenset({Role.OFFICIAL, Role.DIVISION_HEAD})
_IN_AGENCY = frozenset({Role.AGENCY_HEAD, Role.CATALOGUE_EDITOR})


def grant_of(role: Role, agency: str, division: str | None) -> Grant:
    """The role as it is held: in a division, an agency, or everywhere. ValueError if a unit is missing."""
    if role in _IN_DIVISION:
        return Grant(role, agency, division)
    return Grant(role, agency) if role in _IN_AGENCY else Grant(role)


def person_of(key: str, agency: str, division: str | None, role: Role | None = None) -> Principal | None:
    """A person of the table; or, with `role`, an official of any name. None if there is no such person."""
    if role is not None:
        return Principal(key, (grant_of(role, agency, division),))
    known = next((person for person in PEOPLE if person.key == key), None)
    return known.in_agency(agency, division) if known is not None else None
