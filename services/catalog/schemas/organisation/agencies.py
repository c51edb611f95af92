"""Agencies and their people in answers, where these are more than documents."""

from dataclasses import dataclass

from services.catalog.domain.deciders import AGENCY
from services.catalog.views.organisation.documents import AgencyDetails, DivisionDocument
from shared.documents.values import DateText
from shared.http.recorded import recorded_answer


@dataclass(slots=True, kw_only=True)
class AgencyWithDivisions(AgencyDetails):
    """An agency and its open divisions, by code."""

    divisions: list[DivisionDocument]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessorsAnswer:
    """Who does an agency's work on a day: itself while it exists."""

    agency: str
    on: DateText
    successors: tuple[str, ...]


AgencyEventAnswer = recorded_answer(AGENCY)
