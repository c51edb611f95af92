"""What a decision on a catalogue says, in the administrative Vietnamese of such papers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from services.catalog.domain.edition.signing import Signing, SigningAuthority, signing_of
from services.catalog.domain.organisation.agency import AgencyKind
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.printing.grounds import grounds_on
from services.catalog.printing.offices import (
    Office,
    full_head_of,
    head_of,
    is_committee,
    notation_of,
    prints_parent,
    seat_of,
    short_name_of,
)
from services.catalog.printing.paper import DecisionPaper, Signature
from services.catalog.printing.table import UNSETTLED, appendix
from shared.contracts.catalog.editions import CatalogueIssued

_OPEN = "…"
_GAP = "\N{NO-BREAK SPACE}" * 6  #: where a hand will write
_DOTTED_DAY = "ngày ..... tháng ..... năm ....."  #: the same inside running text
_OPEN_DAY = f"ngày{_GAP}tháng{_GAP}năm{_GAP}{_GAP}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition with all that its papers name."""

    issuer: Office
    above: tuple[Office, ...]  #: the agency over the issuer, the one over that one, …
    number: int
    procedures: tuple[Procedure, ...]
    today: date  #: that a draft is laid out on
    issue: CatalogueIssued | None = None  #: None: a draft
    replaces: tuple[str, date] | None = None  #: number and date of the decision that this one replaces
    divisions: Mapping[str, str] = field(default_factory=dict)  #: the issuer's, code to name
    agencies: Mapping[str, str] = field(default_factory=dict)  #: others that it names, code to name


def decision_paper(edition: Edition, signing: Signing = Signing()) -> DecisionPaper:
    """The decision that issues the edition; of a draft, one that leaves number and date open.

    `signing` counts where the issue has recorded none.
    """
    issuer, issue = edition.issuer, edition.issue
    signing = _signing(edition, signing)
    day = issue.decision_date if issue else edition.today
    subject = f"Danh mục thủ tục giải quyết công việc nội bộ và liên cơ quan của {issuer.name}"
    return DecisionPaper(
        draft_mark="" if issue else "DỰ THẢO",
        parent=short_name_of(edition.above[0]).upper() if edition.above and prints_parent(issuer) else "",
        issuer=issuer.name.upper(),
        number=f"Số: {_number(edition)}",
        national_name="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        motto="Độc lập - Tự do - Hạnh phúc",
        place_and_date=f"{_place(edition, signing) or _OPEN}, {_dated(issue)}",
        title="QUYẾT ĐỊNH",
        excerpt=f"Về việc ban hành {subject}",
        authority=_authority(issuer, signing),
        grounds=grounds_on(day, issuer.name),
        decides="QUYẾT ĐỊNH:",
        articles=_articles(edition, subject),
        signature=_signature(edition, signing),
        recipients_heading="Nơi nhận:",
        recipients=_recipients(edition, signing),
        appendix=appendix(
            edition.procedures, _names(edition), subject.upper(), _belongs_to(edition, signing)
        ),
        subject=f"{subject} (lần ban hành thứ {edition.number})",
        dated=day,
    )


def lacks_place(edition: Edition) -> bool:
    """Whether the date line has no place: none is told, and no name above the issuer has one."""
    return not _place(edition, _signing(edition, Signing()))


def _signing(edition: Edition, told: Signing) -> Signing:
    return (signing_of(edition.issue) if edition.issue else None) or told


def _place(edition: Edition, signing: Signing) -> str:
    return signing.place or seat_of((edition.issuer, *edition.above))


