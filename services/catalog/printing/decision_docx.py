"""The decision as DOCX."""

import io
from collections.abc import Iterable
from datetime import datetime, time

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from services.catalog.printing.docx_parts import (
    columns,
    end_before,
    keep_time_out,
    line_under,
    page_number,
    put,
    set_defaults,
    space,
)
from services.catalog.printing.docx_table import add_table
from services.catalog.printing.paper import DecisionPaper
from shared.printing.layout import DECREE_30_2020, Layout


def decision_docx(paper: DecisionPaper, layout: Layout = DECREE_30_2020) -> bytes:
    """The bytes of the file; the same for the same paper."""
    document = Document()
    set_defaults(document, layout)
    document.core_properties.title = paper.subject
    document.core_properties.author = paper.issuer
    document.core_properties.language = "vi-VN"
    made = datetime.combine(paper.dated, time())
    document.core_properties.created = document.core_properties.modified = made
    _decision_page(document, layout, paper.draft_mark)
    _heading(document, paper, layout)
    _opening(document, paper, layout)
    _articles(document, paper, layout)
    _closing(document, paper, layout)
    _appendix(document, paper, layout)
    stream = io.BytesIO()
    document.save(stream)
    return keep_time_out(stream.getvalue())


def _decision_page(document: DocxDocument, layout: Layout, draft_mark: str) -> None:
    section, margins = document.sections[0], layout.margins
    section.page_width, section.page_height = Mm(layout.paper[0]), Mm(layout.paper[1])
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.header_distance = Mm(layout.header_distance)
    page_number(section, layout, draft_mark)


def _heading(document: DocxDocument, paper: DecisionPaper, layout: Layout) -> None:
    left, right = columns(document, layout.heading_columns)
    sizes = layout.sizes
    if paper.parent:
        put(left, paper.parent, sizes.parent, ALIGN.CENTER)
    put(left, paper.issuer, sizes.issuer, ALIGN.CENTER, bold=True)
    line_under(left, paper.issuer, sizes.issuer, layout.heading_columns[0], layout.rule)
    put(left, paper.number, sizes.number, ALIGN.CENTER)
    if paper.draft_mark:
        put(left, paper.draft_mark, sizes.number, ALIGN.CENTER, bold=True, framed=True)
    put(right, paper.national_name, sizes.national_name, ALIGN.CENTER, bold=True)
    put(right, paper.motto, sizes.motto, ALIGN.CENTER, bold=True)
    line_under(right, paper.motto, sizes.motto, layout.heading_columns[1], 1)
    put(right, paper.place_and_date, sizes.place_and_date, ALIGN.CENTER, italic=True)


def _opening(document: DocxDocument, paper: DecisionPaper, layout: Layout) -> None:
    sizes, width = layout.sizes, layout.text_width
    put(document, paper.title, sizes.title, ALIGN.CENTER, bold=True, before=12)
    put(document, paper.excerpt, sizes.title, ALIGN.CENTER, bold=True, indent=12)
    line_under(document, paper.excerpt, sizes.title, width, layout.rule, indent=12)
    put(document, paper.authority, sizes.title, ALIGN.CENTER, bold=True, before=12, after=6)
    for ground in paper.grounds:
        _body(document, [(ground, "italic")], layout)
    put(document, paper.decides, sizes.title, ALIGN.CENTER, bold=True, before=6, after=6)


def _articles(document: DocxDocument, paper: DecisionPaper, layout: Layout) -> None:
    """The last one stays with the signature, which is never alone on a page."""
    for heading, text in paper.articles:
        last = _body(document, [(f"{heading} ", "bold"), (text, "")], layout)
    last.paragraph_format.keep_with_next = last.paragraph_format.keep_together = True


def _body(document: DocxDocument, parts: Iterable[tuple[str, str]], layout: Layout) -> Paragraph:
    paragraph = put(document, "", layout.sizes.body, ALIGN.JUSTIFY, after=layout.after_paragraph)
    paragraph.paragraph_format.first_line_indent = Mm(layout.first_line)
    paragraph.paragraph_format.line_spacing = layout.line_spacing
    for text, manner in parts:
        run = put(paragraph, text, layout.sizes.body, ALIGN.JUSTIFY).runs[-1]
        run.bold, run.italic = manner == "bold", manner == "italic"
    return paragraph


def _closing(document: DocxDocument, paper: DecisionPaper, layout: Layout) -> None:
    space(document, 6, keep=True)
    left, right = columns(document, layout.closing_columns)
    _recipients(left, paper, layout)
    sizes, signature = layout.sizes, paper.signature
    if signature.authority:
        put(right, signature.authority, sizes.signature, ALIGN.CENTER, bold=True)
    put(right, signature.position, sizes.signature, ALIGN.CENTER, bold=True)
    space(right, layout.signing_space / 25.4 * 72)
    put(right, signature.name, sizes.signature, ALIGN.CENTER, bold=True)


def _recipients(cell: _Cell, paper: DecisionPaper, layout: Layout) -> None:
    put(cell, paper.recipients_heading, layout.sizes.recipients_heading, ALIGN.LEFT, bold=True, italic=True)
    for recipient in paper.recipients:
        put(cell, recipient, layout.sizes.recipients, ALIGN.LEFT)


def _appendix(document: DocxDocument, paper: DecisionPaper, layout: Layout) -> None:
    section, margins = document.add_section(WD_SECTION.NEW_PAGE), layout.appendix_margins
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(layout.paper[1]), Mm(layout.paper[0])
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    page_number(section, layout, paper.draft_mark, starts_anew=True)
    part, sizes = paper.appendix, layout.sizes
    put(document, part.heading, sizes.appendix_heading, ALIGN.CENTER, bold=True)
    put(document, part.title, sizes.appendix_heading, ALIGN.CENTER, bold=True)
    put(document, part.belongs_to, sizes.appendix_heading, ALIGN.CENTER, italic=True)
    line_under(document, part.belongs_to, sizes.appendix_heading, layout.appendix_width, layout.rule)
    space(document, 6)
    add_table(document, part, layout)
    end_before(document)
