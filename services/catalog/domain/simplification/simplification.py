"""A programme that simplifies procedures: what is proposed, what is accepted, what an edition carries out.

Decision 1085/QĐ-TTg (2022) asks that a fifth of the internal procedures, and a fifth of the cost of complying
with them, be cut. What a programme counts towards its targets is therefore data: `Measure`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Protocol

from services.catalog.domain.procedure.naming import LONGEST_CONTENT, WORDED, check_content
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.errors.simplification import (
    ProgrammeNotFound,
    ProposalNotFound,
    ProposalSettled,
    SimplificationWithoutReason,
)
from shared.contracts.vocabulary import TimeLimit, Whole, described
from shared.decider import Decider
from shared.kernel import Actor, Role


class Means(StrEnum):
    """How a procedure becomes simpler."""

    REMOVED = "removed"  #: bãi bỏ thủ tục
    FEWER_STEPS = "fewer_steps"  #: bỏ bước
    MERGED_STEPS = "merged_steps"  #: gộp bước
    SHORTER_LIMIT = "shorter_limit"  #: rút ngắn thời hạn
    DROPPED_PAPERS = "dropped_papers"  #: bỏ thành phần hồ sơ
    DELEGATED_DECISION = "delegated_decision"  #: phân cấp, uỷ quyền quyết định
    DIGITISED = "digitised"  #: thực hiện trên môi trường điện tử


class ProposalState(StrEnum):
    """How far a proposal has come."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CARRIED_OUT = "carried_out"


@dataclass(slots=True)
class Proposal:
    """A proposal, as decisions on it need it."""

    agency: str
    procedure: str
    means: tuple[Means, ...]
    time_before: TimeLimit | None
    expected_time: TimeLimit | None
    expected_steps: int
    status: ProposalState = ProposalState.PROPOSED


@dataclass(slots=True)
class SimplificationProgramme:
    """A programme with its proposals."""

    code: str = ""  #: empty: not opened
    agency: str | None = None  #: whose procedures; None: those of the whole province
    baseline_on: date = date.min
    proposals: dict[int, Proposal] = field(default_factory=dict)


#: Key: the programme's code.
SIMPLIFICATION = Decider[SimplificationProgramme]("simplification", SimplificationProgramme)

# ---- what commands say

Reason = Annotated[str, described("The reason, in words.", min_length=1, max_length=LONGEST_CONTENT)]
Number = Annotated[int, described("The proposal's number in the programme.", ge=1)]
EditionNumber = Annotated[Whole, described("Number of an issued edition.", ge=1, le=9999)]

# ---- guards

#: How each group of guards may refuse.
OPENED = (ProgrammeNotFound,)
SETTLED = (*OPENED, ProposalNotFound, ProposalSettled)
REASONED = (*WORDED, SimplificationWithoutReason)


def check_opened(programme: SimplificationProgramme, code: str) -> None:
    """The programme is open."""
    if not programme.code:
        raise ProgrammeNotFound(where="programme", programme=code)


def proposal_named(programme: SimplificationProgramme, code: str, number: int) -> Proposal:
    """A proposal of an open programme, however far it has come."""
    check_opened(programme, code)
    proposal = programme.proposals.get(number)
    if proposal is None:
        raise ProposalNotFound(where="proposal", proposal=number, programme=code)
    return proposal


def proposal_of(
    programme: SimplificationProgramme, code: str, number: int, status: ProposalState
) -> Proposal:
    """A proposal of an open programme that has come so far."""
    proposal = proposal_named(programme, code, number)
    if proposal.status is not status:
        raise ProposalSettled(where="proposal", proposal=number)
    return proposal


def leads(by: Actor, agency: str) -> bool:
    """Whether the actor heads the agency."""
    return by.has(Role.AGENCY_HEAD) and by.agency == agency


def edits(by: Actor, agency: str) -> bool:
    """Whether the actor edits the agency's catalogue."""
    return by.has(Role.CATALOGUE_EDITOR) and by.agency == agency


def reason_of(text: str) -> str:
    """The reason without blanks around it; there must be one."""
    check_content(text, "reason")
    if not text.strip():
        raise SimplificationWithoutReason(where="reason")
    return text.strip()


# ---- what is simpler


def at_most(time: TimeLimit | None, most: TimeLimit | None) -> bool:
    """Whether a limit isn't longer than another, and counted alike; or there is neither."""
    if time is None or most is None:
        return time is most
    return time.counting == most.counting and time.amount <= most.amount


# ---- what decisions on simplification ask beside the programme's own state


class Known(Protocol):
    """The catalogues that proposals speak of."""

    def issued(self, agency: str, edition: int) -> Mapping[str, Procedure] | None:
        """The procedures of an issued edition, by code; None: it isn't issued."""


@dataclass(slots=True, kw_only=True)
class KnownNow:
    """The same, all at hand."""

    editions: dict[tuple[str, int], Mapping[str, Procedure]] = field(default_factory=dict)

    def issued(self, agency: str, edition: int) -> Mapping[str, Procedure] | None:
        """The procedures of an issued edition, by code; None: it isn't issued."""
        return self.editions.get((agency, edition))
