"""The search of the public catalogue at a country's size: its memory, and ratios to one pass over all texts.

The texts are sentences of the sample catalogue, drawn again and again, with made-up syllables between them
of which some come often and most hardly ever.
"""

import itertools
import json
import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.table import Table

from services.catalog.queries.edition.search_memory import Asked, SearchMemory
from services.catalog.views.edition.search import SearchedEdition, SearchedProcedure
from shared.documents.folding import folded, spaced, words_of
from shared.documents.port import Document

SAMPLE = Path(__file__).parents[2] / "examples" / "catalogue-snv.json"
DAY = date(2027, 1, 1)
IN_AGENCY, PAGE, LIMIT, ROUNDS = 100, 1_000, 20, 3
CONSONANTS = (*"bcdđghklmnrstvx", "ch", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr")
VOWELS = "aáàảãạăắâấậeéẹêếệiíịoóọôốộơớợuúụưứự"
ENDS = ("", *"cimnpt", "ng", "nh")
SEARCHES = (
    Asked("thẩm định"),
    Asked("tham dinh"),
    Asked("hồ sơ"),
    Asked("h"),
    Asked("bổ nhiệm công chức"),
    Asked("bo nhiem cong"),
    Asked("phê duyệt kết quả"),
    Asked("kết phê duyệt quả"),
    Asked("hồ quả sơ kết"),
    Asked("bổ n"),
    Asked("h s"),
    Asked("công chức", agency="A0007"),
    Asked("p07"),
    Asked("không nơi nào có"),
)


@dataclass(frozen=True, slots=True)
class Searched:
    """One search, the first page of it, over one pass through all texts: CPU of one thread each."""

    asked: Asked
    found: int
    milliseconds: float
    floor_milliseconds: float

    @property
    def plain(self) -> dict[str, float | str]:
        """As a row of the table."""
        return {
            "profile": "search",
            "asked": self.asked.text + (f" ({self.asked.agency})" if self.asked.agency else ""),
            "found": self.found,
            "milliseconds": round(self.milliseconds, 1),
            "floor_milliseconds": round(self.floor_milliseconds, 1),
            "ratio": round(self.milliseconds / self.floor_milliseconds, 3),
        }


@dataclass(frozen=True, slots=True)
class Filled:
    """What it took to know all procedures: CPU, making them left out, and memory of the process."""

    procedures: int
    seconds: float
    megabytes: int

    @property
    def plain(self) -> dict[str, float | str]:
        """As a row of the table."""
        return {
            "profile": "search",
            "procedures": self.procedures,
            "seconds": round(self.seconds, 1),
            "megabytes": self.megabytes,
        }


def measure_searches(procedures: int) -> list[Filled | Searched]:
    """Fill a memory with so many procedures, and search it."""
    memory = SearchMemory()
    filled = _filled(memory, procedures)
    texts = [document.body.text_folded for document in _documents(procedures)]
    return [filled, *(_searched(memory, texts, asked) for asked in SEARCHES)]


def search_table(rows: list[Filled | Searched]) -> Table:
    """For people."""
    table = Table(title="First page of a search, over one pass through all texts")
    for name in ("asked", "found", "ms", "floor ms", "ratio"):
        table.add_column(name, justify="right")
    for row in rows:
        if isinstance(row, Filled):
            table.caption = f"{row.procedures:,} procedures: {row.seconds:.1f} s of CPU, {row.megabytes} MB"
        else:
            table.add_row(*(str(value) for value in list(row.plain.values())[1:]))
    return table


def _filled(memory: SearchMemory, procedures: int) -> Filled:
    documents, seconds, before = _documents(procedures), 0.0, _resident()
    memory.take_editions(_edition(number) for number in range(procedures // IN_AGENCY))
    while page := list(itertools.islice(documents, PAGE)):
        start = time.process_time()
        memory.take_procedures(page)
        seconds += time.process_time() - start
    start = time.process_time()
    memory.search(Asked("b"), DAY, LIMIT)  # writes what was taken
    return Filled(procedures, seconds + time.process_time() - start, _resident() - before)


def _resident() -> int:
    """Memory of this process, in MB, without what is mapped from files."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("RssAnon:")[1].split()[0]) >> 10


def _searched(memory: SearchMemory, texts: list[str], asked: Asked) -> Searched:
    phrase = spaced([folded(word) for word in words_of(asked.text)])[:-1]
    ours, floors = [], []
    for _ in range(ROUNDS):
        start = time.thread_time()
        found = memory.search(asked, DAY, LIMIT)
        ours.append(time.thread_time() - start)
        start = time.thread_time()
        sum(phrase in text for text in texts)
        floors.append(time.thread_time() - start)
    return Searched(asked, found.total, statistics.median(ours) * 1e3, statistics.median(floors) * 1e3)


def _edition(number: int) -> Document:
    agency = f"A{number:04}"
    body = SearchedEdition(agency=agency, edition=1, in_force_from="2026-01-01", left=0, place=number)
    return Document(f"{agency}.1", 1, body)


def _documents(procedures: int) -> Iterator[Document]:
    chance = random.Random(7)
    sentences = [words_of(one) for one in _texts(json.loads(SAMPLE.read_text("utf-8")))]
    syllables = ["".join(parts) for parts in itertools.product(CONSONANTS, VOWELS, ENDS)]
    chance.shuffle(syllables)
    often = list(itertools.accumulate(1 / (place + 5) for place in range(len(syllables))))
    known = {word: folded(word) for word in {*syllables, *itertools.chain(*sentences)}}
    for number in range(procedures):
        agency, code = f"A{number // IN_AGENCY:04}", f"p{number % IN_AGENCY:02}"
        name = [*chance.choice(sentences), *chance.choices(syllables, cum_weights=often, k=3)]
        words = [*name, code, *chance.choices(syllables, cum_weights=often, k=40)]
        while len(words) < 160:
            words += chance.choice(sentences)
        body = SearchedProcedure(
            agency=agency,
            edition=1,
            procedure=code.upper(),
            kind="internal",
            units=["VP"],
            name=spaced(name),
            name_folded=spaced([known[word] for word in name]),
            text=spaced(words),
            text_folded=spaced([known.get(word, word) for word in words]),
            place=number,
        )
        yield Document(f"{agency}.1/{code.upper()}", 1, body)


def _texts(value: object) -> Iterator[str]:
    """The texts of a catalogue's file that have words between them."""
    if isinstance(value, str):
        if " " in value:
            yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
