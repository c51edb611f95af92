"""Who acts in the story, as they sign in, and as the catalog knows them."""

from dataclasses import dataclass
from typing import Any

from shared.auth import Grant, Principal
from shared.kernel import Role

_OF_DIVISIONS = frozenset({Role.OFFICIAL, Role.DIVISION_HEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An official of an agency."""

    official: str
    name: str
    position: str
    agency: str
    role: Role
    divisions: tuple[str, ...] = ()

    @property
    def signed_in(self) -> Principal:
        """The official with the official's role."""
        if self.role in _OF_DIVISIONS:
            grants = tuple(Grant(self.role, self.agency, one) for one in self.divisions)
            return Principal(self.official, grants)
        return Principal(self.official, (Grant(self.role, self.agency),))

    @property
    def appointment(self) -> dict[str, Any]:
        """The body of the appointment."""
        return {
            "official": self.official,
            "name": self.name,
            "position": self.position,
            "roles": [self.role.value],
            "divisions": list(self.divisions),
        }


def _of_home_affairs(key: str, name: str, position: str, role: Role, *divisions: str) -> Person:
    official = f"snv.{key}"
    return Person(
        official=official, name=name, position=position, agency="SNV", role=role, divisions=divisions
    )


_LAN = _of_home_affairs("lan", "Nguyễn Thị Lan", "Chuyên viên", Role.OFFICIAL, "VP")
_MINH = _of_home_affairs("minh", "Lê Quang Minh", "Chuyên viên", Role.OFFICIAL, "CCVC")
_HOA = _of_home_affairs("hoa", "Trần Văn Hòa", "Chánh Văn phòng", Role.DIVISION_HEAD, "VP")
_BINH = _of_home_affairs("binh", "Trần Văn Bình", "Phó Giám đốc", Role.AGENCY_HEAD)
_THAO = _of_home_affairs("thao", "Phạm Thị Thảo", "Chuyên viên", Role.CATALOGUE_EDITOR)
_VINH = _of_home_affairs("vinh", "Võ Quang Vinh", "Chuyên viên", Role.REVIEWER)
_NAM = Person(
    official="sct.nam",
    name="Đỗ Hoài Nam",
    position="Chuyên viên",
    agency="SCT",
    role=Role.CATALOGUE_EDITOR,
)
_HUNG = Person(
    official="stc.hung", name="Bùi Mạnh Hùng", position="Giám đốc", agency="STC", role=Role.AGENCY_HEAD
)
#: Appointed later than the others.
OF_FINANCE = Person(
    official="stc.thanh",
    name="Lê Minh Thanh",
    position="Chuyên viên",
    agency="STC",
    role=Role.OFFICIAL,
    divisions=("VP",),
)

PEOPLE = (_LAN, _MINH, _HOA, _BINH, _THAO, _VINH, _NAM, _HUNG)

LAN, MINH, HOA, BINH = (one.signed_in for one in (_LAN, _MINH, _HOA, _BINH))
THAO, VINH, NAM, HUNG = (one.signed_in for one in (_THAO, _VINH, _NAM, _HUNG))
THANH = OF_FINANCE.signed_in
CHAIR = Principal("ubnd.chu-tich", (Grant(Role.PROVINCE_LEADER),))
OPERATOR = Principal("quan-tri", (Grant(Role.OPERATOR),))
IMPORTER = Principal("nhap-lieu", (Grant(Role.IMPORTER),))
