"""How a decision is signed and filed, as its paper shows it."""

from dataclasses import dataclass
from enum import StrEnum

from services.catalog.domain.procedure.naming import check_name
from services.catalog.errors.edition.editions import DecisionIncomplete


class SigningAuthority(StrEnum):
    """In what right a decision is signed (Decree 30/2020/NĐ-CP, Appendix I, part II, item 7)."""

    HEAD = "head"  #: the head, in their own right
    COLLECTIVE = "TM"  #: thay mặt: on behalf of a body that decides together
    ACTING = "Q"  #: quyền: acting head
    FOR_HEAD = "KT"  #: ký thay: a deputy signs for the head
    BY_ORDER = "TL"  #: thừa lệnh: a head of a division, by order
    BY_DELEGATION = "TUQ"  #: thừa ủy quyền: by delegation


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """In what right and where a decision is signed, and where it is filed."""

    authority: SigningAuthority = SigningAuthority.HEAD
    position: str = ""  #: of who signs, where it isn't the head: "Phó Giám đốc"
    place: str = ""  #: in the date line; empty: the seat that the agencies' names tell
    drafting_unit: str = ""  #: behind "Lưu: VT", by its abbreviation


#: Nothing but the position says who signs in these rights.
_NEED_POSITION = (SigningAuthority.BY_ORDER, SigningAuthority.BY_DELEGATION)


def check_signing(signing: Signing) -> None:
    """Its texts can be printed, and nothing is missing that the paper shows."""
    for place in ("position", "place", "drafting_unit"):
        check_name(getattr(signing, place), f"signing/{place}", may_be_empty=True)
    if signing.authority in _NEED_POSITION and not signing.position.strip():
        raise DecisionIncomplete(where="signing/position")
