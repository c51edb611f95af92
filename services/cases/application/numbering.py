"""Case numbers that were given out and that the store doesn't have, since it was set back."""

from collections.abc import Collection, Mapping

from services.cases.domain.register import REGISTER, by_book, void_numbers
from shared.eventstore.application import Application
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork

#: Entered in one save, which has a bound.
_AT_ONCE = 200


async def lost_numbers(application: Application, given_out: Collection[str]) -> list[str]:
    """Those that stand behind the last number of their book."""
    lost: list[str] = []
    for book, numbers in sorted(by_book(given_out).items()):
        register, _ = await application.state(REGISTER, book)
        lost += [number for sequence, number in sorted(numbers.items()) if sequence > register.last]
    return lost


async def void_lost_numbers(application: Application, given_out: Collection[str], reason: str) -> list[str]:
    """Enter them in their books as void, with all between; those that are known by how they are written."""
    lost = await lost_numbers(application, given_out)
    for book, numbers in by_book(lost).items():
        while await application.execute(lambda work: _void(work, book, numbers, reason)):  # noqa: B023
            pass
    return lost


def _void(work: UnitOfWork, book: str, numbers: Mapping[int, str], reason: str) -> Answer:
    """Enter the next of them; None when there are no more."""
    events = void_numbers(work.state(REGISTER, book), numbers, reason, _AT_ONCE)
    if not events:
        return None
    work.append(REGISTER, book, events)
    return {"voided": len(events)}
