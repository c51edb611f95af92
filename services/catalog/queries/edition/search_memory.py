"""All that the search of the public catalogue looks through, in memory."""

from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from services.catalog.domain.edition.in_force import Validity, in_force_on
from services.catalog.queries.edition.search_ranking import Entry, InOrder, Ranking, Texts
from services.catalog.queries.edition.search_vocabulary import Vocabulary, bits_of
from shared.documents.port import Document

Key = TypeVar("Key")
Answer = TypeVar("Answer")

#: Answers and days are kept until something new is issued: whoever turns the pages asks the same again.
_ANSWERS, _DAYS = 64, 8


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


class UnknownPlace(LookupError):
    """A page was asked for behind something that isn't among what is found."""


class SearchMemory:
    """Every procedure of every issued edition, and which edition is in force on a day."""

    def __init__(self) -> None:
        self._texts = Texts()
        self._kinds, self._units = Vocabulary(), Vocabulary()
        self._numbers: dict[str, int] = {}
        self._editions: dict[str, dict[int, Validity]] = defaultdict(dict)
        self._procedures: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)  #: numbers by code
        self._days: OrderedDict[date, InOrder] = OrderedDict()
        self._answers: OrderedDict[tuple[Asked, date], Ranking] = OrderedDict()

    def take_editions(self, documents: Iterable[Document]) -> None:
        """Know these editions, as they stand now."""
        for document in documents:
            edition = validity_of(document.body)
            self._editions[document.body["agency"]][edition.edition] = edition
        self._forget_answers()

    def take_procedures(self, documents: Iterable[Document]) -> None:
        """Know these procedures. One that was corrected comes again: its old number is in force no more."""
        for document in documents:
            body = document.body
            number = self._texts.add(_entry(document))
            self._kinds.add(number, [body["kind"]])
            self._units.add(number, set(body["units"]))
            self._numbers[document.id] = number
            self._procedures[body["agency"], body["edition"]][body["procedure"]] = number
        self._forget_answers()

    def search(self, asked: Asked, on: date, limit: int, after: str | None = None) -> Found:
        """What is in force on the day and fits: `limit` at most, behind a document. Raises `UnknownPlace`."""
        ranking = _kept(self._answers, (asked, on), _ANSWERS) or self._ranking(asked, on)
        start = 0
        if after is not None:
            place = ranking.place(self._numbers[after]) if after in self._numbers else None
            if place is None:
                raise UnknownPlace(after)
            start = place + 1
        ids = [self._texts.entries[number].id for number in ranking.page(start, limit)]
        return Found(ranking.total, ids, ranking.total > start + limit)

    def _ranking(self, asked: Asked, on: date) -> Ranking:
        order = _kept(self._days, on, _DAYS) or self._in_force(on)
        among = order.bits
        if asked.agency is not None:
            among &= bits_of(self._procedures_on(asked.agency, on).values(), self._size)
        if asked.kind is not None:
            among &= self._kinds.having(asked.kind)
        if asked.unit is not None:
            among &= self._units.having(asked.unit)
        ranking = self._answers[asked, on] = Ranking(self._texts, asked.text, among, order)
        return ranking

    def _in_force(self, on: date) -> InOrder:
        numbers = array("I")
        for agency in sorted(self._editions):
            numbers.extend(number for _, number in sorted(self._procedures_on(agency, on).items()))
        order = self._days[on] = InOrder(numbers, self._size)
        return order

    def _procedures_on(self, agency: str, on: date) -> dict[str, int]:
        number = in_force_on(self._editions[agency].values(), on) if agency in self._editions else None
        return self._procedures[agency, number] if number is not None else {}

    @property
    def _size(self) -> int:
        return len(self._texts.entries)

    def _forget_answers(self) -> None:
        self._answers.clear()
        self._days.clear()


def validity_of(body: dict[str, Any]) -> Validity:
    withdrawn = body["withdrawn_at"]
    return Validity.of(
        body["edition"],
        date.fromisoformat(body["in_force_from"]),
        datetime.fromisoformat(withdrawn) if withdrawn else None,
        body["left"],
    )


def _entry(document: Document) -> Entry:
    body = document.body
    return Entry(
        id=document.id,
        code=body["procedure"],
        name=body["name"],
        name_folded=body["name_folded"],
        text=body["text"].encode("utf-8", "surrogatepass"),
        text_folded=body["text_folded"],
    )


def _kept(answers: OrderedDict[Key, Answer], key: Key, most: int) -> Answer | None:
    """The answer of this key; the one not asked for longest makes room for a new one."""
    if key in answers:
        answers.move_to_end(key)
    elif len(answers) >= most:
        answers.popitem(last=False)
    return answers.get(key)
