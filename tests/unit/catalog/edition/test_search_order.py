"""The search's order over any catalogue is that of one plain function over texts; pages part it anywhere."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as st

from services.catalog.queries.edition import search_texts
from services.catalog.queries.edition.search_memory import Asked, SearchMemory
from services.catalog.queries.edition.search_ranking import UnknownPlace
from services.catalog.views.edition.search import SearchedEdition, SearchedProcedure
from shared.documents.folding import folded, spaced, words_of
from shared.documents.port import Document

TODAY = date(2027, 1, 1)
#: Few words, alike without diacritics or in how they begin, so that they meet often.
WORDS = st.sampled_from(["bổ", "bộ", "bo", "bổn", "nhiệm", "nhiễm", "nhiem", "nhi", "hồ", "ho"])
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)
PROCEDURES = st.lists(st.tuples(st.sampled_from("AB"), TEXTS, TEXTS), max_size=12)


def procedure(place: int, agency: str, name: str, text: str) -> Document:
    code = f"bo{place:02}" if place % 3 else "bổ nhi"
    words = words_of(f"{name} {code} {text}")
    body = SearchedProcedure(
        agency=agency,
        edition=1,
        procedure=code if place % 3 else f"{code}.{place}",
        kind="internal" if place % 2 else "coordinated",
        units=["VP"],
        name=spaced(words_of(name)),
        name_folded=spaced([folded(word) for word in words_of(name)]),
        text=spaced(words),
        text_folded=spaced([folded(word) for word in words]),
        place=place,
    )
    return Document(f"{agency}.1/{place}", 1, body)


def edition(agency: str) -> Document:
    body = SearchedEdition(agency=agency, edition=1, in_force_from="2027-01-01", left=0, place=0)
    return Document(f"{agency}.1", 1, body)


def memory(documents: Sequence[Document]) -> SearchMemory:
    made = SearchMemory()
    made.take_editions([edition("A"), edition("B")])
    made.take_procedures(documents)
    return made


def rank(text: str, document: Document) -> int | None:
    """How well it fits, 0 the best; None: not every word begins one of its own."""
    body, words = document.body, words_of(text)
    begin = [f" {folded(word)}" for word in words]
    phrase, exact = "".join(begin), spaced(words)[:-1]
    if phrase == spaced([folded(word) for word in words_of(body.procedure)])[:-1]:
        return 0
    if phrase in body.name_folded:
        return 1 if exact in body.name else 2
    if phrase in body.text_folded:
        return 3 if exact in body.text else 4
    if all(word in body.name_folded for word in begin):
        return 5
    return 6 if all(word in body.text_folded for word in begin) else None


def expected(asked: Asked, documents: Sequence[Document]) -> list[str]:
    ranked = [
        (fit, one.body.agency, one.body.procedure, one.id)
        for one in documents
        if asked.agency in (None, one.body.agency)
        and asked.kind in (None, one.body.kind)
        and (fit := rank(asked.text, one)) is not None
    ]
    return [id for *_, id in sorted(ranked)]


@settings(deadline=None)  # an index of its own for each
@whatever(
    PROCEDURES,
    st.lists(WORDS, max_size=3).map(" ".join),
    st.sampled_from([None, "A", "C"]),
    st.sampled_from([None, "internal"]),
    st.integers(1, 5),
)
def test_the_order_is_that_of_a_plain_function_over_texts(
    texts: list[tuple[str, str, str]], text: str, agency: str | None, kind: str | None, limit: int
) -> None:
    documents = [procedure(place, *one) for place, one in enumerate(texts)]
    asked, searched = Asked(text=text, agency=agency, kind=kind), memory(documents)
    ids: list[str] = []
    while (page := searched.search(asked, TODAY, limit, after=ids[-1] if ids else None)).ids:
        ids += page.ids
        assert len(ids) <= page.total
        assert page.more == (len(ids) < page.total)
    assert ids == expected(asked, documents)
    assert page.total == len(ids)


def test_words_that_very_many_have_are_found_as_rare_ones_are() -> None:
    documents = [
        procedure(place, "AB"[place % 2], "bổ nhiệm" if place % 5 else "nhiễm hồ", "hồ" * (place % 7 == 0))
        for place in range(10_000)
    ]
    searched = memory(documents)
    for text in ("bổ nhiệm", "nhiem", "ho", "nhiệm bổ", "bo01"):
        wanted = expected(Asked(text=text), documents)
        found = searched.search(Asked(text=text), TODAY, len(documents))
        assert (found.ids, found.total) == (wanted, len(wanted))


def test_what_is_taken_one_by_one_between_searches_is_found_in_the_same_order() -> None:
    documents = [procedure(place, "AB"[place % 2], "bổ nhiệm"[: place % 9], "nhiệm") for place in range(40)]
    searched = memory(())
    for known, document in enumerate(documents, 1):
        searched.take_procedures([document])
        assert searched.search(Asked(text="nhi"), TODAY, 99).ids == expected(
            Asked(text="nhi"), documents[:known]
        )


def test_a_phrase_may_go_on_as_any_of_very_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_texts, "_GATHERED", 100_000_000)  # one segment: the limit is a segment's
    words = [f"h{number}" for number in range(20_000)]
    documents = [procedure(place, "A", "hồ", " ".join(words[place::50])) for place in range(50)]
    documents += [procedure(51, "A", "hồ", "h19999 bổ"), procedure(52, "A", "hồ", "bổ h19999")]
    searched = memory(documents)
    for text in ("bổ h", "h19999 b", "h7 h"):
        assert searched.search(Asked(text=text), TODAY, 99).ids == expected(Asked(text=text), documents)


def test_a_corrected_procedure_is_found_as_it_reads_now_and_once() -> None:
    searched = memory([procedure(1, "A", "bổ nhiệm", ""), procedure(2, "A", "bổ nhiệm", "")])
    searched.take_procedures([replace(procedure(1, "A", "hồ", ""), version=2)])
    assert searched.search(Asked(text="bổ nhiệm"), TODAY, 9).ids == ["A.1/2"]
    assert searched.search(Asked(text="hồ"), TODAY, 9).ids == ["A.1/1"]
    assert searched.search(Asked(), TODAY, 9).total == 2


@pytest.mark.parametrize("after", ["A.1/1", "A.1/9", "x"])
def test_no_page_follows_what_isn_t_found(after: str) -> None:
    searched = memory([procedure(1, "A", "nhiệm", ""), procedure(2, "A", "hồ", "")])
    with pytest.raises(UnknownPlace):
        searched.search(Asked(text="hồ"), TODAY, 9, after=after)
