"""The page of a difference: every field has a name, every value words, and no text becomes markup."""

from dataclasses import fields, replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.catalog.api.procedure.difference_page import difference_page
from services.catalog.api.procedure.difference_words import FIELDS, Words
from services.catalog.api.procedure.markup import element, style, text
from services.catalog.domain.procedure.difference import difference
from services.catalog.domain.procedure.procedure import DraftStep, Procedure
from shared.contracts.catalog.parts import Coordination, DossierComponent, LegalBasis
from shared.errors import Language
from shared.kernel import AnswerKind, CoordinationRole
from tests.unit.catalog.examples import hours, procedure, stage, step

VIETNAMESE = Words(Language.VI, {"VP": "Văn phòng"})


class Tags(HTMLParser):
    """The elements of a page, found to be well nested."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page(old: list[Procedure], new: list[Procedure]) -> str:
    return difference_page("Sở Nội vụ", 1, 2, difference(old, new), VIETNAMESE)


@for_all(st.text())
def test_no_text_becomes_markup(hostile: str) -> None:
    plain, hostile_page = (
        Tags(page([procedure()], [procedure(stage("G1", step("S01", name=name)), name=name)]))
        for name in ("x", "<script>" + hostile)
    )
    assert hostile_page.names == plain.names


def test_every_field_has_a_name_in_both_languages() -> None:
    named = {each.name for kind in (Procedure, DraftStep, LegalBasis) for each in fields(kind)}
    assert named - set(FIELDS) <= {"stages", "valid_from", "valid_until"}
    assert all(vi and en for vi, en in FIELDS.values())


def test_a_list_is_told_item_by_item() -> None:
    basis = LegalBasis(document="Nghị định 138/2020/NĐ-CP", valid_from=date(2020, 12, 1))
    paper = DossierComponent(name="Tờ trình", copies=2, required=False)
    told = Tags(page([procedure()], [procedure(legal_basis=(basis,), dossier=(paper,))])).words
    assert "Nghị định 138/2020/NĐ-CP (từ 01/12/2020)" in told
    assert "Tờ trình (2 bản chính, nếu có)" in told


def test_a_division_is_told_by_its_name() -> None:
    old = procedure(stage("G1", step("S01", division="VP")))
    told = Tags(page([old], [procedure(stage("G1", step("S01", division="TTr")))])).words
    assert {"Văn phòng (VP)", "TTr"} <= set(told)


ASKS = Coordination(responding_agency="STC", answers=(AnswerKind.AGREE,))
USUAL = "Cơ quan trả lời: STC; Hình thức trả lời: đồng ý; Im lặng là đồng ý: Không"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"role": CoordinationRole.LEAD}, "Vai trò: chủ trì"),
        ({"time_limit": hours(4)}, "Thời hạn: 4 giờ làm việc"),
        ({"goes_on_by_itself": True}, "Bước tự hoàn thành khi đủ trả lời: Có"),
    ],
)
def test_what_is_new_of_a_coordination_is_told_and_the_usual_is_not(change: Any, told: str) -> None:
    old, new = (
        procedure(stage("G1", step("S01", coordination=asked))) for asked in (ASKS, replace(ASKS, **change))
    )
    words = Tags(page([old], [new])).words
    assert USUAL in words
    assert [one for one in words if told in one and one.startswith("Cơ quan trả lời: STC")]


def test_each_part_of_a_coordination_has_a_name() -> None:
    assert {each.name for each in fields(Coordination)} <= set(FIELDS)


def test_two_editions_that_are_the_same_say_so() -> None:
    assert "Hai lần ban hành giống nhau." in page([procedure()], [procedure()])


def test_control_characters_are_replaced() -> None:
    assert text("a\0<") == "a\ufffd&lt;"


@pytest.mark.parametrize("name", ["p onclick=x", "P", "a/b", ""])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        element(name)


def test_a_style_with_markup_is_refused() -> None:
    with pytest.raises(ValueError, match="markup"):
        style("</style><script>")
