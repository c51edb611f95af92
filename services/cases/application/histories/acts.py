"""The acts of a history, `tthc-history/1`: what one person did, when, to which case or coordination.

`case` and `coordination` are the file's own names; a case's becomes its external reference.
"""

from datetime import UTC, date, datetime
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from shared.contracts.vocabulary import CONTROL
from shared.kernel import AnswerKind, ReturnGrounds

#: Neither control characters nor halves of characters: no store keeps, and nobody reads them.
_WRITTEN = rf"(?s)\A(?!.*{CONTROL.pattern})[^\ud800-\udfff]*\Z"
Name = Annotated[str, Meta(min_length=1, max_length=80, pattern=_WRITTEN)]
Words = Annotated[str, Meta(min_length=1, max_length=2000, pattern=_WRITTEN)]
Moment = Annotated[datetime, Meta(tz=True)]


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="act", kw_only=True):
    """What somebody did."""

    at: Moment
    by: Name

    def __post_init__(self) -> None:
        """Instants are kept in UTC, as everywhere, however a file writes them."""
        for name in self.__struct_fields__:
            said = getattr(self, name)
            if isinstance(said, datetime):
                msgspec.structs.force_setattr(self, name, said.astimezone(UTC))


class OfCase(Act, frozen=True):
    """Something done to a case."""

    case: Name


class AtStep(OfCase, frozen=True):
    """Something done at a step of a case."""

    step: Name


class OfCoordination(Act, frozen=True):
    """Something done about a coordination."""

    coordination: Name


class Goal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step that the case goes to."""

    step: Name
    division: Name | None = None
    official: Name | None = None


class Open(OfCase, frozen=True, tag="open"):
    agency: Name
    procedure: Name
    subject: Words
    due_at: Moment | None = None


class Assign(AtStep, frozen=True, tag="assign"):
    official: Name


class Receive(AtStep, frozen=True, tag="receive"): ...


class Complete(AtStep, frozen=True, tag="complete"): ...


class HandOff(AtStep, frozen=True, tag="hand_off"):
    to: tuple[Goal, ...] | None = None


class Return(AtStep, frozen=True, tag="return"):
    to: Goal
    reason: Words
    grounds: ReturnGrounds | None = None


class Reopen(AtStep, frozen=True, tag="reopen"):
    reason: Words
    division: Name | None = None
    official: Name | None = None


class Refuse(AtStep, frozen=True, tag="refuse"):
    reason: Words
    belongs_to: Name | None = None


class Suspend(OfCase, frozen=True, tag="suspend"):
    reason: Words


class Resume(OfCase, frozen=True, tag="resume"): ...


class Extend(OfCase, frozen=True, tag="extend"):
    due_at: Moment
    reason: Words


class Request(AtStep, frozen=True, tag="request"):
    coordination: Name
    agency: Name
    question: Words
    limit: str


class TakeRequest(OfCoordination, frozen=True, tag="take_request"):
    case: Name | None = None
    procedure: Name | None = None
    subject: Words | None = None


class Answer(OfCoordination, frozen=True, tag="answer"):
    kind: AnswerKind
    text: Words | None = None


class Decline(OfCoordination, frozen=True, tag="decline"):
    reason: Words
    belongs_to: Name | None = None


class Withdraw(OfCoordination, frozen=True, tag="withdraw"):
    reason: Words


class Accept(OfCoordination, frozen=True, tag="accept"): ...


class ReturnAnswer(OfCoordination, frozen=True, tag="return_answer"):
    reason: Words
    grounds: ReturnGrounds | None = None


class CompleteCase(OfCase, frozen=True, tag="complete_case"):
    answer: AnswerKind | None = None


class Cancel(OfCase, frozen=True, tag="cancel"):
    reason: Words


class Absent(Act, frozen=True, tag="absent"):
    official: Name
    first_day: date
    last_day: date
    kind: Name


class ClaimCause(AtStep, frozen=True, tag="claim_cause"):
    reason: Words
    visit: int | None = None


class DecideCause(AtStep, frozen=True, tag="decide_cause"):
    confirmed: bool
    visit: int | None = None


AnyAct: TypeAlias = (
    Open
    | Assign
    | Receive
    | Complete
    | HandOff
    | Return
    | Reopen
    | Refuse
    | Suspend
    | Resume
    | Extend
    | Request
    | TakeRequest
    | Answer
    | Decline
    | Withdraw
    | Accept
    | ReturnAnswer
    | CompleteCase
    | Cancel
    | Absent
    | ClaimCause
    | DecideCause
)

_decoder: msgspec.json.Decoder[AnyAct] = msgspec.json.Decoder(AnyAct)


def read_act(line: bytes) -> AnyAct:
    """The act on a line of a file. Raises `msgspec.ValidationError`, which names the field."""
    return _decoder.decode(line)
