"""What is added to a case and moves nothing: comments, documents, links, and a mended subject."""

from typing import Any

import pytest

from services.cases.domain.attaching import AttachDocument, DocumentKind
from services.cases.domain.cancelling import CancelCase
from services.cases.domain.commenting import AddComment
from services.cases.domain.correcting_subject import CorrectSubject
from services.cases.domain.known import KnownNow
from services.cases.domain.linking import LinkCase
from services.cases.domain.opening import OpenCase, open_for
from services.cases.domain.secrecy import is_marked_secret
from services.cases.domain.suspending import ResumeCase, SuspendCase
from services.cases.errors.course import CaseAlreadyCancelled, CaseNotOpened, SubjectMissing
from services.cases.errors.remarks import (
    AlreadyLinked,
    CommentMissing,
    DocumentAlreadyAttached,
    DocumentNameMissing,
    LinkedCaseUnknown,
    LinkedToItself,
    SecretRefused,
    SubjectUnchanged,
)
from services.cases.errors.who import MayNotRemark, NoPartInCase
from shared.contracts.cases.course import AnsweredCoordination, SubjectCorrected
from shared.contracts.cases.remarks import CaseLinked, CommentAdded, DocumentAttached
from shared.contracts.declaring import untold_fields
from shared.decider import Act
from shared.errors import EffectiveTooEarly, Language
from shared.kernel import Actor
from tests.unit.cases.builder import (
    AGENCY,
    BINH,
    CODE,
    HOUR,
    IMPORTER,
    KNOWN,
    LAN,
    MINH,
    MONDAY,
    NUMBER,
    PROVINCE,
    STRANGER,
    SYSTEM,
    Story,
    opened,
)

SHA = "0f" * 32
DOCUMENT = {"name": "Tờ trình.pdf", "size": 12, "sha256": SHA, "address": "https://qlvb/1"}
OTHER, FOREIGN = "SNV-261201-0002", "SCT-261201-0001"
LINKS = KnownNow(
    number=NUMBER,
    directories=KNOWN.directories,
    procedures=KNOWN.procedures,
    calendars=KNOWN.calendars,
    agencies={OTHER: AGENCY, FOREIGN: "SCT"},
)
REMARKS: list[tuple[type, dict[str, Any]]] = [
    (AddComment, {"text": "Đã gọi điện"}),
    (AttachDocument, DOCUMENT),
    (LinkCase, {"other_case": OTHER}),
    (CorrectSubject, {"subject": "Bổ nhiệm Trưởng phòng"}),
]


def case() -> Story:
    return opened(known=LINKS)


@pytest.mark.parametrize("by", [LAN, MINH, BINH, SYSTEM, IMPORTER])
@pytest.mark.parametrize(("command", "fields"), REMARKS[:3])
def test_everybody_who_works_for_the_agency_adds_to_a_case(
    by: Actor, command: type, fields: dict[str, Any]
) -> None:
    assert len(case().then(command, by, **fields).events) == 2


@pytest.mark.parametrize("by", [PROVINCE, STRANGER])
@pytest.mark.parametrize(("command", "fields"), REMARKS[:3])
def test_nobody_else_does(by: Actor, command: type, fields: dict[str, Any]) -> None:
    case().when(command, by, **fields).refused(MayNotRemark)


@pytest.mark.parametrize(("command", "fields"), REMARKS)
def test_also_while_the_case_is_suspended_and_not_after_its_end(
    command: type, fields: dict[str, Any]
) -> None:
    suspended = case().then(SuspendCase, BINH, reason="Chờ")
    assert len(suspended.then(command, LAN, **fields).events) == 3
    cancelled = case().then(CancelCase, BINH, reason="x")
    cancelled.when(command, LAN, **fields).refused(CaseAlreadyCancelled)
    Story(known=LINKS).when(command, LAN, **fields).refused(CaseNotOpened)


@pytest.mark.parametrize(("command", "fields"), REMARKS)
def test_nothing_builds_on_a_remark_and_it_builds_on_the_clocks_last_start(
    command: type, fields: dict[str, Any]
) -> None:
    remarked = case().then(command, LAN, **fields)
    before = remarked.now - HOUR - HOUR / 2
    assert remarked.then(SuspendCase, BINH, reason="x", at=before).state.suspensions == 1
    resumed = case().then(SuspendCase, BINH, reason="x").then(ResumeCase, BINH)
    early = resumed.now - 2 * HOUR
    resumed.when(command, LAN, **fields, at=early).refused(EffectiveTooEarly, "at")


# ---- comments


def test_a_comment_is_kept_and_its_text_isnt_told() -> None:
    story = case()
    expected = story.fact(CommentAdded, text="Đã gọi điện", commented_by="lan", commented_at=story.now)
    story.when(AddComment, LAN, text=" Đã gọi điện ").then(expected)
    assert untold_fields(CommentAdded) == {"text", "documents"}
    story.when(AddComment, LAN, text=" \u200b").refused(CommentMissing, "text")


# ---- documents


