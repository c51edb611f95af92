"""CONVERSIONS: what the work of a procedure weighs in evaluation, by edition; a copy of the catalog's events.

A case keeps the edition that it was opened under, so a new edition's factor leaves running cases alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from shared.contracts.catalog.procedures import ProcedureIssued
from shared.contracts.declaring import event
from shared.contracts.vocabulary import TimeLimit
from shared.decider import Cause, Decider
from shared.kernel import Counting

#: Working minutes of a day that a limit is counted in.
DAY_MINUTES = 480
_THOUSAND = 1000


@event()
class ConversionNoted:
    """What an edition says of the procedure."""

    edition: int
    factor_thousandths: int
    step_minutes: Mapping[str, int]  #: the plain limit of each step, by its code


@dataclass(slots=True)
class ProcedureConversions:
    """A procedure's, by the number of the edition."""

    editions: dict[int, ConversionNoted] = field(default_factory=dict)


def conversion_key(agency: str, procedure: str) -> str:
    """The key of a procedure's conversions."""
    return f"{agency}:{procedure}"


#: Key: `conversion_key`.
CONVERSIONS = Decider[ProcedureConversions](
    "conversions",
    ProcedureConversions,
    key_of_followed=lambda event: conversion_key(event.agency, event.procedure),
)


def minutes_of(limit: TimeLimit) -> int:
    """A limit in working minutes; a day is 480."""
    return limit.amount * (1 if limit.counting == Counting.WORKING_HOURS else DAY_MINUTES)


@CONVERSIONS.follows(ProcedureIssued)
def issued(known: ProcedureConversions, event: ProcedureIssued, _cause: Cause) -> ConversionNoted | None:
    """Once for an edition: it never changes."""
    if event.edition in known.editions:
        return None
    return ConversionNoted(
        edition=event.edition,
        factor_thousandths=int(Decimal(event.conversion_factor) * _THOUSAND),
        step_minutes={
            step.code: minutes_of(step.time_limit) for stage in event.stages for step in stage.steps
        },
    )


@CONVERSIONS.evolves(ConversionNoted)
def noted(known: ProcedureConversions, event: ConversionNoted) -> None:
    """It stays as it is."""
    known.editions[event.edition] = event
