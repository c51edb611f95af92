"""REGISTER: an agency's book of case numbers for one year, without gap or double.

The sequence runs through the year, as the register of incoming documents does (Decree 30/2020/NĐ-CP,
Art. 22(2)), and not through the day: so a gap shows by comparing the last number with the count of a whole
year, and a book's length is its last number. The day in a number is when the case was opened; only its year
chooses the book. The register is saved in one transaction with the case that it numbers.

A number that was given out is never given again, also where a store was set back behind it: what is known of
elsewhere is entered as void, with the reason.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shared.contracts.declaring import event
from shared.decider import Act, Decider, command

NumberFormat = Callable[[str, date, int], str]
"""How a number is written: from the agency's code, the day of opening and the place in the year."""


@event()
class NumberTaken:
    """The next number of the book belongs to a case."""

    sequence: int  #: from 1; equals the version of the register's stream
    number: str


@event()
class NumberVoided:
    """The next number of the book was given out to a case that is lost: nobody gets it."""

    sequence: int  #: as of a number that is taken
    number: str | None  #: None: how it was written is not known, only that a later one was given out
    reason: str


@command
class TakeNumber:
    """Ask for the next number, for a case opened on this day where the agency is."""

    agency: str
    on: date


@dataclass(slots=True)
class Register:
    """The last number taken."""

    last: int = 0


def register_key(agency: str, on: date) -> str:
    """The key of the book that a case opened on this day belongs to."""
    return f"{agency}-{on.year:04d}"


def default_number(agency: str, on: date, sequence: int) -> str:
    """`SNV-261123-0001`; from the ten thousandth case of a year on, the sequence has five digits."""
    return f"{agency}-{on:%y%m%d}-{sequence:04d}"


_DEFAULT = re.compile(r"(?P<agency>.+)-(?P<year>\d\d)\d{4}-(?P<sequence>\d{4,9})", re.ASCII)


def book_and_sequence(number: str) -> tuple[str, int] | None:
    """The book that a number is from and its place there; None for what `default_number` doesn't write."""
    found = _DEFAULT.fullmatch(number)
    if found is None:
        return None
    return f"{found['agency']}-20{found['year']}", int(found["sequence"])


def by_book(numbers: Iterable[str]) -> dict[str, dict[int, str]]:
    """Numbers by their books, and there by their places."""
    books: dict[str, dict[int, str]] = {}
    for number in numbers:
        if (found := book_and_sequence(number)) is not None:
            book, sequence = found
            books.setdefault(book, {})[sequence] = number
    return books


REGISTER = Decider[Register]("register", Register, snapshots=Register)


@REGISTER.decides(TakeNumber)
def take_number(
    register: Register, command: TakeNumber, _act: Act, write: NumberFormat = default_number
) -> NumberTaken:
    """The number after the last."""
    sequence = register.last + 1
    return NumberTaken(sequence=sequence, number=write(command.agency, command.on, sequence))


def void_numbers(
    register: Register, given_out: Mapping[int, str], reason: str, most: int
) -> list[NumberVoided]:
    """All that the book doesn't have, up to the last that is known to be given out; at most so many."""
    last = min(max(given_out, default=0), register.last + most)
    places = range(register.last + 1, last + 1)
    return [NumberVoided(sequence=one, number=given_out.get(one), reason=reason) for one in places]


@REGISTER.evolves(NumberTaken, NumberVoided)
def number_taken(register: Register, event: NumberTaken | NumberVoided) -> None:
    """The next one follows on it."""
    register.last = event.sequence
