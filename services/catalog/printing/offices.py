"""What an agency, its head and its seat are called on paper."""

import re
from dataclasses import dataclass

from services.catalog.domain import decision_number
from services.catalog.domain.decision_number import COMMITTEE
from services.catalog.domain.organisation.agency import AgencyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An agency as papers name it."""

    code: str
    kind: AgencyKind
    name: str  #: in Vietnamese


#: The title of a head by how the agency's name begins; the first that fits.
_HEADS = (
    ("Ủy ban nhân dân", "Chủ tịch"),
    ("Uỷ ban nhân dân", "Chủ tịch"),
    ("UBND", "Chủ tịch"),
    ("Văn phòng", "Chánh Văn phòng"),
    ("Thanh tra", "Chánh Thanh tra"),
    ("Ban", "Trưởng ban"),
    ("Chi cục", "Chi cục trưởng"),
    ("Cục", "Cục trưởng"),
    ("Sở", "Giám đốc"),
    ("Trung tâm", "Giám đốc"),
    ("Phòng", "Trưởng phòng"),
)
_UNIT = re.compile(r"(?:tỉnh|thành phố|quận|huyện|thị xã|thị trấn|xã|phường|đặc khu)\b\s*", re.IGNORECASE)


def head_of(office: Office) -> str:
    """The title of its head: "Giám đốc", "Chủ tịch"; "Thủ trưởng" where the name tells nothing."""
    return next((title for start, title in _HEADS if office.name.startswith(start)), "Thủ trưởng")


def full_head_of(office: Office) -> str:
    """The title with the agency: "Giám đốc Sở Nội vụ", "Chánh Văn phòng UBND tỉnh"."""
    title = head_of(office)
    first = title.partition(" ")[2].lower()
    name = office.name
    if first and name.lower().startswith(first):
        name = name[len(first) :].strip()
    return f"{title} {name}".strip()


def short_name_of(office: Office) -> str:
    """With the usual abbreviation, as the agency above may be printed (Appendix I, part II, item 2)."""
    return COMMITTEE.sub("UBND ", office.name, count=1)


def is_committee(office: Office) -> bool:
    """Whether it is a people's committee."""
    return COMMITTEE.match(office.name) is not None


def prints_parent(office: Office) -> bool:
    """People's committees stand alone; others print the agency above them (Appendix I, part II, item 2)."""
    return office.kind is AgencyKind.DEPARTMENT and not is_committee(office)


def seat_of(offices: tuple[Office, ...]) -> str:
    """The place in a date line: the first of these, from the issuer up, whose name has one.

    An agency of a province gives the province's name, a commune its own. Empty where none has one.
    """
    for office in offices:
        found = COMMITTEE.match(office.name)
        if found is None:
            continue
        unit = office.name[found.end() :]
        if place := _UNIT.sub("", unit, count=1).strip():
            return place
    return ""


def notation_of(office: Office) -> str:
    """The issuer's part of a decision's symbol: "SNV" in "05/QĐ-SNV"."""
    return decision_number.notation_of(office.code, office.name)