def day_in_words(day: date) -> str:
    """Days under 10, and the months 1 and 2, with a leading zero (Appendix I, part II, item 4)."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _number(edition: Edition) -> str:
    if edition.issue is None:
        return f"{_GAP}/QĐ-{notation_of(edition.issuer)}"
    number, slash, symbol = edition.issue.decision_number.partition("/")
    return (f"{int(number):02}" if number.isascii() and number.isdigit() else number) + slash + symbol


def _dated(issue: CatalogueIssued | None) -> str:
    return day_in_words(issue.decision_date) if issue else _OPEN_DAY


def _authority(issuer: Office, signing: Signing) -> str:
    if signing.authority is SigningAuthority.COLLECTIVE:
        return issuer.name.upper()
    return full_head_of(issuer).upper()


def _signature(edition: Edition, signing: Signing) -> Signature:
    head = head_of(edition.issuer).upper()
    position = signing.position.strip().upper()
    name = edition.issue.signed_by if edition.issue else ""
    match signing.authority:
        case SigningAuthority.HEAD:
            return Signature(authority="", position=position or head, name=name)
        case SigningAuthority.ACTING:
            return Signature(authority="", position=f"Q. {position or head}", name=name)
        case SigningAuthority.COLLECTIVE:
            body = "ỦY BAN NHÂN DÂN" if is_committee(edition.issuer) else edition.issuer.name.upper()
            return Signature(authority=f"TM. {body}", position=position or head, name=name)
        case other:
            usual = f"PHÓ {head}" if other is SigningAuthority.FOR_HEAD else ""
            return Signature(authority=f"{other.value}. {head}", position=position or usual, name=name)


def _articles(edition: Edition, subject: str) -> tuple[tuple[str, str], ...]:
    name, count = edition.issuer.name, len(edition.procedures)
    department = edition.issuer.kind is AgencyKind.DEPARTMENT
    heads = (
        "Trưởng các phòng, đơn vị" if department else "Thủ trưởng các cơ quan, đơn vị"
    ) + f" thuộc {name}"
    force = day_in_words(edition.issue.in_force_from) if edition.issue else _DOTTED_DAY
    replaced = _replaced(edition.issuer, *edition.replaces) if edition.replaces else ""
    return (
        (
            "Điều 1.",
            f"Ban hành kèm theo Quyết định này {subject}, gồm {count:02} thủ tục (có Phụ lục kèm theo).",
        ),
        (
            "Điều 2.",
            f"{heads} tổ chức giải quyết công việc theo đúng trình tự, trách nhiệm và thời hạn quy định tại "
            "Danh mục. Đơn vị chủ trì chịu trách nhiệm về tổng thời gian giải quyết, kể cả thời gian thực "
            "hiện của đơn vị phối hợp. Danh mục được rà soát hằng năm; khi có thay đổi thì cập nhật và ban "
            "hành lại.",
        ),
        (
            "Điều 3.",
            f"Quyết định này có hiệu lực thi hành kể từ {force}{replaced}. {heads} và các cơ quan, tổ chức, "
            "cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.",
        ),
    )


def _replaced(issuer: Office, number: str, day: date) -> str:
    return f" và thay thế Quyết định số {number} {day_in_words(day)} của {full_head_of(issuer)}"


def _recipients(edition: Edition, signing: Signing) -> tuple[str, ...]:
    """Who gets the decision; the agencies that it names, of many only that they are many."""
    named = sorted({code for procedure in edition.procedures for code in procedure.named_agencies()})
    agencies = _agencies(edition)
    names = [agencies.get(code, code) for code in named if code != edition.issuer.code]
    above = [f"{edition.above[0].name} (để báo cáo)"] if edition.above else []
    related = names if len(names) <= 5 else ["Các cơ quan có tên trong Danh mục (để phối hợp)"]
    filed = f"Lưu: VT, {signing.drafting_unit}." if signing.drafting_unit else "Lưu: VT."
    items = ["Như Điều 3", *above, *related, f"Cổng/Trang thông tin điện tử của {edition.issuer.name}"]
    return (*(f"- {item};" for item in items), f"- {filed}")


def _names(edition: Edition) -> Mapping[str, str]:
    return {**_agencies(edition), **edition.divisions}


def _agencies(edition: Edition) -> Mapping[str, str]:
    """The agencies that it names; a draft may name one that nobody knows yet."""
    named = {code for procedure in edition.procedures for code in procedure.named_agencies()}
    unknown = {code: f"{UNSETTLED} ({code})" for code in named} if edition.issue is None else {}
    return {**unknown, **edition.agencies}


def _belongs_to(edition: Edition, signing: Signing) -> str:
    """Number and date stay open: an electronic document has them in its signature (part III, item 1)."""
    by = (
        edition.issuer.name
        if signing.authority is SigningAuthority.COLLECTIVE
        else full_head_of(edition.issuer)
    )
    symbol = _number(edition).partition("/")[2]
    return f"(Kèm theo Quyết định số{_GAP}/{symbol} {_OPEN_DAY}của {by})"
