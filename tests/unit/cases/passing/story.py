"""Short stories over three agencies, told by the minute, and the buck-passing that the rules find in them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.cases.application.histories.acts import read_act
from services.cases.application.known_here import KnownHere
from services.cases.application.recording import record
from services.cases.domain.agencies import AGENCY, AgencyLiveFrom, AgencyPlaced
from services.cases.domain.case import CASE, Case
from services.cases.domain.visits import closed_visits
from shared.contracts.cases.passing import BuckPassingDetected
from shared.contracts.cases.steps import StepRefused
from shared.contracts.vocabulary import OpenedStep
from shared.restating import restate
from shared.vietnam_time import VIETNAM
from tests.unit.cases.histories.world import World, known_calendar, world

BEGIN = datetime(2026, 3, 2, 8, 0, tzinfo=VIETNAM)  # a Monday


def refused(case: Case, event: StepRefused) -> None:
    """What a refusal changes, where no feature says so."""
    case.visits.clear()
    case.visit(event.to, event.refused_at)


def agency(code: str, *divisions: str) -> Mapping[str, Any]:
    """With a person for each division, and a head."""
    people = [
        {"id": f"{code}.{one}", "name": one, "divisions": [one], "roles": ["official"]} for one in divisions
    ]
    head = {
        "id": f"{code}.head",
        "name": "Head",
        "divisions": [divisions[0]],
        "roles": ["agency_head", "official"],
    }
    named = [{"code": one, "name": one} for one in divisions]
    return {"code": code, "divisions": named, "officials": [*people, head]}


def catalogue(of: str, procedure: str, *stages_of: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """One procedure, with these steps in each stage."""
    stages = [{"code": f"G-{steps[0]['code']}", "steps": steps} for steps in stages_of]
    limit = {"duration": "PT80H", "counting": "working_hours"}
    of_it = {"code": procedure, "name": procedure, "kind": "internal", "time_limit": limit, "stages": stages}
    return {"agency": of, "in_force_from": "2026-01-06", "catalogue": {"procedures": [of_it]}}


def step(
    code: str,
    division: str,
    *others: str,
    hours: int = 40,
    asks: str | None = None,
    optional: bool = False,
) -> dict[str, Any]:
    """A step; `asks`: another agency does a part."""
    limit = {"duration": f"PT{hours}H", "counting": "working_hours"}
    made = {"code": code, "name": code, "division": division, "other_divisions": others, "content": code}
    asked = {"responding_agency": asks} if asks else None
    return {**made, "time_limit": limit, "coordination": asked, "optional": optional}


HEADER = {
    "organisation": [
        agency("SNV", "P1", "P2", "P3", "P4"),
        agency("STC", "TH", "NS"),
        agency("STP", "TH"),
    ],
    "catalogues": [
        catalogue(
            "SNV",
            "SNV-01",
            [step("B1", "P1")],
            [step("B2", "P2", "P4", hours=16, asks="STC"), step("B4", "P2", asks="STC", optional=True)],
            [step("B3", "P3")],
        ),
        catalogue("STC", "STC-01", [step("X1", "TH", asks="STP")], [step("X2", "NS")]),
        catalogue("STP", "STP-01", [step("Y1", "TH")]),
    ],
}


@dataclass(slots=True)
class Story:
    """What happens, an act each ten minutes, unless it is said to be later."""

    world: World
    now: datetime = BEGIN
    names: dict[str, str] = field(default_factory=dict)

    def act(self, act: str, by: str, **said: Any) -> None:
        """Somebody does something."""
        self.now += timedelta(minutes=10)
        line = {"at": self.now.isoformat(), "by": by, "act": act, **said}
        self.world.act(read_act(json.dumps(line).encode()))

    def stands_under(self, code: str, parent: str) -> None:
        """An agency has another above it."""
        placed = AgencyPlaced(agency=code, parent=parent, effective_from=date(2021, 1, 1), placed_at=BEGIN)
        live = AgencyLiveFrom(agency=code, live_from=date(2021, 1, 1))
        self.world.work.append(AGENCY, code, [placed, live])

    def opened(self, *, at: str = "B2") -> None:
        """Case A in SNV, received at that step by the one who works there."""
        self.act("open", "SNV.P1", case="A", agency="SNV", procedure="SNV-01", subject="Hồ sơ")
        self.act("receive", "SNV.P1", case="A", step="B1")
        self.done("SNV.P1", "B1")
        self.act("receive", "SNV.P2", case="A", step="B2")
        if at == "B3":
            self.done("SNV.P2", "B2")
            self.act("receive", "SNV.P3", case="A", step="B3")

    def done(self, by: str, at: str, **to: Any) -> None:
        """The step is completed, and handed off."""
        self.act("complete", by, case="A", step=at)
        self.act("hand_off", by, case="A", step=at, **to)

    def back(self, by: str, at: str, to: str) -> None:
        """The step is returned."""
        self.act("return", by, case="A", step=at, to={"step": to}, reason="Chưa rõ")

    def again(self, by: str, at: str, **to: Any) -> None:
        """What came back is done once more."""
        self.act("receive", by, case="A", step=at)
        self.done(by, at, **to)

    def refuse(self, at: str, to: str, division: str, belongs_to: str | None = None) -> None:
        """The step goes back as not ours."""
        self.now += timedelta(minutes=10)
        number = self.world.cases["A"]
        case = self.world.work.state(CASE, number)
        visit, target = case.visits[at], case.route.steps[to]
        opened = restate(OpenedStep, target, visit=case.visits_made[to] + 1, division=division, official=None)
        refused = StepRefused(
            case_number=number,
            agency=case.agency,
            procedure=case.procedure,
            edition=case.edition,
            step=at,
            visit=visit.number,
            division=visit.division,
            to=(opened,),
            closed=closed_visits(case),
            reason="Không thuộc thẩm quyền",
            belongs_to=belongs_to,
            refused_by="SNV.P2",
            refused_at=self.now,
        )
        record(self.world.work, number, [refused])

    def ask(self, name: str, of: str, at: str = "B2", limit: str = "PT16H") -> None:
        """P2 asks another agency for a part of the step."""
        asked = {"question": "Ý kiến?", "limit": limit}
        self.act("request", "SNV.P2", case="A", step=at, coordination=name, agency=of, **asked)

    def decline(self, name: str, by: str, belongs_to: str | None = None) -> None:
        """The asked agency says that it isn't its own."""
        whose = {"belongs_to": belongs_to} if belongs_to else {}
        self.act("decline", by, coordination=name, reason="Không thuộc thẩm quyền", **whose)

    def answer(self, name: str, by: str) -> None:
        """It answers without a case."""
        self.act("answer", by, coordination=name, kind="agree")

    def send_back(self, name: str) -> None:
        """P2 returns the answer."""
        self.act("return_answer", "SNV.P2", coordination=name, reason="Chưa đủ")

    def found(self) -> list[tuple[str, list[str]]]:
        """Each detection: its kind, and the units."""
        return [(one.kind, [unit.division or unit.agency for unit in one.between]) for one in self.events()]

    def events(self) -> list[BuckPassingDetected]:
        """The detections that were recorded."""
        return [one.event for one in self.world.records() if isinstance(one.event, BuckPassingDetected)]


@contextmanager
def story() -> Iterator[Story]:
    """An empty one, in which the calendar is known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KnownHere, "calendar", known_calendar)
        patch.setattr(CASE, "_changes", {StepRefused: refused, **CASE._changes})
        with world() as made:
            made.begin(HEADER)
            yield Story(made)
