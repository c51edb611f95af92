"""The decision on paper: layout read back from the DOCX and the PDF, and the words."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.text.paragraph import Paragraph
from pypdf import PageObject, PdfReader

from services.catalog.domain.edition.signing import Signing, SigningAuthority, told_of
from services.catalog.domain.organisation.agency import AgencyKind
from services.catalog.printing.decision_docx import decision_docx
from services.catalog.printing.decision_pdf import decision_pdf
from services.catalog.printing.grounds import grounds_on
from services.catalog.printing.offices import Office, full_head_of, notation_of, seat_of
from services.catalog.printing.wording import day_in_words, decision_paper
from shared.contracts.catalog.parts import Coordination
from shared.kernel import CoordinationRole
from shared.printing.layout import DECREE_30_2020 as LAYOUT
from shared.printing.typesetting import font_of
from tests.unit.catalog.examples import hours, issued, procedure, stage, step
from tests.unit.catalog.printing.examples import PROVINCE, SNV, edition, sample

PT_OF_MM = 72 / 25.4
#: Letters of every kind that Vietnamese has: horn, breve, circumflex, each with each tone.
LETTERS = "ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸđĐạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"


@cache
def docx(**changes: object) -> DocxDocument:
    return Document(io.BytesIO(decision_docx(decision_paper(edition(**changes)))))


@cache
def pdf(**changes: object) -> PdfReader:
    return PdfReader(io.BytesIO(decision_pdf(decision_paper(edition(**changes)))))


def paragraphs(document: DocxDocument) -> list[Paragraph]:
    """All of them, those of the two blocks at the top and at the end too."""
    cells = [cell for table in document.tables[:2] for row in table.rows for cell in row.cells]
    return [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]


def look(document: DocxDocument, text: str) -> tuple[float, bool, bool, ALIGN]:
    """Size, bold, italic, alignment of the paragraph that begins so."""
    paragraph = next(one for one in paragraphs(document) if one.text.startswith(text))
    run = paragraph.runs[-1]
    assert run.font.size is not None
    assert paragraph.alignment is not None
    return run.font.size.pt, bool(run.bold), bool(run.italic), paragraph.alignment


# --- DOCX ----------------------------------------------------------------------------------------


def test_the_docx_has_the_decree_s_page_and_font() -> None:
    document = docx()
    section = document.sections[0]
    found = [round(side.mm, 1) for side in (section.page_width, section.page_height) if side]
    assert found == [210, 297]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides if side] == [20, 20, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert {run.font.name for one in paragraphs(document) for run in one.runs} == {None}


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic", "align"),
    [
        ("UBND TỈNH QUẢNG NAM", 13, False, False, ALIGN.CENTER),
        ("SỞ NỘI VỤ", 13, True, False, ALIGN.CENTER),
        ("Số: 05/QĐ-SNV", 13, False, False, ALIGN.CENTER),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False, ALIGN.CENTER),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, False, ALIGN.CENTER),
        ("Quảng Nam, ngày 20 tháng 11 năm 2026", 14, False, True, ALIGN.CENTER),
        ("QUYẾT ĐỊNH", 14, True, False, ALIGN.CENTER),
        ("Về việc ban hành Danh mục", 14, True, False, ALIGN.CENTER),
        ("GIÁM ĐỐC SỞ NỘI VỤ", 14, True, False, ALIGN.CENTER),
        ("Căn cứ Nghị định số 63/2010/NĐ-CP", 14, False, True, ALIGN.JUSTIFY),
        ("Điều 1.", 14, False, False, ALIGN.JUSTIFY),
        ("Nơi nhận:", 12, True, True, ALIGN.LEFT),
        ("- Như Điều 3;", 11, False, False, ALIGN.LEFT),
        ("- Lưu: VT.", 11, False, False, ALIGN.LEFT),
        ("Trần Văn Bình", 14, True, False, ALIGN.CENTER),
        ("PHỤ LỤC", 14, True, False, ALIGN.CENTER),
        ("(Kèm theo Quyết định số", 14, False, True, ALIGN.CENTER),
    ],
)
def test_each_part_of_the_docx_looks_as_the_decree_says(
    text: str, size: float, bold: bool, italic: bool, align: ALIGN
) -> None:
    assert look(docx(), text) == (size, bold, italic, align)


def test_paragraphs_begin_one_and_a_quarter_centimetres_in_with_room_between() -> None:
    body = next(one for one in docx().paragraphs if one.text.startswith("Điều 1."))
    form = body.paragraph_format
    assert form.first_line_indent is not None
    assert form.space_after is not None
    assert (round(form.first_line_indent.mm, 1), form.space_after.pt, form.line_spacing) == (12.7, 6, 1.1)


def test_pages_are_numbered_from_the_second_on_and_the_appendix_by_itself_on_its_side() -> None:
    first, appendix = docx().sections
    for section in (first, appendix):
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert section.header.paragraphs[0].alignment is ALIGN.CENTER
        assert not section.first_page_header.paragraphs[0].text
    assert appendix.orientation is WD_ORIENT.LANDSCAPE
    assert 'w:pgNumType w:start="1"' in appendix._sectPr.xml


def test_the_docx_s_table_repeats_its_heading_and_merges_what_stands_once() -> None:
    table = docx().tables[2]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert [cell.text for cell in table.rows[0].cells][::9] == ["STT", "Tổng thời gian (giờ làm việc)"]
    steps = sum(len(one.stages) and sum(len(each.steps) for each in one.stages) for one in sample())
    assert len(table.rows) == 1 + steps
    assert table.cell(1, 1)._tc is table.cell(8, 1)._tc  # the first procedure has eight steps
    assert table.cell(3, 2)._tc is table.cell(4, 2)._tc  # two of them side by side
    assert table.cell(1, 9).text == "75"


def test_equal_papers_are_equal_files() -> None:
    paper = decision_paper(edition())
    assert decision_docx(paper) == decision_docx(paper)
    assert decision_pdf(paper) == decision_pdf(paper)


# --- PDF -----------------------------------------------------------------------------------------


def places(page: PageObject) -> list[tuple[float, float, float, str]]:
    """Each piece of text: from the left and from the top in millimetres, its size, itself."""
    found: list[tuple[float, float, float, str]] = []

    def visit(text: str, matrix: list[float], _line: object, _font: object, size: float) -> None:
        if text.strip():
            left, top = matrix[4], float(page.mediabox.height) - matrix[5]
            found.append((left / PT_OF_MM, top / PT_OF_MM, size, text.strip()))

    page.extract_text(visitor_text=visit)
    return found


def test_the_pdf_has_the_decree_s_pages_and_fonts() -> None:
    reader = pdf()
    decision, appendix = reader.pages[0], reader.pages[-1]
    for page, paper in ((decision, (210, 297)), (appendix, (297, 210))):
        size = (float(page.mediabox.width) / PT_OF_MM, float(page.mediabox.height) / PT_OF_MM)
        assert size == pytest.approx(paper, abs=0.1)
    assert font_of() == "Tinos"  # brought by deploy/install-test-packages
    resources = decision["/Resources"]["/Font"]  # type: ignore[index]
    fonts = {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in resources.values()}
    assert {name.partition("-")[0] for name in fonts} == {"Tinos"}
    assert {"Tinos-Bold", "Tinos-Italic"} <= fonts


def test_the_pdf_keeps_to_the_margins() -> None:
    margins = LAYOUT.margins
    inside = [one for one in places(pdf().pages[0]) if one[3]]
    assert min(x for x, *_ in inside) >= margins.left - 0.5
    assert max(y for _, y, *_ in inside) <= LAYOUT.paper[1] - margins.bottom + 0.5


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("UBND TỈNH QUẢNG NAM", 13),
        ("Số: 05/QĐ-SNV", 13),
        ("CỘNG HÒA XÃ HỘI", 13),
        ("Độc lập - Tự do", 14),
        ("QUYẾT ĐỊNH", 14),
        ("Căn cứ Nghị định", 14),
        ("Nơi nhận:", 12),
        ("- Như Điều 3;", 11),
        ("GIÁM ĐỐC", 14),
    ],
)
def test_each_part_of_the_pdf_has_its_size(text: str, size: float) -> None:
    decision = [one for page in pdf().pages[:2] for one in places(page)]
    assert next(found for *_, found, said in decision if said.startswith(text)) == pytest.approx(size)


def test_the_pdf_says_what_the_paper_says_with_every_letter() -> None:
    entry = procedure(stage("G1", step("S01", content=LETTERS)))
    reader = pdf(procedures=(entry,))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert set(LETTERS) <= set(text)


def test_the_pdf_s_pages_are_numbered_from_the_second_on_and_the_appendix_by_itself() -> None:
    firsts = [page.extract_text().split("\n")[0] for page in pdf().pages]
    appendix = next(at for at, first in enumerate(firsts) if first.startswith("PHỤ LỤC"))
    assert firsts[0].startswith("UBND TỈNH")
    assert [first.strip() for first in firsts[appendix + 1 : appendix + 3]] == ["2", "3"]


def test_the_pdf_is_for_the_archive() -> None:
    metadata = pdf().xmp_metadata
    assert metadata is not None
    assert b"pdfaid:part" in metadata.stream.get_data()


@pytest.mark.parametrize(
    ("changes", "day"),
    [({}, date(2026, 11, 20)), ({"issue": None, "today": date(2026, 12, 3)}, date(2026, 12, 3))],
)
def test_the_files_are_of_the_decision_s_day_and_a_draft_of_the_day_that_it_is_laid_out_on(
    changes: dict[str, Any], day: date
) -> None:
    information = pdf(**changes).metadata
    assert information is not None
    assert information.creation_date is not None
    assert information.creation_date.date() == day
    written = docx(**changes).core_properties
    assert (written.created, written.modified) == (datetime.combine(day, time(), UTC),) * 2


def test_the_pdf_is_marked_for_readers_and_says_nothing_of_suspects() -> None:
    marked: Any = pdf().root_object["/MarkInfo"]
    assert marked == {"/Marked": True}  # poppler takes a suspects entry that is false for a wrong type


def test_no_text_of_a_catalogue_is_markup() -> None:
    name = '#panic("x") *đậm* $x$ \\ "ngoặc" @ref <nhãn> #import "/etc/passwd": a //'
    text = "".join(page.extract_text() for page in pdf(procedures=(procedure(name=name),)).pages)
    assert "#panic(" in text


def test_characters_that_no_font_has_keep_nobody_from_the_rest() -> None:
    name = "Cử đi học \ue0f0\ue0f1 tại \x93 nước ngoài"  # of private use, and a control
    text = "".join(page.extract_text() for page in pdf(procedures=(procedure(name=name),)).pages)
    assert "Cử đi học □□ tại □ nước" in " ".join(text.split())


# --- words ---------------------------------------------------------------------------------------


def test_a_draft_is_marked_and_leaves_number_and_date_open() -> None:
    paper = decision_paper(edition(issue=None))
    assert paper.draft_mark == "DỰ THẢO"
    assert paper.number.replace("\N{NO-BREAK SPACE}", "") == "Số: /QĐ-SNV"
    assert not any(mark.isdigit() for mark in paper.place_and_date)
    assert paper.signature.name == ""
    text = "\n".join(one.text for one in paragraphs(docx(issue=None)))
    assert "DỰ THẢO" in text
    assert "DỰ THẢO" in docx(issue=None).sections[1].header.paragraphs[0].text


def test_what_a_draft_lacks_is_told_as_not_settled() -> None:
    empty = procedure(stage("G1", step("S01", division="")), stage("G2"))
    (row,) = decision_paper(edition(issue=None, procedures=(empty,))).appendix.procedures
    assert row.stages[0].steps[0].unit == "chưa xác định"
    assert decision_docx(decision_paper(edition(issue=None, procedures=())))
    assert decision_pdf(decision_paper(edition(issue=None, procedures=())))


def test_a_draft_s_recipients_have_names_and_one_that_nobody_knows_is_told_so() -> None:
    known = {"STC": "Sở Tài chính", "STP": "Sở Tư pháp", "SNGV": "Sở Ngoại vụ"}
    paper = decision_paper(edition(issue=None, agencies=known))
    assert {"- Sở Tài chính;", "- chưa xác định (CAT);"} <= set(paper.recipients)
    units = [step.unit for one in paper.appendix.procedures for stage in one.stages for step in stage.steps]
    assert any(unit.endswith("phối hợp: chưa xác định (CAT)") for unit in units)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, "phối hợp: Sở Tài chính"),
        ({"role": CoordinationRole.LEAD}, "chủ trì: Sở Tài chính"),
        ({"role": CoordinationRole.INFORMED}, "nhận để biết: Sở Tài chính"),
        ({"time_limit": hours(4)}, "phối hợp: Sở Tài chính (trong 4 giờ làm việc)"),
        ({"goes_on_by_itself": True}, "phối hợp: Sở Tài chính (nhận đủ trả lời thì bước hoàn thành)"),
    ],
)
def test_an_agency_that_is_asked_stands_behind_the_unit_with_what_is_not_usual(
    change: Any, told: str
) -> None:
    asked = Coordination(responding_agency="STC", **change)
    paper = decision_paper(
        edition(procedures=(procedure(stage("G1", step("S01", division="VP", coordination=asked))),))
    )
    assert paper.appendix.procedures[0].stages[0].steps[0].unit == f"Văn phòng Sở; {told}"


def test_steps_side_by_side_say_so() -> None:
    first, *_ = decision_paper(edition()).appendix.procedures
    beside = [[step.name.endswith("(song song)") for step in stage.steps] for stage in first.stages]
    assert beside == [[False], [False], [True, True], *[[False]] * (len(first.stages) - 3)]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
    ],
)
def test_days_and_months_have_leading_zeros_where_the_decree_wants_them(day: date, words: str) -> None:
    assert day_in_words(day) == words


def test_grounds_end_with_semicolons_and_the_last_with_a_full_stop_and_are_of_their_day() -> None:
    *others, last = grounds_on(date(2021, 3, 1), "Sở Nội vụ")
    assert all(ground.endswith(";") for ground in others)
    assert last.endswith(".")
    assert "1085/QĐ-TTg" not in "".join(others)
    assert "1085/QĐ-TTg" in "".join(grounds_on(date(2025, 12, 31), "Sở Nội vụ"))
    assert "1085/QĐ-TTg" not in "".join(grounds_on(date(2026, 1, 1), "Sở Nội vụ"))


@pytest.mark.parametrize(
    ("day", "law"),
    [
        (date(2025, 2, 28), "ngày 19 tháng 6 năm 2015"),
        (date(2025, 3, 1), "ngày 19 tháng 02 năm 2025"),
        (date(2025, 6, 15), "ngày 19 tháng 02 năm 2025"),
        (date(2025, 6, 16), "ngày 16 tháng 6 năm 2025"),
    ],
)
def test_one_law_on_local_government_is_cited_and_it_is_the_one_in_force(day: date, law: str) -> None:
    (cited,) = (ground for ground in grounds_on(day, "Sở Nội vụ") if "chính quyền địa phương ngày" in ground)
    assert law in cited


@pytest.mark.parametrize(
    ("authority", "position", "lines"),
    [
        (SigningAuthority.HEAD, "", ("", "GIÁM ĐỐC")),
        (SigningAuthority.ACTING, "", ("", "Q. GIÁM ĐỐC")),
        (SigningAuthority.FOR_HEAD, "", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (SigningAuthority.BY_ORDER, "Chánh Văn phòng", ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")),
        (SigningAuthority.BY_DELEGATION, "Chánh Thanh tra", ("TUQ. GIÁM ĐỐC", "CHÁNH THANH TRA")),
    ],
)
def test_each_authority_signs_in_its_own_way(
    authority: SigningAuthority, position: str, lines: tuple[str, str]
) -> None:
    signature = decision_paper(edition(), Signing(authority=authority, position=position)).signature
    assert (signature.authority, signature.position) == lines


def test_what_the_issue_has_recorded_is_printed_whatever_is_told_later() -> None:
    recorded = Signing(authority=SigningAuthority.FOR_HEAD, position="Phó Giám đốc", place="Tam Kỳ")
    paper = decision_paper(edition(issue=replace(issued(), **told_of(recorded))), Signing(place="Hội An"))
    assert (paper.signature.authority, paper.signature.position) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert paper.place_and_date.startswith("Tam Kỳ, ")


def test_a_committee_signs_for_all_of_it_and_prints_no_agency_above() -> None:
    ward = Office(code="X01", kind=AgencyKind.COMMUNE, name="Ủy ban nhân dân phường Hải Châu")
    signing = Signing(authority=SigningAuthority.COLLECTIVE)
    paper = decision_paper(edition(issuer=ward, above=(PROVINCE,)), signing)
    assert (paper.parent, paper.authority) == ("", "ỦY BAN NHÂN DÂN PHƯỜNG HẢI CHÂU")
    assert (paper.signature.authority, paper.signature.position) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert paper.place_and_date.startswith("Hải Châu, ngày")


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Sở Nội vụ", "Giám đốc Sở Nội vụ"),
        ("Văn phòng UBND tỉnh", "Chánh Văn phòng UBND tỉnh"),
        ("Thanh tra tỉnh", "Chánh Thanh tra tỉnh"),
        ("Ban Dân tộc", "Trưởng ban Dân tộc"),
        ("Ủy ban nhân dân xã Trà My", "Chủ tịch Ủy ban nhân dân xã Trà My"),
    ],
)
def test_a_head_is_called_by_the_agency_s_kind(name: str, head: str) -> None:
    assert full_head_of(Office(code="X", kind=AgencyKind.DEPARTMENT, name=name)) == head


def test_seat_and_symbol_come_from_the_names() -> None:
    coded = Office(code="000.00.05.H47", kind=AgencyKind.DEPARTMENT, name="Sở Khoa học và Công nghệ")
    assert seat_of((SNV, PROVINCE)) == "Quảng Nam"
    assert seat_of((SNV,)) == ""
    assert [notation_of(one) for one in (SNV, PROVINCE, coded)] == ["SNV", "UBND", "SKHVCN"]
