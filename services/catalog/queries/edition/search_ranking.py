"""Puts what fits into its order: how well it fits, then agency and code."""

from collections.abc import Sequence

from tantivy import DocAddress, Order, Query

from services.catalog.queries.edition.search_fields import Field, code_key
from services.catalog.queries.edition.search_texts import SearchTexts, all_of, beginning, having, side_by_side
from shared.documents.folding import folded, words_of


class UnknownPlace(LookupError):
    """A page was asked for behind something that isn't among what is found."""


class Ranking:
    """What fits among some, the best first."""

    def __init__(self, texts: SearchTexts, asked: str, among: Query) -> None:
        self._texts, self._among = texts, among
        self._searcher = texts.searcher()
        self._tiers = self._tiers_of(words_of(asked)) if asked.strip() else [Query.all_query()]
        fitting = all_of([among, self._tiers[-1]])
        self.total: int = self._searcher.search(fitting, limit=1).count  # type: ignore[attr-defined]

    def page(self, limit: int, after: str | None = None) -> list[str]:
        """The ids of so many documents, from the first or behind one on. Raises `UnknownPlace`."""
        first, behind = (0, []) if after is None else self._place_of(after)
        passed = self._tiers[:first]
        found: dict[str, DocAddress] = {}
        for tier in self._tiers[first:]:
            if len(found) >= min(limit, self.total):
                break
            # What an earlier tier has brought comes again in a later one: the limit leaves room for it.
            found |= self._best([tier, *behind], limit, passed)
            if behind:
                passed, behind = [*passed, tier], []
        addresses = list(found.values())[:limit]
        return [str(self._searcher.doc(address).get_first(Field.ID)) for address in addresses]

    def _place_of(self, id: str) -> tuple[int, list[Query]]:
        """The first tier that finds a document, and what keeps to those behind it there."""
        for number, tier in enumerate(self._tiers):
            for place in self._best([tier, having(Field.ID, id)], 1):
                return number, [self._texts.behind(place)]
        raise UnknownPlace(id)

    def _best(
        self, queries: Sequence[Query], limit: int, without: Sequence[Query] = ()
    ) -> dict[str, DocAddress]:
        """The first of those that are found among all, by their places."""
        query = all_of([self._among, *queries], without)
        found = self._searcher.search(query, limit, count=False, order_by_field=Field.PLACE, order=Order.Asc)
        return dict(found.hits)

    def _tiers_of(self, words: list[str]) -> list[Query]:
        """The best first. Who is found by one may be found by later ones too; by the last, all that fit."""
        if not words:  # what is asked for has no letter and no digit, and so has no text
            return [Query.empty_query()]
        plain = [folded(word) for word in words]
        return [
            having(Field.CODE, code_key(words)),
            side_by_side(self._searcher, Field.NAME, words),
            side_by_side(self._searcher, Field.NAME_FOLDED, plain),
            side_by_side(self._searcher, Field.TEXT, words),
            side_by_side(self._searcher, Field.TEXT_FOLDED, plain),
            all_of(beginning(Field.NAME_FOLDED, word) for word in set(plain)),
            all_of(beginning(Field.TEXT_FOLDED, word) for word in set(plain)),
        ]
