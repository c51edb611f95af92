"""REGISTER: an agency's book of case numbers for one year, without gap or double.

The sequence runs through the year, as the register of incoming documents does (Decree 30/2020/NĐ-CP,
Art. 22(2)), and not through the day: so a gap shows by comparing the last number with the count of a whole
year, and a book's length is its last number. The day in a number is when the case was opened; only its year
chooses the book. The register is saved in one transaction with the case that it numbers.
"""

from collections.abc import Callable
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


REGISTER = Decider[Register]("register", Register, snapshots=Register)


@REGISTER.decides(TakeNumber)
def take_number(
    register: Register, command: TakeNumber, _act: Act, write: NumberFormat = default_number
) -> NumberTaken:
    """The number after the last."""
    sequence = register.last + 1
    return NumberTaken(sequence=sequence, number=write(command.agency, command.on, sequence))


@REGISTER.evolves(NumberTaken)
def number_taken(register: Register, event: NumberTaken) -> None:
    """The next one follows on it."""
    register.last = event.sequence
