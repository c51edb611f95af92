"""The sample catalogue is sound, and the other exports say what they should."""

import csv
import io

import typst
from pypdf import PdfReader

from services.catalog.domain.procedure.checks import findings_of_edition
from services.catalog.domain.procedure.related_agencies import KnownUnit, RelatedAgencies
from services.catalog.printing.flat_table import catalogue_csv
from shared.printing.typesetting import FONTS
from tests.unit.catalog.editions_strategy import around
from tests.unit.catalog.examples import procedure, stage, step
from tests.unit.catalog.printing.examples import sample
from tests.unit.catalog.printing.test_decision import LETTERS

DIVISIONS = frozenset({"VP", "TCCC", "TCBM", "TTr", "LD", "TDKT", "VTLT", "CCHC"})


def test_the_sample_may_be_issued_as_it_is() -> None:
    live = KnownUnit(exists=True, reachable=True)
    named = {code for one in sample() for code in one.named_agencies()}
    related = RelatedAgencies(units=dict.fromkeys(named, live))
    surroundings = around(divisions=DIVISIONS, related=related)
    assert [str(found) for found in findings_of_edition(sample(), surroundings)] == []


def test_the_flat_table_has_a_row_a_step_and_nothing_that_calculates() -> None:
    tempting = procedure(stage("G1", step("S01", content="=HYPERLINK(1)", name="@x", result="-1")))
    file = catalogue_csv("SNV", 1, (tempting, procedure(stage("G1"), code="P02")), {"CCVC": "Phòng CCVC"})
    assert file.startswith(b"\xef\xbb\xbf")
    first, empty = csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline=""))
    assert (first["content"], first["step_name"], first["result"]) == ("'=HYPERLINK(1)", "'@x", "'-1")
    assert (first["division_name"], first["time_limit"], first["counting"]) == (
        "Phòng CCVC",
        "8",
        "working_hours",
    )
    assert (empty["procedure"], empty["step"]) == ("P02", "")


def test_typst_s_own_font_has_every_letter() -> None:
    """Nothing else is borrowed for a letter that it lacks."""
    page = f'#set text(font: "{FONTS[-1]}")\n{LETTERS}'.encode()
    file = typst.compile(page, output=None, format="pdf", ignore_system_fonts=True)
    (page_of_it,) = PdfReader(io.BytesIO(file)).pages
    fonts = page_of_it["/Resources"]["/Font"].values()  # type: ignore[index]
    assert ["LibertinusSerif" in str(font.get_object()["/BaseFont"]) for font in fonts] == [True]
    assert set(LETTERS) <= set(page_of_it.extract_text())
