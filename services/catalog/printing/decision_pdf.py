"""The decision as PDF/A."""

from dataclasses import asdict

from services.catalog.printing.paper import DecisionPaper
from services.catalog.printing.typst_template import TEMPLATE
from shared.printing.layout import DECREE_30_2020, Layout
from shared.printing.typesetting import Setting, typeset


def decision_pdf(
    paper: DecisionPaper, layout: Layout = DECREE_30_2020, setting: Setting = Setting()
) -> bytes:
    """The bytes of the file; the same for the same paper and fonts."""
    shown = {name: value for name, value in asdict(paper).items() if name != "dated"}
    return typeset(TEMPLATE, {"paper": shown, "layout": asdict(layout)}, setting, paper.dated)
