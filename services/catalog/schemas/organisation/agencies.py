"""Agencies and their people in answers, as the documents have them."""

from typing import Annotated

from pydantic import BaseModel, Field

from services.catalog.domain.organisation.absences import AbsenceKind
from services.catalog.domain.organisation.agency import AGENCY, AgencyKind
from services.catalog.schemas.texts import DateText, InstantText
from shared.http.recorded import recorded_answer
from shared.kernel import Role


class NamingShown(BaseModel):
    """What an agency is called from a day on."""

    since: DateText
    name_vi: str
    name_en: str


class PlaceShown(BaseModel):
    """What an agency stands under from a day on."""

    since: DateText
    parent: str | None


class CodeShown(BaseModel):
    """A code by which other systems know an agency."""

    scheme: str
    code: str
    valid_from: DateText
    ended_from: Annotated[DateText | None, Field(description="null: it holds.")]


class DecisionShown(BaseModel):
    """A decision of the competent authority, and what it did to the agency."""

    decision_number: str
    decision_date: DateText
    effective_from: DateText
    event: str


class TransferShown(BaseModel):
    """Who took a division's work over, and as which of its divisions."""

    division: str
    successor: str
    successor_division: str


class AgencyShown(BaseModel):
    """An agency, with every name and place that it had, its codes, and who succeeds it."""

    agency: str
    kind: AgencyKind
    name_vi: str
    name_en: str
    parent: str | None
    wave: int | None
    working_calendar: str
    valid_from: DateText
    ended_from: Annotated[DateText | None, Field(description="The first day on which it no longer exists.")]
    live_from: Annotated[DateText | None, Field(description="The first day under the scheme, if decided.")]
    names: Annotated[list[NamingShown], Field(description="The oldest first.")]
    parents: Annotated[list[PlaceShown], Field(description="The oldest first.")]
    codes: list[CodeShown]
    successors: list[str]
    predecessors: list[str]
    decisions: list[DecisionShown]
    manner: Annotated[str | None, Field(description="How it ended; null: it goes on.")] = None
    transfers: list[TransferShown] = []
    version: int


class DivisionShown(BaseModel):
    """A division of an agency."""

    agency: str
    division: str
    name: str
    added_at: InstantText
    closed_at: InstantText | None


class AgencyWithDivisions(AgencyShown):
    """An agency and its open divisions, by code."""

    divisions: list[DivisionShown]


class AgencyInPlace(AgencyShown):
    """An agency as of a day, with those that stood under it."""

    live: Annotated[bool, Field(description="Whether it was under the scheme that day.")]
    children: list["AgencyInPlace"]


class WaveShown(BaseModel):
    """How far a rollout wave is."""

    wave: Annotated[int | None, Field(description="null: the agencies that no wave is planned for.")]
    planned: int
    live: int
    decided: Annotated[list[str], Field(description="Not live yet, and it is decided from when on.")]
    not_live: list[str]


class SuccessorsShown(BaseModel):
    """Who does an agency's work on a day: itself while it exists."""

    agency: str
    on: DateText
    successors: list[str]


class AbsenceShown(BaseModel):
    """Days on which an official is away."""

    first_day: DateText
    last_day: DateText
    kind: AbsenceKind


class DelegationShown(BaseModel):
    """Days on which a colleague may act for an official."""

    delegate: str
    first_day: DateText
    last_day: DateText
    roles: list[Role]
    divisions: list[str]


class OfficialShown(BaseModel):
    """What an official is in an agency, when they are away, and who acts for them."""

    agency: str
    official: str
    name: str
    divisions: list[str]
    position: str
    roles: list[Role]
    appointed_at: InstantText
    left_at: InstantText | None
    absences: list[AbsenceShown]
    delegations: list[DelegationShown]


#: Something that happened to an agency.
AgencyEventAnswer = recorded_answer(AGENCY)
