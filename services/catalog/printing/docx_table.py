"""The appendix's table in the DOCX, written row by row: a catalogue may have thousands of rows.

Rows are written as text and parsed: elements made one by one cost many times what parsed ones do.
"""

from xml.sax.saxutils import escape

from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from services.catalog.printing.paper import Appendix, ProcedureRows
from shared.printing.layout import Layout
from shared.printing.texts import readable

_TWIPS = 1440 / 25.4  #: twentieths of a point in a millimetre
_CENTRED = (0, 2, 8, 9)  #: columns of numbers
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
#: Unescaped, whoever reads the file takes it for a line feed.
_RETURN = {"\r": "&#13;"}


def add_table(document: DocxDocument, appendix: Appendix, layout: Layout) -> None:
    """The table with its heading repeated on each page; what stands once for several steps is merged."""
    table = _table(f"{_properties(layout)}{_heading(appendix.columns, layout)}")
    for procedure in appendix.procedures:
        table.extend(_table(_rows(procedure, layout)))
    body = document.element.body
    body.insert(len(body) - 1, table)  # before the section's own properties


def _table(content: str) -> BaseOxmlElement:
    parsed: BaseOxmlElement = parse_xml(f"<w:tbl {nsdecls('w')}>{content}</w:tbl>")
    return parsed


def _properties(layout: Layout) -> str:
    widths = [round(width * _TWIPS) for width in layout.table_columns]
    borders = (f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
    margins = (f'<w:{side} w:w="57" w:type="dxa"/>' for side in ("left", "right"))
    grid = (f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{"".join(borders)}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{''.join(margins)}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{''.join(grid)}</w:tblGrid>"
    )


def _heading(columns: tuple[str, ...], layout: Layout) -> str:
    cells, at = [], 0
    for column, text in enumerate(columns):
        span = 2 if column == 2 else 1
        width = sum(layout.table_columns[at : at + span])
        cells.append(_cell(text, width, layout, span=span, bold=True, centred=True))
        at += span
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _rows(procedure: ProcedureRows, layout: Layout) -> str:
    rows = []
    for at_stage, stage in enumerate(procedure.stages):
        for at_step, step in enumerate(stage.steps):
            first, opens = at_stage == at_step == 0, at_step == 0
            several, side_by_side = procedure.height > 1, len(stage.steps) > 1
            texts = (
                (procedure.number, _merge(several, first)),
                (procedure.name, _merge(several, first)),
                (stage.number, _merge(side_by_side, opens)),
                *((text, "") for text in (step.name, step.unit, step.official)),
                *((text, "") for text in (step.content, step.result, step.time)),
                (procedure.total, _merge(several, first)),
            )
            rows.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
            for column, (text, merge) in enumerate(texts):
                shown = "" if merge == "continue" else text
                width, centred = layout.table_columns[column], column in _CENTRED
                rows.append(_cell(shown, width, layout, merge=merge, centred=centred))
            rows.append("</w:tr>")
    return "".join(rows)


def _merge(merged: bool, first: bool) -> str:
    return ("restart" if first else "continue") if merged else ""


def _cell(
    text: str,
    width: float,
    layout: Layout,
    *,
    span: int = 1,
    merge: str = "",
    bold: bool = False,
    centred: bool = False,
) -> str:
    """A cell; centred, its text is in the middle both ways."""
    properties = f'<w:tcW w:w="{round(width * _TWIPS)}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if merge:
        properties += f'<w:vMerge w:val="{merge}"/>'
    if centred:
        properties += '<w:vAlign w:val="center"/>'
    lines = "".join(_line(line, layout.sizes.table, bold, centred) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"


def _line(text: str, size: float, bold: bool, centred: bool) -> str:
    form = f'<w:pPr><w:jc w:val="{"center" if centred else "left"}"/></w:pPr>'
    if not text:
        return f"<w:p>{form}</w:p>"
    letters = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{round(size * 2)}"/></w:rPr>'
    written = escape(readable(text), _RETURN)
    return f'<w:p>{form}<w:r>{letters}<w:t xml:space="preserve">{written}</w:t></w:r></w:p>'