def test_a_document_is_attached_once_and_only_its_kind_is_told() -> None:
    story = case()
    expected = story.fact(
        DocumentAttached, **DOCUMENT, kind="result", attached_by="lan", attached_at=story.now
    )
    after = story.when(AttachDocument, LAN, **DOCUMENT, kind=DocumentKind.RESULT).then(expected)
    assert after.state.documents == [SHA]
    assert untold_fields(DocumentAttached) == {"name", "size", "sha256", "address"}
    again = story.then(AttachDocument, LAN, **DOCUMENT)
    again.when(AttachDocument, LAN, **(DOCUMENT | {"name": "b"})).refused(DocumentAlreadyAttached, "sha256")
    story.when(AttachDocument, LAN, **(DOCUMENT | {"name": " "})).refused(DocumentNameMissing, "name")


SECRET = [
    "Mật",
    "MẬT",
    "TỐI MẬT",
    "Tuyệt mật",
    "tuyệt  mật",
    "Công văn 12 (Mật).pdf",
    "MẬT_bao-cao.pdf",
    "toi-mat.docx",
    "TUYET_MAT.pdf",
    "Độ mật: Mật",
    "Văn bản mật gửi UBND",
    "M\u00e2\u0323t",
]
ORDINARY = [
    "Bảo vệ bí mật nhà nước",
    "Báo cáo bảo mật hệ thống",
    "Mật độ xây dựng",
    "Cấp lại mật khẩu",
    "Sản xuất mật ong",
    "Mật mã dân sự",
    "mat-bang.dwg",
    "Bổ nhiệm Phó Trưởng phòng",
    "",
]


@pytest.mark.parametrize("text", SECRET)
def test_what_bears_a_grade_of_secrecy_is_refused_with_a_message_that_repeats_nothing(text: str) -> None:
    refusals = [
        case().when(AttachDocument, LAN, **(DOCUMENT | {"name": text})).refused(SecretRefused, "name"),
        case().when(AttachDocument, LAN, **DOCUMENT, marking=text).refused(SecretRefused, "marking"),
        case().when(CorrectSubject, LAN, subject=text).refused(SecretRefused, "subject"),
        Story()
        .when(OpenCase, LAN, agency=AGENCY, procedure=CODE, subject=text)
        .refused(SecretRefused, "subject"),
    ]
    for refusal in refusals:
        assert refusal.values == {}
        assert text not in (refusal.message(Language.VI), refusal.message(Language.EN))


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_no_secrets(text: str) -> None:
    assert not is_marked_secret(text)


# ---- links


def test_a_case_is_linked_to_another_of_its_agency_once() -> None:
    story = case()
    expected = story.fact(CaseLinked, other_case=OTHER, linked_by="lan", linked_at=story.now)
    story.when(LinkCase, LAN, other_case=OTHER).then(expected)
    linked = story.then(LinkCase, LAN, other_case=OTHER)
    linked.when(LinkCase, LAN, other_case=OTHER).refused(AlreadyLinked, "other_case")
    story.when(LinkCase, LAN, other_case=NUMBER).refused(LinkedToItself, "other_case")


@pytest.mark.parametrize("number", [FOREIGN, "SNV-261201-9999"])
def test_of_another_agencys_case_nothing_is_known(number: str) -> None:
    refusal = case().when(LinkCase, LAN, other_case=number).refused(LinkedCaseUnknown, "other_case")
    assert str(refusal) == f"There is no case {number}."


def test_a_case_is_linked_to_the_one_of_another_agency_that_it_answers() -> None:
    asked = AnsweredCoordination(case_number=FOREIGN, coordination=1, agency="SCT")
    opening = OpenCase(agency=AGENCY, procedure=CODE, subject="Góp ý")
    act = Act(by=LAN, at=MONDAY, recorded_at=MONDAY)
    answering = Story(open_for(Story().state, opening, act, KNOWN, asked, FOREIGN), now=MONDAY + HOUR)
    assert answering.then(LinkCase, LAN, other_case=FOREIGN).state.links == [FOREIGN]


# ---- the subject


def test_a_subject_is_corrected_with_old_and_new() -> None:
    story = case()
    expected = story.fact(
        SubjectCorrected,
        old="Bổ nhiệm Phó Trưởng phòng",
        new="Bổ nhiệm Trưởng phòng",
        corrected_by="lan",
        corrected_at=story.now,
    )
    after = story.when(CorrectSubject, LAN, subject=" Bổ nhiệm Trưởng phòng ").then(expected)
    assert after.state.subject == "Bổ nhiệm Trưởng phòng"


def test_a_subject_is_corrected_by_who_has_a_part_and_to_another_one() -> None:
    case().when(CorrectSubject, MINH, subject="x").refused(NoPartInCase)
    case().when(CorrectSubject, LAN, subject=" ").refused(SubjectMissing, "subject")
    same = "Bổ nhiệm Phó Trưởng phòng"
    case().when(CorrectSubject, LAN, subject=same).refused(SubjectUnchanged, "subject")
    assert case().then(CorrectSubject, BINH, subject="x").state.subject == "x"
