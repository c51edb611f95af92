"""The appendix's table in the DOCX, written row by row: a catalogue may have thousands of rows."""

from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from services.catalog.paperwork.layout import Layout
from services.catalog.paperwork.paper import Appendix, ProcedureRows
from services.catalog.paperwork.texts import readable

_TWIPS = 1440 / 25.4  #: twentieths of a point in a millimetre
_CENTRED = (0, 2, 8, 9)  #: columns of numbers


def add_table(document: DocxDocument, appendix: Appendix, layout: Layout) -> None:
    """The table with its heading repeated on each page; what stands once for several steps is merged."""
    table = _table(layout)
    table.append(_heading(appendix.columns, layout))
    for procedure in appendix.procedures:
        for row in _rows(procedure, layout):
            table.append(row)
    body = document.element.body
    body.insert(len(body) - 1, table)  # before the section's own properties


def _element(name: str, **values: object) -> BaseOxmlElement:
    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), str(value))
    return element


def _table(layout: Layout) -> BaseOxmlElement:
    table, properties = _element("tbl"), _element("tblPr")
    widths = [round(width * _TWIPS) for width in layout.table_columns]
    properties.append(_element("tblW", w=sum(widths), type="dxa"))
    properties.append(_element("jc", val="center"))
    borders = _element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(side, val="single", sz=4, space=0, color="000000"))
    properties.append(borders)
    properties.append(_element("tblLayout", type="fixed"))
    margins = _element("tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(side, w=57, type="dxa"))
    properties.append(margins)
    table.append(properties)
    grid = _element("tblGrid")
    for width in widths:
        grid.append(_element("gridCol", w=width))
    table.append(grid)
    return table


def _heading(columns: tuple[str, ...], layout: Layout) -> BaseOxmlElement:
    row, properties = _element("tr"), _element("trPr")
    properties.append(_element("cantSplit"))
    properties.append(_element("tblHeader"))
    row.append(properties)
    at = 0
    for column, text in enumerate(columns):
        span = 2 if column == 2 else 1
        width = sum(layout.table_columns[at : at + span])
        row.append(_cell(text, width, layout, span=span, bold=True, centred=True, middle=True))
        at += span
    return row


def _rows(procedure: ProcedureRows, layout: Layout) -> list[BaseOxmlElement]:
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
            row = _element("tr")
            properties = _element("trPr")
            properties.append(_element("cantSplit"))
            row.append(properties)
            for column, (text, merge) in enumerate(texts):
                shown = "" if merge == "continue" else text
                width, centred = layout.table_columns[column], column in _CENTRED
                row.append(_cell(shown, width, layout, merge=merge, centred=centred, middle=centred))
            rows.append(row)
    return rows


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
    middle: bool = False,
) -> BaseOxmlElement:
    cell, properties = _element("tc"), _element("tcPr")
    properties.append(_element("tcW", w=round(width * _TWIPS), type="dxa"))
    if span > 1:
        properties.append(_element("gridSpan", val=span))
    if merge:
        properties.append(_element("vMerge", val=merge))
    if middle:
        properties.append(_element("vAlign", val="center"))
    cell.append(properties)
    for line in text.split("\n"):
        cell.append(_line(line, layout.sizes.table, bold=bold, centred=centred))
    return cell


def _line(text: str, size: float, *, bold: bool, centred: bool) -> BaseOxmlElement:
    paragraph, form = _element("p"), _element("pPr")
    form.append(_element("jc", val="center" if centred else "left"))
    paragraph.append(form)
    if text:
        run, letters = _element("r"), _element("rPr")
        if bold:
            letters.append(_element("b"))
        letters.append(_element("sz", val=round(size * 2)))
        run.append(letters)
        written = _element("t")
        written.text = readable(text)
        written.set(qn("xml:space"), "preserve")
        run.append(written)
        paragraph.append(run)
    return paragraph
