"""What can happen to an agency: registered, planned, renamed, moved, and one day succeeded by others."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class AgencyKind(StrEnum):
    PROVINCE = "province"  #: tỉnh, thành phố
    DEPARTMENT = "department"  #: sở, ban, ngành
    DISTRICT = "district"  #: huyện, quận, thị xã; until June 2025
    COMMUNE = "commune"  #: xã, phường, thị trấn; later xã, phường, đặc khu


class CodeScheme(StrEnum):
    """Whose codes; one agency has one of each scheme at a time."""

    NATIONAL = "national"  #: Decision 20/2020/QĐ-TTg: read from left to right
    EDXML = "edxml"  #: QCVN 102:2016/BTTTT, replaced by its Amendment 1:2022: read from right to left


class EndingManner(StrEnum):
    """How an agency ended."""

    DISSOLVED = "dissolved"  #: giải thể; others take its work over
    MERGED = "merged"  #: hợp nhất, sáp nhập; with others into one
    SPLIT = "split"  #: chia tách; into several


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRegistered:
    code: str
    kind: AgencyKind
    name_vi: str
    name_en: str
    parent: str | None
    wave: int | None  #: of the rollout, from 1; None: not planned
    working_calendar: str = "VN"
    valid_from: date
    registered_by: str
    registered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WavePlanned:
    """A wave is a plan; going live is a fact of its own."""

    agency: str
    wave: int | None  #: None: no longer planned
    planned_by: str
    planned_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedFact:
    """What a decision of the competent authority changed, from a day on."""

    agency: str
    decision_number: str
    decision_date: date
    effective_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyWentLive(DecidedFact):
    """The agency handles its procedures under the scheme from that day on."""

    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRenamed(DecidedFact):
    name_vi: str
    name_en: str
    renamed_by: str
    renamed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMoved(DecidedFact):
    """It stands under another agency."""

    parent: str
    moved_by: str
    moved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCodeAssigned:
    """A code by which other systems know the agency; it replaces the scheme's earlier one."""

    agency: str
    scheme: CodeScheme
    code: str
    valid_from: date
    assigned_by: str
    assigned_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionTransfer:
    """Which successor takes a division's work over, and as which of its divisions."""

    division: str
    successor: str
    successor_division: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyDissolved(DecidedFact):
    """The agency ends: `effective_from` is the first day on which it no longer exists."""

    manner: EndingManner
    successors: tuple[str, ...]  #: sorted; there is one at least
    divisions: tuple[DivisionTransfer, ...]
    dissolved_by: str
    dissolved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencySucceeded(DecidedFact):
    """The agency takes over from others that end."""

    predecessors: tuple[str, ...]  #: sorted
    succeeded_by: str  #: who recorded it
    succeeded_at: datetime
