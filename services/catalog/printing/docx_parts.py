"""What the DOCX is put together of: paragraphs, rules, page numbers."""

import io
import zipfile
from datetime import UTC, datetime

from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from shared.printing.layout import Layout
from shared.printing.texts import readable

#: Mean width of a letter of bold capitals and of mixed text of this font, in its size.
_CAPITALS, _MIXED = 0.72, 0.46
_EPOCH = datetime(2020, 3, 5, tzinfo=UTC)  #: the Decree's day stands in for the file's, which tells nothing


def set_defaults(document: DocxDocument, layout: Layout) -> None:
    """Font, size and language of everything that doesn't say otherwise; no space between paragraphs."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = layout.font, Pt(layout.sizes.body)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
        fonts.set(qn(script), layout.font)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    document.core_properties.created = document.core_properties.modified = _EPOCH


def put(
    place: DocxDocument | _Cell | Paragraph,
    text: str,
    size: float,
    align: ALIGN,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    framed: bool = False,
) -> Paragraph:
    """Add a paragraph, or text to one. `before` and `after` in points, `indent` on both sides in mm."""
    paragraph = place if isinstance(place, Paragraph) else _paragraph(place)
    paragraph.alignment = align
    form = paragraph.paragraph_format
    if not isinstance(place, Paragraph):
        form.space_before, form.space_after = Pt(before), Pt(after)
        if indent:
            form.left_indent = form.right_indent = Mm(indent)
    if text:
        run = paragraph.add_run(readable(text))
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
    if framed:
        form.left_indent = form.right_indent = Mm(16)
        form.space_before = Pt(6)
        _border(paragraph, "top", "left", "bottom", "right")
    return paragraph


def _paragraph(place: DocxDocument | _Cell) -> Paragraph:
    """A new one; in a cell the empty one that each has, first."""
    if isinstance(place, _Cell) and len(place.paragraphs) == 1 and not place.paragraphs[0].runs:
        first: Paragraph = place.paragraphs[0]
        if first.paragraph_format.line_spacing is None:
            return first
    added: Paragraph = place.add_paragraph()
    return added


def space(place: DocxDocument | _Cell, points: float, *, keep: bool = False) -> None:
    """Leave so much room; `keep`: on the page of what follows."""
    paragraph = place.add_paragraph()
    paragraph.paragraph_format.keep_with_next = keep
    paragraph.paragraph_format.line_spacing = Pt(points)


def line_under(
    place: DocxDocument | _Cell, text: str, size: float, width: float, share: float, indent: float = 0
) -> None:
    """A rule of a share of the width of the text above it, centred in `width` millimetres.

    `indent` is the text's own, at both sides.
    """
    mean = _CAPITALS if text.isupper() else _MIXED
    length = min(len(text) * mean * size / 72 * 25.4, width - 2 * indent) * share
    paragraph = place.add_paragraph()
    form = paragraph.paragraph_format
    form.line_spacing, form.space_before, form.space_after = Pt(3), Pt(3), Pt(3)
    form.left_indent = form.right_indent = Mm(max((width - length) / 2, 0))
    _border(paragraph, "top")


def _border(paragraph: Paragraph, *sides: str) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def columns(document: DocxDocument, widths: tuple[float, float]) -> tuple[_Cell, _Cell]:
    """Two blocks side by side, of these widths in millimetres, in a table without lines."""
    table = document.add_table(rows=1, cols=2)
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    left, right = table.rows[0].cells
    left.width, right.width = Mm(widths[0]), Mm(widths[1])
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return left, right


def page_number(section: Section, layout: Layout, mark: str, *, starts_anew: bool = False) -> None:
    """Its number at the top centre of each page but the first; beside it the mark of a draft."""
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    if starts_anew:
        numbering = OxmlElement("w:pgNumType")
        numbering.set(qn("w:start"), "1")
        section._sectPr.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
    paragraph = section.header.paragraphs[0]
    paragraph.style = "Normal"
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(layout.sizes.page_number)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
    if mark:
        marked = paragraph.add_run(f"  –  {mark}")
        marked.font.size, marked.italic = Pt(layout.sizes.recipients), True


def end_before(document: DocxDocument) -> None:
    """The paragraph that must stand behind a table takes no page of its own."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(1)


def keep_time_out(file: bytes) -> bytes:
    """The same file without the moment of its making: equal papers are equal bytes."""
    source, target = zipfile.ZipFile(io.BytesIO(file)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for entry in source.infolist():
            packed.writestr(
                zipfile.ZipInfo(entry.filename, (2020, 3, 5, 0, 0, 0)),
                source.read(entry),
                zipfile.ZIP_DEFLATED,
            )
    return target.getvalue()
