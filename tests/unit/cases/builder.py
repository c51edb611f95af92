"""A sample procedure, its people, and a case that is driven to a given point by its own commands."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.deciders import CASE
from services.cases.domain.directory import DIRECTORY, OfficialReplicated
from services.cases.domain.handing_off import HandOff
from services.cases.domain.known import KnownNow
from services.cases.domain.opening import OpenCase
from services.cases.domain.procedure import PROCEDURE, ProcedureReplicated
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.route import Target
from shared.contracts.catalog.parts import ExtensionRule, SuspensionRule
from shared.contracts.catalog.procedures import Stage, Step
from shared.contracts.vocabulary import TimeLimit
from shared.decider import Act
from shared.kernel import Actor, Counting, Role
from tests.scenario import Scenario, given
from tests.unit.working_time.calendars import VIETNAM

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
        content="",
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


#: As often and as long as one likes: what the rules limit is tried where they do.
SUSPENSION = SuspensionRule(conditions="Chờ bổ sung hồ sơ")
EXTENSION = ExtensionRule(conditions="Cần xác minh thêm", most_times=99)


def adopted(edition: int = 1, stages: tuple[Stage, ...] = STAGES, **fields: Any) -> ProcedureReplicated:
    rules = {"suspension": SUSPENSION, "extension": EXTENSION}
    days = {"in_force_from": date(2026, 12, 1), "working_calendar": "VN", "time_limit": TOTAL}
    values = {**days, **rules, **fields}
    return ProcedureReplicated(
        agency=AGENCY,
        procedure=CODE,
        edition=edition,
        name="Bổ nhiệm công chức",
        kind="internal",
        stages=stages,
        **values,
    )


SAMPLE = PROCEDURE.fold([adopted()])
PEOPLE = DIRECTORY.fold(
    OfficialReplicated(
        official=one.id,
        name=one.id,
        divisions=(one.division or "",),
        roles=tuple(one.roles),
        appointed_at=MONDAY,
    )
    for one in (LAN, THU, HOA, MINH, CONG, PHUC, KIEN)
)
KNOWN = KnownNow(
    number=NUMBER,
    directories={AGENCY: PEOPLE},
    procedures={(AGENCY, CODE): SAMPLE},
    calendars={"VN": VIETNAM},
)


def targets(*steps: str) -> tuple[Target, ...]:
    return tuple(Target(step=code) for code in steps)


class Story:
    """A case in the making. Each act takes effect an hour after the one before it."""

    def __init__(self, *events: Any, now: datetime = MONDAY, known: KnownNow = KNOWN) -> None:
        self.events = events
        self.now = now
        self.known = known

    def when(self, command: type, by: Actor, **fields: Any) -> Scenario:
        """The next command, at this hour unless it says otherwise."""
        act = self._act(by, fields)
        return given(CASE, *self.events).when(command(**fields), act, self.known)

    def then(self, command: type, by: Actor, **fields: Any) -> "Story":
        """The command is given, and succeeds; it is recorded when it takes effect."""
        act = self._act(by, {"recorded_at": fields.get("at", self.now), **fields})
        asked = {name: value for name, value in fields.items() if name not in ("at", "recorded_at")}
        events = CASE.decide(self.state, command(**asked), act, self.known)
        return Story(*self.events, *events, now=self.now + HOUR, known=self.known)

    def _act(self, by: Actor, fields: dict[str, Any]) -> Act:
        at, recorded_at = fields.pop("at", self.now), fields.pop("recorded_at", self.now)
        return Act(by=by, at=at, recorded_at=recorded_at)

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
        return event(case_number=NUMBER, agency=AGENCY, procedure=CODE, edition=1, **fields)

    @property
    def state(self) -> Any:
        return CASE.fold(self.events)


def opened(known: KnownNow = KNOWN, **fields: Any) -> Story:
    """A case at its first step."""
    values = {"agency": AGENCY, "procedure": CODE, "subject": "Bổ nhiệm Phó Trưởng phòng", **fields}
    return Story(known=known).then(OpenCase, LAN, **values)


def in_appraisal() -> Story:
    """A case at its parallel stage: appraisal and legal opinion side by side."""
    return opened().worked("tiep-nhan").handed_off("tiep-nhan")


def at_signing() -> Story:
    """A case at its last mandatory step."""
    return in_appraisal().worked("tham-dinh", "phap-che").handed_off("tham-dinh")
