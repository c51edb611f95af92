"""How a decision is laid out, as data: millimetres, points and fonts, with their source.

Both the DOCX and the PDF follow one profile. A profile that has been used is not changed any more: a new
rule is a new one, so that an old decision can be laid out as it was.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Of a page, in millimetres."""

    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Of letters, in points."""

    national_name: float
    motto: float
    parent: float  #: of the agency above the issuer, in capitals
    issuer: float  #: bold capitals
    number: float
    place_and_date: float  #: italic
    title: float  #: bold, as the excerpt
    body: float
    signature: float  #: authority, position and name, bold
    recipients_heading: float  #: bold italic
    recipients: float
    page_number: float
    appendix_heading: float  #: bold
    table: float  #: the rules leave it open; small enough for nine columns on a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One way of laying out a decision."""

    name: str  #: changes with every change of what is seen
    source: str
    font: str
    paper: tuple[float, float]  #: width and height of a page, in millimetres
    margins: Margins  #: of the decision's pages
    appendix_margins: Margins  #: of the appendix, which lies on its side
    header_distance: float  #: from the page's edge to its number, in millimetres
    sizes: Sizes
    first_line: float  #: indent of a paragraph's first line, in millimetres
    after_paragraph: float  #: points
    line_spacing: float  #: of one; 1 to 1.5 are allowed
    heading_columns: tuple[float, float]  #: issuer's block, national name's block; millimetres
    closing_columns: tuple[float, float]  #: recipients, signature; millimetres
    rule: float  #: length of a short rule, of the line above it: a third to a half
    signing_space: float  #: for the hand or the seal, in millimetres
    table_columns: tuple[float, ...]  #: of the appendix's table, in millimetres

    @property
    def text_width(self) -> float:
        """Of the decision's pages, in millimetres."""
        return self.paper[0] - self.margins.left - self.margins.right

    @property
    def appendix_width(self) -> float:
        """Of the appendix's text, in millimetres."""
        return self.paper[1] - self.appendix_margins.left - self.appendix_margins.right


#: Decree 30/2020/NĐ-CP on records work, Appendix I, part I (layout) and part II (page, fonts, numbers).
DECREE_30_2020 = Layout(
    name="decree-30-2020.2",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I",
    font="Times New Roman",
    paper=(210, 297),
    margins=Margins(top=20, bottom=20, left=30, right=15),
    appendix_margins=Margins(top=20, bottom=20, left=20, right=20),
    header_distance=10,
    sizes=Sizes(
        national_name=13,
        motto=14,
        parent=13,
        issuer=13,
        number=13,
        place_and_date=14,
        title=14,
        body=14,
        signature=14,
        recipients_heading=12,
        recipients=11,
        page_number=13,
        appendix_heading=14,
        table=11,
    ),
    first_line=12.7,
    after_paragraph=6,
    line_spacing=1.1,
    heading_columns=(68, 97),
    closing_columns=(85, 80),
    rule=0.4,
    signing_space=24,
    table_columns=(10, 38, 9, 32, 32, 27, 48, 25, 18, 18),
)
