"""What must hold, computed from the stores themselves and not through the path under test."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import psycopg
from psycopg.rows import namedtuple_row

from tests.faults.ledger import Entry, Outcome


class Violated(AssertionError):
    """An invariant doesn't hold."""


@dataclass(frozen=True, slots=True)
class Row:
    """One event as it stands in the table."""

    notification_id: int
    stream: str
    version: int
    topic: str
    command_id: str
    event: dict[str, Any]


def stored_events(url: str, service: str) -> list[Row]:
    """A service's events by plain SQL, in the order of their numbers."""
    statement = f'SELECT * FROM "{service}_events" ORDER BY notification_id'
    with psycopg.connect(url, row_factory=namedtuple_row, connect_timeout=5) as connection:
        return [_row(found) for found in connection.execute(statement).fetchall()]


def _row(found: Any) -> Row:
    state = msgspec.json.decode(found.state)
    return Row(
        found.notification_id,
        found.originator_id,
        found.originator_version,
        found.topic,
        state["command_id"],
        state["event"],
    )


def check_each_once(
    rows: list[Row], ledger: Mapping[str, Entry], effects: Mapping[str, Mapping[str, int]]
) -> None:
    """I1: what was answered ok is there once, what was refused is not, the unknown once or not at all.

    `effects`: the events that a command makes, by its name. A command's id begins with its key and a slash.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.topic != "CommandAnswered":
            found[row.command_id.partition("/")[0]][row.topic] += 1
    for key, entry in ledger.items():
        once, there = dict(effects[entry.command]), dict(found[key])
        allowed = {
            Outcome.OK: [once],
            Outcome.REFUSED: [{}],
            Outcome.UNKNOWN: [once, {}],
        }[entry.outcome]
        if there not in allowed:
            raise Violated(f"I1: {entry.command} {key} was answered {entry.outcome}; in the store: {there}")


def check_streams_whole(rows: list[Row]) -> None:
    """Every stream's versions count from 1 without gap, in the order of the log."""
    versions: Counter[str] = Counter()
    for row in rows:
        versions[row.stream] += 1
        if row.version != versions[row.stream]:
            raise Violated(f"{row.stream} has version {row.version} where {versions[row.stream]} belongs")


def check_numbers(rows: list[Row]) -> None:
    """I5: each book's numbers run from 1 without gap or double, and each number has its case."""
    books: dict[str, list[int]] = defaultdict(list)
    numbers: Counter[str] = Counter()
    for row in rows:
        if row.topic == "NumberTaken":
            books[row.stream].append(row.event["sequence"])
            numbers[row.event["number"]] += 1
    for book, taken in books.items():
        if taken != list(range(1, len(taken) + 1)):
            raise Violated(f"I5: {book} gave {taken}")
    opened = Counter(row.stream.removeprefix("case-") for row in rows if row.topic == "CaseOpened")
    if opened != numbers or any(count > 1 for count in numbers.values()):
        alone = (opened - numbers) + (numbers - opened)
        raise Violated(f"I5: numbers without their case, or cases without their number: {alone}")
