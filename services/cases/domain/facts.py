"""What every event of a case says of itself, taken from the state and the actor."""

from typing import TypedDict

from services.cases.domain.case import Case, Visit
from shared.kernel import Actor


class CaseFields(TypedDict):
    """The fields of `CaseFact`."""

    agency: str
    procedure: str
    edition: int
    recorded_by: str | None


class VisitFields(CaseFields):
    """The fields of `StepFact`."""

    step: str
    visit: int
    division: str
    official: str | None


def recorded_by(by: Actor) -> str | None:
    """Who acted, where that isn't whom the act counts for."""
    return None if by.name == by.id else by.id


def case_fields(case: Case, by: Actor) -> CaseFields:
    """Of an event about the case as a whole."""
    return {
        "agency": case.agency,
        "procedure": case.procedure,
        "edition": case.edition,
        "recorded_by": recorded_by(by),
    }


def visit_fields(case: Case, visit: Visit, by: Actor, official: str | None = None) -> VisitFields:
    """Of an event at a visit, which `official` holds from now on, or else whoever holds it already."""
    return {
        "agency": case.agency,
        "procedure": case.procedure,
        "edition": case.edition,
        "recorded_by": recorded_by(by),
        "step": visit.step,
        "visit": visit.number,
        "division": visit.division,
        "official": official or visit.official,
    }
