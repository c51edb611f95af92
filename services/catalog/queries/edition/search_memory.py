"""All that the search of the public catalogue looks through, in memory."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tantivy import Query

from services.catalog.domain.edition.in_force import Validity, in_force_on
from services.catalog.queries.edition.search_fields import Field, edition_key
from services.catalog.queries.edition.search_ranking import Ranking
from services.catalog.queries.edition.search_texts import SearchTexts, all_of, having
from services.catalog.views.edition.search import SearchedEdition
from shared.documents.port import Document


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; None and an empty text leave it open."""

    text: str = ""
    agency: str | None = None
    unit: str | None = None  #: a division or an agency that has a part in it
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what fits, the best first."""

    total: int  #: on all pages
    ids: list[str]  #: of the documents in the catalogue's view
    more: bool


class SearchMemory:
    """Every procedure of every issued edition, and which edition is in force on a day."""

    def __init__(self) -> None:
        self._texts = SearchTexts()
        self._editions: dict[str, dict[int, Validity]] = defaultdict(dict)
        self._in_force: dict[date, Query] = {}  #: of the day that was asked for last

    def take_editions(self, documents: Iterable[Document]) -> None:
        """Know these editions, as they stand now."""
        for document in documents:
            edition: SearchedEdition = document.body
            self._editions[edition.agency][edition.edition] = validity_of(edition)
        self._in_force.clear()

    def take_procedures(self, documents: Iterable[Document]) -> None:
        """Know these procedures. One that was corrected comes again, and is found as it reads now."""
        self._texts.put(documents)

    def search(self, asked: Asked, on: date, limit: int, after: str | None = None) -> Found:
        """What is in force on the day and fits: `limit` at most, behind a document. Raises `UnknownPlace`."""
        ranking = Ranking(self._texts, asked.text, self._among(asked, on))
        ids = ranking.page(limit + 1, after)
        return Found(ranking.total, ids[:limit], len(ids) > limit)

    def _among(self, asked: Asked, on: date) -> Query:
        among = [self._of_all(on) if asked.agency is None else self._of([asked.agency], on)]
        if asked.kind is not None:
            among.append(having(Field.KIND, asked.kind))
        if asked.unit is not None:
            among.append(having(Field.UNIT, asked.unit))
        return all_of(among)

    def _of_all(self, on: date) -> Query:
        if on not in self._in_force:
            self._in_force = {on: self._of(self._editions, on)}
        return self._in_force[on]

    def _of(self, agencies: Iterable[str], on: date) -> Query:
        numbers = {agency: in_force_on(self._editions.get(agency, {}).values(), on) for agency in agencies}
        keys = [edition_key(agency, number) for agency, number in numbers.items() if number is not None]
        return having(Field.EDITION, *keys)


def validity_of(edition: SearchedEdition) -> Validity:
    withdrawn = edition.withdrawn_at
    return Validity.of(
        edition.edition,
        date.fromisoformat(edition.in_force_from),
        datetime.fromisoformat(withdrawn) if withdrawn else None,
        edition.left,
    )
