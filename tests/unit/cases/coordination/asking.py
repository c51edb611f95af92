"""A case whose first step asks Finance, its people, and how far their coordination has come."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from services.cases.domain.agencies import AGENCY as AGENCIES
from services.cases.domain.agencies import AgencyLiveFrom, AgencyPlaced, AgencyPlanned
from services.cases.domain.coordination.accepting import AcceptAnswer
from services.cases.domain.coordination.answering import AnswerCoordination
from services.cases.domain.coordination.receiving import ReceiveCoordination
from services.cases.domain.coordination.requesting import RequestCoordination
from services.cases.domain.procedure import PROCEDURE
from services.cases.domain.receiving import ReceiveStep
from shared.contracts.catalog.parts import Coordination
from shared.kernel import AnswerKind, Role
from tests.unit.cases.builder import (
    AGENCY,
    CODE,
    HOUR,
    KNOWN,
    LAN,
    MONDAY,
    NUMBER,
    Story,
    adopted,
    opened,
    person,
    stage,
    step,
)

ASKS, OTHER, NEXT = "tiep-nhan", "tham-dinh", "ky"
THANH = person("stc.thanh", "VP", Role.OFFICIAL, agency="STC")
HUNG = person("stc.hung", None, Role.AGENCY_HEAD, agency="STC")
CHAIR = person("ubnd.chu-tich", None, Role.AGENCY_HEAD, agency="UBND")
TRADE = person("sct.tam", "VP", Role.OFFICIAL, agency="SCT")
LOG = person("nhap", None, Role.IMPORTER, agency=None)
QUESTION = "Ý kiến về nguồn kinh phí?"
#: When the next act of a case that has just asked takes effect.
ASKED_AT = MONDAY + 2 * HOUR

_DAY = date(2021, 1, 1)


def placed(code: str, parent: str | None, live_from: date | None = _DAY) -> Any:
    """An agency of a wave in the tree; None: it isn't live."""
    live = [AgencyLiveFrom(agency=code, live_from=live_from)] if live_from else []
    under = AgencyPlaced(agency=code, parent=parent, effective_from=_DAY, placed_at=MONDAY)
    waits = AgencyPlanned(agency=code, wave=1, agency_version=1)
    return AGENCIES.fold([under, waits, *live])


TREE = {"UBND": placed("UBND", None), "SNV": placed("SNV", "UBND"), "STC": placed("STC", "UBND")}


def known_with(tree: dict[str, Any] = TREE, **rule: Any) -> Any:
    """What is known where the first step asks by this rule of the catalogue."""
    asks = replace(step(ASKS, "VP"), coordination=Coordination(**{"responding_agency": "STC", **rule}))
    stages = (stage("g1", asks, step(OTHER, "CCVC")), stage("g2", step(NEXT, "LD")))
    procedures = {(AGENCY, CODE): PROCEDURE.fold([adopted(stages=stages)])}
    return replace(KNOWN, procedures=procedures, agency_tree=tree)


def at_asking(tree: dict[str, Any] = TREE, **rule: Any) -> Story:
    """A case whose first step is received, and may ask."""
    return opened(known_with(tree, **rule)).then(ReceiveStep, LAN, step=ASKS)


def asking(tree: dict[str, Any] = TREE, **rule: Any) -> Story:
    """It has asked."""
    return at_asking(tree, **rule).then(RequestCoordination, LAN, step=ASKS, question=QUESTION)


def taken(**rule: Any) -> Story:
    """Finance has taken the request up, without a case of its own."""
    return asking(**rule).then(ReceiveCoordination, THANH, coordination=1)


def answered(kind: AnswerKind = AnswerKind.AGREE, **rule: Any) -> Story:
    """Finance has answered."""
    return asking(**rule).then(AnswerCoordination, THANH, coordination=1, kind=kind, text="Thống nhất")


def disputed(**rule: Any) -> Story:
    """Finance disagrees."""
    return answered(AnswerKind.DISAGREE, **rule)


def accepted(**rule: Any) -> Story:
    """The answer was taken."""
    return answered(**rule).then(AcceptAnswer, LAN, coordination=1)


def with_a_case(story: Story, child: str = "STC-261207-0001") -> Story:
    """Finance has taken the request up with a case of its own."""
    story = Story(*story.events, now=story.now, known=replace(story.known, number=child))
    return story.then(ReceiveCoordination, THANH, coordination=1, opens_case=True)


def fact(event: type, *, division: str | None = "VP", official: str | None = "lan", **fields: Any) -> Any:
    """An event at the coordination."""
    named = {"case_number": NUMBER, "agency": AGENCY, "procedure": CODE, "edition": 1}
    asked = {"coordination": 1, "step": ASKS, "visit": 1, "asked_agency": "STC"}
    return event(**named, **asked, division=division, official=official, **fields)


def moment(story: Story, hours: int = 0) -> datetime:
    """So many hours after the next act."""
    return story.now + hours * HOUR
