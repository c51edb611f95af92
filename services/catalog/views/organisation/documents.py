"""Agencies, divisions and officials as documents: plain JSON, which answers show as it is."""

from dataclasses import dataclass, field
from typing import Annotated

from shared.contracts.vocabulary import described
from shared.documents.port import Collection
from shared.documents.values import DateText, InstantText


@dataclass(slots=True, kw_only=True)
class NamingDocument:
    """What an agency is called from a day on."""

    since: DateText
    name_vi: str
    name_en: str


@dataclass(slots=True, kw_only=True)
class PlaceDocument:
    """What an agency stands under from a day on."""

    since: DateText
    parent: str | None


@dataclass(slots=True, kw_only=True)
class CodeDocument:
    """A code by which other systems know an agency."""

    scheme: str
    code: str
    valid_from: DateText
    ended_from: Annotated[DateText | None, described("null: it holds.")] = None


@dataclass(slots=True, kw_only=True)
class DecisionDocument:
    """A decision of the competent authority, and what it did to the agency."""

    decision_number: str
    decision_date: DateText
    effective_from: DateText
    event: str


@dataclass(slots=True, kw_only=True)
class TransferDocument:
    """Who took a division's work over, and as which of its divisions."""

    division: str
    successor: str
    successor_division: str


@dataclass(slots=True, kw_only=True)
class ContactDocument:
    """Who handles requests to an agency while it isn't live, and how they are reached."""

    name: Annotated[str, described("Who, by name or by post; empty: not said.")]
    telephone: Annotated[str, described("Telephone number; empty: none.")]
    email: Annotated[str, described("Address of electronic mail; empty: none.")]
    address: Annotated[str, described("Postal address; empty: none.")]


@dataclass(slots=True, kw_only=True)
class AgencyDetails:
    """An agency, with every name and place that it had, its codes, and who succeeds it."""

    agency: str
    kind: Annotated[str, described("`province`, `department`, `district` or `commune`.")]
    name_vi: str
    name_en: str
    parent: str | None
    wave: int | None
    working_calendar: str
    valid_from: DateText
    ended_from: Annotated[DateText | None, described("The first day on which it no longer exists.")] = None
    live_from: Annotated[DateText | None, described("The first day under the scheme, if decided.")] = None
    names: Annotated[list[NamingDocument], described("The oldest first.")]
    parents: Annotated[list[PlaceDocument], described("The oldest first.")]
    codes: list[CodeDocument] = field(default_factory=list)
    successors: list[str] = field(default_factory=list)
    predecessors: list[str] = field(default_factory=list)
    decisions: list[DecisionDocument] = field(default_factory=list)
    manner: Annotated[str | None, described("How it ended; null: it goes on.")] = None
    transfers: list[TransferDocument] = field(default_factory=list)
    contact: Annotated[
        ContactDocument | None, described("Who handles requests while it isn't live; null: nobody is named.")
    ] = None
    version: int


@dataclass(slots=True, kw_only=True)
class AgencyDocument(AgencyDetails):
    """An agency, with its place in the order of Vietnamese names."""

    sort: str


@dataclass(slots=True, kw_only=True)
class DivisionDocument:
    """A division of an agency."""

    agency: str
    division: str
    name: str
    added_at: InstantText
    closed_at: InstantText | None = None


@dataclass(slots=True, kw_only=True)
class AbsenceDocument:
    """Days on which an official is away."""

    first_day: DateText
    last_day: DateText
    kind: str


@dataclass(slots=True, kw_only=True)
class DelegationDocument:
    """Days on which a colleague may act for an official."""

    delegate: str
    first_day: DateText
    last_day: DateText
    roles: list[str]
    divisions: list[str]


@dataclass(slots=True, kw_only=True)
class OfficialDetails:
    """What an official is in an agency, when they are away, and who acts for them."""

    agency: str
    official: str
    name: str
    divisions: list[str]
    position: str
    roles: list[str]
    appointed_at: InstantText
    left_at: InstantText | None = None
    absences: list[AbsenceDocument] = field(default_factory=list)
    delegations: list[DelegationDocument] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class OfficialDocument(OfficialDetails):
    """An official, with their place in the order of given names."""

    sort: str


AGENCIES = Collection("agencies", indexes=(("kind", "sort"), ("parent",), ("sort",)), document=AgencyDocument)
DIVISIONS = Collection("divisions", indexes=(("agency", "division"),), document=DivisionDocument)
OFFICIALS = Collection("officials", indexes=(("agency", "sort"),), document=OfficialDocument)
