"""Of a tree over agencies each reader is told what the table says, by whatever route; others nothing.

Every route that answers GET is asked, with every case of the tree, and the whole of its answers is searched.
"""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.rights.tree import READERS, Grown, grown_in

TABLE = Path(__file__).with_name("tree.txt")
#: Who is told nothing: to some of them it is looked whether anything at all differs by there being a tree.
OUTSIDE = ("other", "of-snv", "importer")
#: They keep the entries that they were told of once, in an inbox that is their own.
LETTERS = ("gone", "moved")


def written() -> dict[str, set[tuple[str, str]]]:
    """What each reader of the table is told."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    readers = lines[0].split()
    rows = [line.split() for line in lines[1:]]
    return {
        reader: {(row[0], row[1]) for row in rows if row[2 + place] == "x"}
        for place, reader in enumerate(readers)
    }


@pytest.fixture
async def grown(tmp_path: Path) -> AsyncIterator[Grown]:
    async with grown_in(tmp_path) as made:
        yield made


def told_in(grown: Grown, answers: dict[str, str]) -> dict[tuple[str, str], str]:
    """The marks that stand in the answers, each with where it was found first."""
    found: dict[tuple[str, str], str] = {}
    for where, text in answers.items():
        for name, mark in grown.marks().items():
            if mark in text:
                found.setdefault(name, where)
    return found


def steady(text: str) -> str:
    """An answer without what differs from one request to the next."""
    text = re.sub(r'"correlation_id":"[^"]*"', "", text)
    # How far the service has come is no case's secret.
    text = re.sub(r'"position":\d+|"as_of":"[^"]*"|"kept_until":"[^"]*"|[?&]at=[^"&]*', "", text)
    return re.sub(r"id: cases:\d+:\d+", "", text)


async def test_everybody_is_told_what_the_table_says_and_who_is_not_there_nothing(grown: Grown) -> None:
    numbers = {"SNV": "SNV-260101-9999", "STC": "STC-260101-9999", "SCT": "SCT-260101-9999"}
    grown.cases = dict(numbers)
    before = {one: await grown.everything(READERS[one]) for one in OUTSIDE}
    await grown.grow()
    table, wrong = written(), []
    for reader, who in READERS.items():
        answers = await grown.everything(who)
        if reader in LETTERS:
            answers = {where: text for where, text in answers.items() if not where.startswith("notify")}
        found, expected = told_in(grown, answers), table.get(reader, set())
        wrong += [f"{reader} is told {' '.join(one)} by {found[one]}" for one in found if one not in expected]
        wrong += [f"{reader} isn't told {' '.join(one)}" for one in expected if one not in found]
        if reader in OUTSIDE:
            wrong += _differ(reader, before[reader], answers, grown, numbers)
    assert not wrong, "\n".join(sorted(wrong))


def _differ(
    reader: str, before: dict[str, str], after: dict[str, str], grown: Grown, missing: dict[str, str]
) -> list[str]:
    """Where a reader is answered otherwise than when there were no such cases."""

    def named(text: str) -> str:
        for agency, number in grown.cases.items():
            text = text.replace(number, missing[agency])
        return steady(text)

    asked = {named(where): named(text) for where, text in after.items()}
    assert asked.keys() == before.keys()
    return [
        f"{reader} is told at {where}: {text[:300]}, without the cases: {steady(before[where])[:300]}"
        for where, text in asked.items()
        if text != steady(before[where]) and "/operations/" not in where  # how machines are is told of all
    ]
