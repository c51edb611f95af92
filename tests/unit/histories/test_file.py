"""Files of `tthc-history/1`: every fault of their form is told with line and field."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shared.errors import Language
from tthc.histories.errors import HistoryEmpty, HistoryNotFound, HistoryUnfit
from tthc.histories.file import MOST_FAULTS, read_history

NOW = datetime(2026, 11, 1, tzinfo=UTC)
EXAMPLE = Path(__file__).parents[1] / "cases" / "histories" / "four-agencies.jsonl"
TWICE = '{"format": "tthc-history/1", "format": "tthc-history/1"}'
HEADER = {"format": "tthc-history/1"}
OPEN = {
    "at": "2026-03-02T08:00:00+07:00",
    "by": "lan",
    "act": "open",
    "case": "A1",
    "agency": "SNV",
    "procedure": "P",
    "subject": "S",
}
RECEIVE = {"at": "2026-03-02T09:00:00+07:00", "by": "lan", "act": "receive", "case": "A1", "step": "B1"}
HANDED = {**RECEIVE, "act": "hand_off"}
CLAIM = {**RECEIVE, "act": "claim_cause", "reason": "r"}
REQUEST = {
    **RECEIVE,
    "act": "request",
    "coordination": "C1",
    "agency": "STC",
    "question": "Q",
    "limit": "PT8H",
}
TAKE = {"at": RECEIVE["at"], "by": "thu", "act": "take_request", "coordination": "C1", "case": "B1"}


def written(folder: Path, *lines: Any) -> Path:
    path = folder / "history.jsonl"
    texts = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines)
    path.write_text("\n".join(texts) + "\n", "utf-8")
    return path


def faults(folder: Path, *lines: Any) -> list[tuple[str, str]]:
    """Where and what, of every fault."""
    path = written(folder, *lines)
    with pytest.raises(HistoryUnfit) as refused:
        read_history(path, NOW)
    return [((one.where or "").removeprefix(f"{path}:"), one.code) for one in refused.value.found]


def test_the_example_is_read_whole() -> None:
    history = read_history(EXAMPLE, NOW)
    assert len(history.acts) == len(EXAMPLE.read_bytes().splitlines()) - 1
    assert [name for _, name in history.cases] == ["A1", "A2", "A3"] or len(history.trees) == 1
    assert [one.act.at for one in history.acts] == sorted(one.act.at for one in history.acts)
    assert history.first_day is not None
    assert history.first_day.isoformat() == "2026-01-06"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["no json"], [("1", "history-line-not-an-object")]),
        (["[1]"], [("1", "history-line-not-an-object")]),
        ([{}], [("1:format", "history-field-missing")]),
        ([{"format": "tthc-history/2"}], [("1:format", "history-field-unfit")]),
        ([{**HEADER, "more": 1}], [("1:more", "history-field-unknown")]),
        (
            ['{"format": "tthc-history/1", "format": "tthc-history/1"}'],
            [("1:format", "history-field-repeated")],
        ),
        ([HEADER, ""], [("2", "history-line-not-an-object")]),
        ([HEADER, OPEN | {"act": "opn"}], [("2:act", "history-act-unknown")]),
        ([HEADER, {k: v for k, v in OPEN.items() if k != "act"}], [("2:act", "history-field-missing")]),
        (
            [HEADER, {"act": "open", "at": "yesterday", "case": "", "more": 1}],
            [
                ("2:more", "history-field-unknown"),
                ("2:at", "history-field-unfit"),
                ("2:by", "history-field-missing"),
                ("2:case", "history-field-unfit"),
                ("2:agency", "history-field-missing"),
                ("2:procedure", "history-field-missing"),
                ("2:subject", "history-field-missing"),
            ],
        ),
        ([HEADER, OPEN | {"at": "2026-03-02T08:00:00"}], [("2:at", "history-field-unfit")]),
        ([HEADER, OPEN | {"at": "2026-12-02T08:00:00Z"}], [("2:at", "history-time-in-future")]),
        ([HEADER, OPEN | {"at": "1901-12-02T08:00:00Z"}], [("2:at", "history-time-out-of-range")]),
        ([HEADER, RECEIVE], [("2:case", "history-name-not-begun")]),
        ([HEADER, TAKE], [("2:coordination", "history-name-not-begun")]),
        ([HEADER, OPEN, OPEN], [("3:case", "history-name-given-twice")]),
        ([HEADER, OPEN, REQUEST, REQUEST], [("4:coordination", "history-name-given-twice")]),
        ([HEADER, OPEN, REQUEST, TAKE | {"case": "A1"}], [("4:case", "history-name-given-twice")]),
        ([HEADER, OPEN, RECEIVE | {"at": "2026-03-01T09:00:00+07:00"}], [("3:at", "history-out-of-order")]),
        (
            [HEADER, OPEN, REQUEST, TAKE | {"at": "2026-03-01T09:00:00+07:00"}],
            [("4:at", "history-out-of-order")],
        ),
        (
            [HEADER, OPEN, {**RECEIVE, "act": "return", "reason": "r", "to": {"stp": "B1"}}],
            [("3:to.stp", "history-field-unknown"), ("3:to.step", "history-field-missing")],
        ),
        (
            [HEADER, OPEN, {**RECEIVE, "act": "hand_off", "to": [{}]}],
            [("3:to[0].step", "history-field-missing")],
        ),
        (
            [HEADER, OPEN, {**RECEIVE, "act": "return", "reason": "r", "grounds": "x", "to": {"step": "B1"}}],
            [("3:grounds", "history-field-unfit")],
        ),
    ],
)
def test_a_fault_is_told_with_line_and_field(tmp_path: Path, lines: list[Any], expected: Any) -> None:
    assert sorted(faults(tmp_path, *lines)) == sorted(expected)


AGENCY = {
    "code": "SNV",
    "kind": "department",
    "name": "Sở Nội vụ",
    "divisions": [{"code": "VP", "name": "Văn phòng"}],
    "officials": [{"id": "lan", "name": "Lan", "divisions": ["VP"], "roles": ["official"]}],
}
CATALOGUE = {
    "agency": "SNV",
    "decision_number": "01/QĐ-SNV",
    "decision_date": "2026-01-05",
    "signed_by": "Giám đốc",
    "in_force_from": "2026-01-06",
    "catalogue": {"format": "tthc-catalogue/1", "agency": "SNV", "procedures": []},
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"organisation": [AGENCY | {"kind": "x"}]}, ("1:organisation[0].kind", "history-field-unfit")),
        ({"organisation": [AGENCY, AGENCY]}, ("1:organisation[1]", "history-code-repeated")),
        (
            {"organisation": [AGENCY | {"divisions": [{"code": "VP"}]}]},
            ("1:organisation[0].divisions[0].name", "history-field-missing"),
        ),
        (
            {"organisation": [AGENCY | {"officials": [*AGENCY["officials"], *AGENCY["officials"]]}]},
            ("1:organisation[0].officials[1]", "history-code-repeated"),
        ),
        (
            {"organisation": [AGENCY | {"officials": [{**AGENCY["officials"][0], "roles": ["king"]}]}]},  # type: ignore[dict-item]
            ("1:organisation[0].officials[0].roles[0]", "history-field-unfit"),
        ),
        (
            {"catalogues": [CATALOGUE | {"signed_by": 1}]},
            ("1:catalogues[0].signed_by", "history-field-unfit"),
        ),
        (
            {"catalogues": [CATALOGUE | {"agency": "STC"}]},
            ("1:catalogues[0].catalogue.agency", "history-catalogue-of-other-agency"),
        ),
        (
            {"catalogues": [CATALOGUE | {"catalogue": {"format": "x", "agency": "SNV", "procedures": []}}]},
            ("1:catalogues[0].catalogue.format", "history-field-unfit"),
        ),
    ],
)
def test_a_fault_of_the_header_is_told_with_its_field(
    tmp_path: Path, changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert faults(tmp_path, HEADER | changes) == [expected]


def test_faults_of_all_lines_are_told_up_to_a_bound(tmp_path: Path) -> None:
    assert len(faults(tmp_path, HEADER, *["{}"] * (MOST_FAULTS + 20))) == MOST_FAULTS
    assert faults(tmp_path, HEADER, "{}", OPEN, RECEIVE | {"case": "B"}) == [
        ("2:act", "history-field-missing"),
        ("4:case", "history-name-not-begun"),
    ]


def test_a_file_that_is_not_there_or_empty_is_told(tmp_path: Path) -> None:
    with pytest.raises(HistoryNotFound):
        read_history(tmp_path / "none.jsonl", NOW)
    (tmp_path / "empty.jsonl").write_bytes(b"")
    with pytest.raises(HistoryEmpty) as refused:
        read_history(tmp_path / "empty.jsonl", NOW)
    assert "tthc-history/1" in refused.value.message(Language.EN)


def test_acts_of_several_cases_come_in_the_order_of_their_times(tmp_path: Path) -> None:
    other = OPEN | {"case": "A0", "at": "2026-03-02T07:00:00+07:00"}
    history = read_history(written(tmp_path, HEADER, OPEN, RECEIVE, other), NOW)
    assert [(one.line, one.place) for one in history.acts] == [(4, 1), (2, 1), (3, 2)]
    assert len(history.trees) == 2
