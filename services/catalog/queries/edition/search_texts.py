"""The texts of procedures in an index of tantivy's, in memory, and what can be asked of it."""

from collections.abc import Iterable, Sequence
from itertools import chain

import tantivy
from tantivy import Occur, Query, Searcher

from services.catalog.queries.edition.search_fields import SCHEMA, WORDS, Field, indexed
from shared.documents.port import Document

#: As many bytes are gathered before they are written as a segment: the least that a writer takes.
_GATHERED = 15_000_000
#: A phrase's last word may go on as so many words: tantivy refuses a phrase with more than 16,384 in all.
_MOST_WORDS = 16_000


class SearchTexts:
    """Procedures by what stands in them."""

    def __init__(self) -> None:
        self._index = tantivy.Index(SCHEMA)
        parted = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer(WORDS, parted)
        self._writer = self._index.writer(_GATHERED, num_threads=1)
        self._written = True

    def put(self, documents: Iterable[Document]) -> None:
        """Take these procedures in; one that was known before isn't found by its earlier words any more."""
        self._written = False
        for document in documents:
            self._writer.delete_documents_by_term(Field.ID, document.id)
            self._writer.add_document(indexed(document))

    def searcher(self) -> Searcher:
        """Asks all that was put so far."""
        if not self._written:
            self._writer.commit()
            self._index.reload()
            self._written = True
        return self._index.searcher()

    def behind(self, place: str) -> Query:
        """Those that come after a place."""
        return self._index.parse_query(f"{Field.PLACE}:{{{place} TO *}}")


def having(field: Field, *values: str) -> Query:
    """Those with one of these values."""
    return Query.term_set_query(SCHEMA, field, values)


def beginning(field: Field, prefix: str) -> Query:
    """Those with a word that begins so. Words are letters and digits, so that each is a pattern as it is."""
    return Query.regex_query(SCHEMA, field, f"{prefix}.*")


def side_by_side(searcher: Searcher, field: Field, words: Sequence[str]) -> Query:
    """Those in which the words follow each other; the last one may go on."""
    *before, last = words
    if not before:
        return beginning(field, last)
    return Query.boolean_query(
        [
            (Occur.Should, Query.regex_phrase_query(SCHEMA, field, [*before, pattern]))
            for pattern in _patterns(searcher, field, last)
        ]
    )


def all_of(queries: Iterable[Query], without: Iterable[Query] = ()) -> Query:
    """Those that all of the queries find, and none of the others."""
    return Query.boolean_query(
        [*((Occur.Must, query) for query in queries), *((Occur.MustNot, query) for query in without)]
    )


def _patterns(searcher: Searcher, field: Field, prefix: str) -> list[str]:
    """Patterns of all the words that begin so, none of more words than a phrase takes."""
    words = [word for word, _ in searcher.terms_with_prefix(field, prefix)]
    if len(words) <= _MOST_WORDS:
        return [f"{prefix}.*"]
    longer = sorted({word[: len(prefix) + 1] for word in words if word != prefix})
    return [prefix, *chain.from_iterable(_patterns(searcher, field, one) for one in longer)]
