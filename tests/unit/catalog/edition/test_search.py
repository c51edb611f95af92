"""The search of the public catalogue: what fits comes, the best first, as it is in force on the day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as st

from services.catalog.domain.edition.in_force import Validity, in_force_on
from services.catalog.domain.procedure.procedure import Procedure, ProcedureKind
from services.catalog.queries.edition.search_index import SearchIndex
from services.catalog.queries.edition.search_memory import Asked
from services.catalog.views.edition.search import SEARCH_VIEW
from shared.contracts.catalog.force import CatalogueWithdrawn
from shared.documents.folding import folded, words_of
from tests.hosting import projected
from tests.unit.catalog.examples import DRAFTED, in_draft, issued, procedure, stage, step
from tests.unit.catalog.full_procedure import as_issued as told

TODAY = date(2027, 1, 1)
ENTRIES = {
    "P01": ("Bổ nhiệm công chức lãnh đạo", "Thẩm định hồ sơ"),
    "P02": ("Bộ nhiễm sắc thể", "Xét nghiệm"),
    "P03": ("Điều động viên chức", "Lấy ý kiến trước khi bổ nhiệm"),
    "P04": ("Công chức: nhiệm kỳ và bổ sung", "Rà soát"),
    "P05": ("Cấp đăng ký đường thuỷ", "Thẩm định"),
}


def entry(code: str, name: str, content: str, **changes: Any) -> Procedure:
    return procedure(stage("G1", step("S01", name="Bước", content=content)), code=code, name=name, **changes)


def edition(number: int, entries: Sequence[Procedure], **changes: Any) -> list[Any]:
    decision = replace(issued(*(one.code for one in entries)), edition=number, **changes)
    first = decision.in_force_from
    events = [DRAFTED, *map(in_draft, entries), decision]
    events += [replace(told(one, place), in_force_from=first) for place, one in enumerate(entries, 1)]
    return [replace(event, edition=number) for event in events]


ALL = [entry(code, *texts) for code, texts in ENTRIES.items()]
STREAMS = {"catalogue-SNV.1": edition(1, ALL)}


async def found(folder: Path, asked: Asked, on: date = TODAY, streams: Any = None) -> list[str]:
    async with projected(folder, SEARCH_VIEW, streams or STREAMS) as documents:
        answer = await SearchIndex(documents, "test").search(asked, on, limit=1_000)
        assert (answer.total, answer.more) == (len(answer.ids), False)
        return [id.rpartition("/")[2] for id in answer.ids]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("bổ nhiệm", ["P01", "P02", "P03", "P04"]),
        ("bo nhiem", ["P01", "P02", "P03", "P04"]),
        ("BỔ  NHIỆM", ["P01", "P02", "P03", "P04"]),
        ("bộ nhiễm", ["P02", "P01", "P03", "P04"]),
        ("dieu dong", ["P03"]),
        ("đường thủy", ["P05"]),
        ("duong thuy", ["P05"]),
        ("tham dinh", ["P01", "P05"]),
        ("p04", ["P04"]),
        ("cong ch", ["P01", "P04"]),
        ("ong chuc", []),
        ("xét duyệt", []),
    ],
)
async def test_with_or_without_diacritics_the_exact_ones_come_first(
    tmp_path: Path, text: str, codes: list[str]
) -> None:
    assert await found(tmp_path, Asked(text=text)) == codes


SPELLINGS = {
    "P01": ("Đăng ký hoạt động tại Đắk Lắk", "Nêu lý do"),
    "P02": ("Quy trình xử lý kỷ luật", "Hoà giải, thuỷ lợi, mạnh khoẻ"),
    "P03": ("Cấp thẻ bảo hiểm y tế", "Tính quý, quỹ hoàn trả"),
    "P04": ("Tái chế", "Thái độ, đường dài, thúi"),
}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("\u00d0\u0103ng k\u00fd", ["P01"]),  # Ð of Icelandic
        ("\u00d0\u1eafk L\u1eafk", ["P01"]),
        ("\u0189ắk Lắk", ["P01"]),  # Ɖ of Ewe
        ("đăng kí", ["P01"]),
        ("lí do", ["P01"]),
        ("xử lí", ["P02"]),
        ("xu li", ["P02"]),
        ("kỉ luật", ["P02"]),
        ("qui trình", ["P02"]),
        ("qui tr", ["P02", "P03"]),
        ("hòa giải", ["P02"]),
        ("thủy lợi", ["P02"]),
        ("mạnh khỏe", ["P02"]),
        ("tính quí", ["P03"]),
        ("tính qúy", ["P03"]),
        ("qũi hòan", ["P03"]),
        ("quỹ hoà", ["P03", "P02"]),  # the beginning of "hoàn" too
        ("i tế", ["P03"]),
        ("hie\u0323\u0302m", ["P03"]),  # NFD
        ("hiê\u0323m", ["P03"]),  # as Windows writes it
        ("te\u0301\u0302", ["P03"]),  # the tone typed before the letter was made
        ("tây chế", []),  # y and i are two sounds here
        ("đường day", []),
        ("thuy", ["P02"]),
        ("thui", ["P04"]),
        ("😀", []),
        ("!?", []),
        ("  ", list(SPELLINGS)),
    ],
)
async def test_a_word_is_found_in_its_other_spelling(tmp_path: Path, text: str, codes: list[str]) -> None:
    streams = {"catalogue-SNV.1": edition(1, [entry(code, *texts) for code, texts in SPELLINGS.items()])}
    assert await found(tmp_path, Asked(text=text), streams=streams) == codes


async def test_without_words_everything_in_force_comes(tmp_path: Path) -> None:
    assert await found(tmp_path, Asked()) == list(ENTRIES)


async def test_agency_kind_and_unit_narrow_it(tmp_path: Path) -> None:
    entries = [
        entry("P01", "Bổ nhiệm", "Soạn", kind=ProcedureKind.COORDINATED, cooperating_units=("SCT",)),
        entry("P02", "Bổ nhiệm lại", "Soạn"),
    ]
    streams = {"catalogue-SNV.1": edition(1, entries)}
    for number, (asked, codes) in enumerate(
        [
            (Asked(agency="SNV"), ["P01", "P02"]),
            (Asked(agency="SCT"), []),
            (Asked(kind="coordinated"), ["P01"]),
            (Asked(unit="CCVC"), ["P01", "P02"]),
            (Asked(unit="VP"), []),
            (Asked(text="lai", unit="CCVC", kind="internal"), ["P02"]),
        ]
    ):
        assert await found(tmp_path / str(number), asked, streams=streams) == codes


async def test_it_is_the_edition_in_force_on_the_day_that_is_searched(tmp_path: Path) -> None:
    withdrawn = CatalogueWithdrawn(
        agency="SNV",
        edition=2,
        reason="x",
        decision_number="1",
        decision_date=date(2027, 6, 1),
        withdrawn_by="snv.binh",
        withdrawn_at=datetime(2027, 5, 31, 17, tzinfo=UTC),
    )
    streams = {
        "catalogue-SNV.1": edition(1, ALL[:2]),
        "catalogue-SNV.2": [*edition(2, ALL[1:3], in_force_from=date(2027, 1, 1)), withdrawn],
    }
    days = {"2026-11-30": [], "2026-12-31": ["P01", "P02"], "2027-05-31": ["P02", "P03"], "2027-06-01": []}
    for day, codes in days.items():
        assert await found(tmp_path / day, Asked(), date.fromisoformat(day), streams) == codes


def standing(number: int, first: date, withdrawn: date | None = None) -> Validity:
    return Validity(number, first, withdrawn)


def test_an_edition_that_was_withdrawn_before_its_day_lets_the_one_before_go_on() -> None:
    editions = [
        standing(1, date(2026, 1, 1)),
        standing(2, date(2027, 1, 1), withdrawn=date(2026, 12, 20)),
    ]
    assert in_force_on(editions, date(2027, 2, 1)) == 1


@whatever(st.lists(st.text(alphabet="aăâbdđeêioôơuưyắằẵặốổộữĐ", min_size=1), min_size=1))
def test_folding_drops_marks_and_case_and_nothing_else(words: list[str]) -> None:
    for word in words_of(" ".join(words)):
        assert folded(word).isascii()
        assert len(folded(word)) == len(word)
        assert folded(folded(word)) == folded(word)
