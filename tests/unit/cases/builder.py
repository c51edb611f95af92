"""A sample procedure, its people, and a case that is driven to a given point by its own commands."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from services.cases.domain import (
    CASE,
    CompleteStep,
    HandOff,
    OpenCase,
    ReceiveStep,
    Target,
    decide,
    decide_open,
)
from services.cases.domain.directory import DIRECTORY, NoteOfficial
from services.cases.domain.directory import decide as decide_directory
from services.cases.domain.procedure import PROCEDURE, ProcedureAdopted, ProcedureKind, Stage, Step
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Actor, Counting, Role
from tests.scenario import Scenario, given

AGENCY, CODE, NUMBER = "SNV", "SNV-07", "SNV-261201-0001"
HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)  # 08:00 in Vietnam
EIGHT_HOURS = TimeLimit.of(480, Counting.WORKING_HOURS)
TOTAL = TimeLimit.of(2400, Counting.WORKING_HOURS)


def person(name: str, division: str | None, *roles: Role, agency: str | None = AGENCY) -> Actor:
    return Actor(id=name, agency=agency, division=division, roles=frozenset(roles))


LAN = person("lan", "VP", Role.OFFICIAL)
THU = person("thu", "VP", Role.OFFICIAL)
HOA = person("hoa", "VP", Role.DIVISION_HEAD)
MINH = person("minh", "CCVC", Role.OFFICIAL)
CONG = person("cong", "TTr", Role.OFFICIAL)
PHUC = person("phuc", "PC", Role.OFFICIAL)
KIEN = person("kien", "LD", Role.OFFICIAL)
BINH = person("binh", None, Role.AGENCY_HEAD)
PROVINCE = person("tinh", None, Role.PROVINCE_LEADER)
SYSTEM = person("qlvb", None, Role.SYSTEM, agency=None)
IMPORTER = Actor(id="nhap", roles=frozenset({Role.IMPORTER}), acting_for="lan")
STRANGER = person("khach", "VP", Role.OFFICIAL, Role.DIVISION_HEAD, Role.AGENCY_HEAD, agency="SCT")


def step(code: str, division: str, *others: str, optional: bool = False) -> Step:
    return Step(
        code=code,
        name=code,
        division=division,
        other_divisions=others,
        time_limit=EIGHT_HOURS,
        optional=optional,
    )


def stage(code: str, *steps: Step) -> Stage:
    return Stage(code=code, name=code, steps=steps)


STAGES = (
    stage("tiep-nhan", step("tiep-nhan", "VP")),
    stage(
        "tham-dinh",
        step("tham-dinh", "CCVC", "TTr"),
        step("phap-che", "PC"),
        step("xac-minh", "TTr", optional=True),
    ),
    stage("hop", step("hop", "CCVC", optional=True)),
    stage("ky", step("ky", "LD")),
    stage("luu", step("luu", "VP", optional=True)),
)
#: Who does each step in the sample.
WORKERS = {
    "tiep-nhan": LAN,
    "tham-dinh": MINH,
    "phap-che": PHUC,
    "xac-minh": CONG,
    "hop": MINH,
    "ky": KIEN,
    "luu": LAN,
}


def adopted(edition: int = 1, stages: tuple[Stage, ...] = STAGES, **fields: Any) -> ProcedureAdopted:
    values = {"in_force_from": date(2026, 12, 1), "working_calendar": "VN", **fields}
    return ProcedureAdopted(
        agency=AGENCY,
        code=CODE,
        edition=edition,
        name="Bổ nhiệm công chức",
        kind=ProcedureKind.INTERNAL,
        time_limit=TOTAL,
        stages=stages,
        **values,
    )


SAMPLE = PROCEDURE.fold([adopted()])
PEOPLE = DIRECTORY.fold(())
for _actor in (LAN, THU, HOA, MINH, CONG, PHUC, KIEN):
    _noted = decide_directory(
        PEOPLE,
        NoteOfficial(
            official=_actor.id,
            name=_actor.id,
            division=_actor.division or "",
            role=min(_actor.roles),
            appointed_at=MONDAY,
        ),
    )
    PEOPLE = DIRECTORY.evolve(PEOPLE, _noted[0])

act = partial(decide, directory=PEOPLE)
act_open = partial(decide_open, procedure=SAMPLE, number=NUMBER, directory=PEOPLE)


def targets(*steps: str) -> tuple[Target, ...]:
    return tuple(Target(step=code) for code in steps)


class Story:
    """A case in the making. Each act takes effect an hour after the one before it."""

    def __init__(self, *events: Any, now: datetime = MONDAY) -> None:
        self.events = events
        self.now = now

    def when(self, command: type, by: Actor, **fields: Any) -> Scenario:
        """The next command, at this hour unless it says otherwise."""
        values = {"at": self.now, "recorded_at": self.now, **fields}
        decision = act_open if command is OpenCase else act
        return given(CASE, *self.events).when(decision, command(by=by, **values))

    def then(self, command: type, by: Actor, **fields: Any) -> "Story":
        """The command is given, and succeeds."""
        at = fields.get("at", self.now)
        values = {"at": at, "recorded_at": at, **fields}
        decision = act_open if command is OpenCase else act
        events = decision(self.state, command(by=by, **values))
        return Story(*self.events, *events, now=self.now + HOUR)

    def worked(self, *steps: str) -> "Story":
        """Each step is received and completed by its worker."""
        story = self
        for code in steps:
            story = story.worked_by(WORKERS[code], code)
        return story

    def worked_by(self, by: Actor, code: str) -> "Story":
        return self.then(ReceiveStep, by, step=code).then(CompleteStep, by, step=code)

    def handed_off(self, code: str, *to: str) -> "Story":
        return self.then(HandOff, WORKERS[code], step=code, to=targets(*to) if to else None)

    def fact(self, event: type, **fields: Any) -> Any:
        """An event of this case."""
        return event(agency=AGENCY, procedure=CODE, edition=1, **fields)

    @property
    def state(self) -> Any:
        return CASE.fold(self.events)


def opened(**fields: Any) -> Story:
    """A case at its first step."""
    values = {"agency": AGENCY, "procedure": CODE, "subject": "Bổ nhiệm Phó Trưởng phòng", **fields}
    return Story().then(OpenCase, LAN, **values)


def in_appraisal() -> Story:
    """A case at its parallel stage: appraisal and legal opinion side by side."""
    return opened().worked("tiep-nhan").handed_off("tiep-nhan")


def at_signing() -> Story:
    """A case at its last mandatory step."""
    return in_appraisal().worked("tham-dinh", "phap-che").handed_off("tham-dinh")
