"""The asked agency asks back, and is told; its time goes on meanwhile."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.coordination.guards import (
    ASKED,
    ASKING,
    check_asked,
    check_asking,
    check_owed,
    check_time_of_asked,
    check_time_of_asking,
)
from services.cases.domain.coordination.receiving import CoordinationName
from services.cases.domain.documents import ENCLOSED, Documents, enclosed
from services.cases.domain.secrecy import check_not_secret
from services.cases.errors.coordination import ClarificationMissing, NothingToClarify
from services.cases.errors.remarks import SecretRefused
from shared.contracts.cases.coordination import ClarificationAsked, ClarificationGiven
from shared.contracts.vocabulary import Text
from shared.decider import Act, command
from shared.kernel import legible


@command
class AskClarification:
    """Ask the asking agency back; the time for the answer goes on."""

    coordination: CoordinationName
    text: Text


@CASE.decides(AskClarification, refuses=(*ASKED, ClarificationMissing, SecretRefused, *rules.TIMED))
def ask(case: Case, command: AskClarification, act: Act) -> ClarificationAsked:
    """Any official of the asked agency, while an answer is owed."""
    asked = check_asked(case, command.coordination, act)
    check_owed(asked, act.at)
    text = _said(command.text)
    check_time_of_asked(act, asked)
    named = case.named_asked(asked, act.recorded_by)
    return ClarificationAsked(**named, text=text, asked_by=act.by.name, asked_at=act.at)


@CASE.evolves(ClarificationAsked)
def clarification_asked(case: Case, event: ClarificationAsked) -> None:
    """The asker is to tell."""
    case.touch_asked(event.coordination, event.asked_at).clarification_open = True


@command
class GiveClarification:
    """Answer what the asked agency asked back."""

    coordination: CoordinationName
    text: Text
    documents: Documents = ()


@CASE.decides(
    GiveClarification, refuses=(*ASKING, NothingToClarify, ClarificationMissing, *ENCLOSED, *rules.TIMED)
)
def give(case: Case, command: GiveClarification, act: Act) -> ClarificationGiven:
    """One answer to all that was asked back until then."""
    asked = check_asking(case, command.coordination, act)
    if not (asked.clarification_open and asked.is_owed):
        raise NothingToClarify(where="coordination", coordination=asked.number)
    text = _said(command.text)
    documents = enclosed(command.documents)
    check_time_of_asking(act, case, asked)
    return ClarificationGiven(
        **case.named_asked(asked, act.recorded_by),
        text=text,
        documents=documents,
        given_by=act.by.name,
        given_at=act.at,
    )


@CASE.evolves(ClarificationGiven)
def clarification_given(case: Case, event: ClarificationGiven) -> None:
    """Nothing is left to tell."""
    case.touch_asked(event.coordination, event.given_at).clarification_open = False


def _said(text: str) -> str:
    text = text.strip()
    if not legible(text):
        raise ClarificationMissing(where="text")
    check_not_secret("text", text)
    return text
