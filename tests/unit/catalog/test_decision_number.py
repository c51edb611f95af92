"""A decision's number has its symbol; who leaves it out is told how it is written."""

import pytest

from services.catalog.domain.decision_number import check_decision_number, notation_of
from services.catalog.errors.procedure.texts import DecisionNumberWithoutSymbol, UnusableText
from shared.errors import Language


@pytest.mark.parametrize(
    "number",
    [
        "12/QĐ-SNV",
        "05/QĐ-SNV",
        " 05/QĐ-SNV ",
        "123/QĐ-UBND",
        "1085/QĐ-TTg",
        "05/2024/QĐ-UBND",
        "15/2024/QĐ-TTg",
        "12a/QĐ-SNV",
        "1659/NQ-UBTVQH15",
        "202/2025/QH15",
        "76/2025/UBTVQH15",
        "30/2020/NĐ-CP",
        "20/2020/NQ-HĐND",
        "2345/QĐ-UBND.HC",
        "12-QĐ/TU",
        "01/QĐ-BCĐ389",
    ],
)
def test_the_forms_of_real_decisions_are_taken(number: str) -> None:
    check_decision_number(number, "decision_number", "QĐ-SNV")


@pytest.mark.parametrize(
    ("number", "proposed"),
    [
        ("12", "12/QĐ-SNV"),
        ("12/", "12/QĐ-SNV"),
        ("12a", "12a/QĐ-SNV"),
        ("12/2024", "12/2024/QĐ-SNV"),
        ("12/2024/", "12/2024/QĐ-SNV"),
        ("12/-", "12/QĐ-SNV"),
        ("12 QĐ-UBND", "12/QĐ-UBND"),
        ("12QĐ-UBND", "12/QĐ-UBND"),
        ("Số 12/QĐ-UBND", "12/QĐ-UBND"),
        ("12 / QĐ-UBND", "12/QĐ-UBND"),
        ("QĐ-UBND", "01/QĐ-UBND"),
        ("/QĐ-UBTVQH15", "01/QĐ-UBTVQH15"),
        ("mười hai", "01/QĐ-SNV"),
        ("٣/QĐ-SNV", "01/QĐ-SNV"),
    ],
)
def test_another_is_refused_with_the_right_form(number: str, proposed: str) -> None:
    with pytest.raises(DecisionNumberWithoutSymbol) as refused:
        check_decision_number(number, "decision_number", "QĐ-SNV")
    assert refused.value.where == "decision_number"
    for language in Language:
        assert f"“{proposed}”" in refused.value.message(language)
    check_decision_number(proposed, "decision_number", "")


@pytest.mark.parametrize("number", ["", " ", "05\n/QĐ-SNV", "1" * 501])
def test_what_is_no_text_is_told_as_elsewhere(number: str) -> None:
    with pytest.raises(UnusableText):
        check_decision_number(number, "decision_number", "QĐ-SNV")


@pytest.mark.parametrize(
    ("code", "name", "notation"),
    [
        ("SNV", "Sở Nội vụ", "SNV"),
        ("UB1", "Ủy ban nhân dân phường Hội An", "UBND"),
        ("HOIAN", "Uỷ ban nhân dân phường Hội An", "UBND"),
        ("H47.12", "Sở Nội vụ", "SNV"),
    ],
)
def test_the_symbol_names_the_issuer(code: str, name: str, notation: str) -> None:
    assert notation_of(code, name) == notation
