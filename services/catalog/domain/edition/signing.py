"""What a decision says of itself: its number and its day, and how it is signed and filed."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from services.catalog.domain.decision_number import NUMBERED, check_decision_number, notation_of
from services.catalog.domain.edition.rules import day_in_words
from services.catalog.domain.organisation.agency import Agency
from services.catalog.domain.procedure.naming import check_name
from services.catalog.errors.edition.editions import DecisionIncomplete, InForceBeforeDecision
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.vocabulary import described, within
from shared.decider import command


class SigningAuthority(StrEnum):
    """In what right a decision is signed (Decree 30/2020/NĐ-CP, Appendix I, part II, item 7)."""

    HEAD = "head"  #: the head, in their own right
    COLLECTIVE = "TM"  #: thay mặt: on behalf of a body that decides together
    ACTING = "Q"  #: quyền: acting head
    FOR_HEAD = "KT"  #: ký thay: a deputy signs for the head
    BY_ORDER = "TL"  #: thừa lệnh: a head of a division, by order
    BY_DELEGATION = "TUQ"  #: thừa ủy quyền: by delegation


_ShortText = Annotated[str, within(max_length=200)]


@command
class Signing:
    """In what right and where a decision is signed, and where it is filed, as its paper shows it."""

    authority: Annotated[
        SigningAuthority,
        described("In what right (Decree 30/2020/NĐ-CP, Appendix I): `head`, `TM`, `Q`, `KT`, `TL`, `TUQ`."),
    ] = SigningAuthority.HEAD
    position: Annotated[_ShortText, described('Of who signs, where it isn\'t the head: "Phó Giám đốc".')] = ""
    place: Annotated[_ShortText, described("In the date line; without it: the seat of the agency.")] = ""
    drafting_unit: Annotated[_ShortText, described('Behind "Lưu: VT", by its abbreviation.')] = ""


#: Nothing but the position says who signs in these rights.
_NEED_POSITION = (SigningAuthority.BY_ORDER, SigningAuthority.BY_DELEGATION)


#: How `check_decision` may refuse.
DECIDED = (DecisionIncomplete, *NUMBERED, InForceBeforeDecision)


def check_decision(
    number: str, issuer: Agency, signed_by: str, day: date | None, in_force_from: date
) -> date:
    """It is whole, and what it issues enters into force no earlier than its day; which day that is."""
    for place, text in (("decision_number", number), ("signed_by", signed_by)):
        if not text.strip():
            raise DecisionIncomplete(where=place)
    check_decision_number(number, "decision_number", f"QĐ-{notation_of(issuer.code, issuer.name_vi)}")
    check_name(signed_by, "signed_by")
    if day is None:
        raise DecisionIncomplete(where="decision_date")
    if in_force_from < day:
        raise InForceBeforeDecision(
            where="in_force_from", in_force_from=day_in_words(in_force_from), decision_date=day_in_words(day)
        )
    return day


def check_signing(signing: Signing) -> None:
    """Its texts can be printed, and nothing is missing that the paper shows."""
    for place in ("position", "place", "drafting_unit"):
        check_name(getattr(signing, place), f"signing/{place}", may_be_empty=True)
    if signing.authority in _NEED_POSITION and not signing.position.strip():
        raise DecisionIncomplete(where="signing/position")


def told_of(signing: Signing | None) -> dict[str, Any]:
    """What an issue says of how it was signed; nothing where that isn't recorded."""
    if signing is None:
        return {}
    return {
        "signing_authority": signing.authority.value,
        "signer_position": signing.position,
        "signing_place": signing.place,
        "drafting_unit": signing.drafting_unit,
    }


def signing_of(issue: CatalogueIssued) -> Signing | None:
    """How an issue was signed; None: not recorded, its paper is told at each printing."""
    if issue.signing_authority is None:
        return None
    return Signing(
        authority=SigningAuthority(issue.signing_authority),
        position=issue.signer_position,
        place=issue.signing_place,
        drafting_unit=issue.drafting_unit,
    )
