"""Figures on late work, each with the address of the list that it opens into."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Any, TypeAlias
from urllib.parse import urlencode

from pydantic import Field

from services.sla.views.standing import KeptUntil, Position, Rules
from shared.documents.values import InstantText


class Unit(StrEnum):
    """What late steps are counted by."""

    AGENCY = "agency"
    DIVISION = "division"
    OFFICIAL = "official"
    PROCEDURE = "procedure"


#: The lists behind figures, by the figures' names: each has as many rows as its figure says.
Opens = Annotated[
    dict[str, str],
    Field(description="The address of the list behind each figure, which has as many rows."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LateSteps:
    """How many steps were not finished when they were due, and how many of them are open still.

    Those that wait for another agency's answer are counted apart: only the others are the holder's.
    """

    late_steps: int
    overdue_steps: int
    overdue_steps_waiting: int
    opens: Opens


@dataclass(frozen=True, slots=True, kw_only=True)
class LateInAgency(LateSteps):
    """Of an agency."""

    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateInDivision(LateInAgency):
    """Of a division of it."""

    division: str
    division_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateOfProcedure(LateInAgency):
    """Of a procedure of it."""

    procedure: str
    procedure_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateOfOfficial(LateInAgency):
    """Of an official of it; null: of those that nobody holds."""

    official: str | None
    official_name: str | None


MostLate: TypeAlias = LateInDivision | LateOfProcedure | LateOfOfficial | LateInAgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Cases and steps that weren't finished when they were due, and the units with most of the steps."""

    position: Position
    rules: Rules
    kept_until: KeptUntil = None
    late_cases: int
    overdue_cases: int
    late_steps: int
    overdue_steps: int
    overdue_steps_waiting: int
    escalations: Annotated[int, Field(description="How many are open, over all levels.")]
    opens: Opens
    by: Unit
    most_late: list[MostLate]


FORMS: Mapping[Unit, type[LateInAgency]] = {
    Unit.AGENCY: LateInAgency,
    Unit.DIVISION: LateInDivision,
    Unit.OFFICIAL: LateOfOfficial,
    Unit.PROCEDURE: LateOfProcedure,
}
#: Where the lists behind figures are.
CASES_PATH, STEPS_PATH = "/clocks", "/steps"
#: Which overdue steps are the holder's, and which wait for another agency.
HELD, WAITING = ({"overdue": "true", "waiting": waiting} for waiting in ("false", "true"))
_LISTS = {"cases": CASES_PATH, "steps": STEPS_PATH}


def opens(figures: tuple[str, ...], **wanted: Any) -> dict[str, str]:
    """The lists behind figures such as `late_steps`, of what these parameters ask for."""
    of = {name: value for name, value in wanted.items() if value is not None}
    found = {}
    for figure in figures:
        condition, what, *waiting = figure.split("_")
        asked = {condition: "true"}
        if what == "steps" and condition == "overdue":
            asked = WAITING if waiting else HELD
        found[figure] = f"{_LISTS[what]}?{urlencode({**asked, **of})}"
    return found


def opening_at(figures: Figures, name: str, until: InstantText) -> Figures:
    """The figures with lists that show the rows kept under this name."""
    most_late = [replace(one, opens=addresses_at(one.opens, name)) for one in figures.most_late]
    opens_at = addresses_at(figures.opens, name)
    return replace(figures, kept_until=until, opens=opens_at, most_late=most_late)


def addresses_at(addresses: Mapping[str, str], name: str) -> dict[str, str]:
    """The lists' addresses, of the rows that are kept under this name."""
    return {figure: f"{address}&at={name}" for figure, address in addresses.items()}


def opens_escalations(**wanted: Any) -> dict[str, str]:
    """The list behind the figure of escalations."""
    of = {name: value for name, value in wanted.items() if value is not None}
    return {"escalations": f"/escalations?{urlencode({'state': 'open', **of})}"}


def of_unit(values: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that ask for a unit; nobody is asked for by `held`."""
    asked = dict(values)
    if "official" in asked and asked["official"] is None:
        asked["held"] = "false"
    return asked
