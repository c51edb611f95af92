"""What an import came to, as the services tell it, and held against what the log itself says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.client.services import Services
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from shared.errors import Language
from tthc.mining.log.driving import Imported
from tthc.mining.log.driving_plan import ImportPlan
from tthc.mining.log.moves import MoveKind
from tthc.mining.log.notices import Notice, NoticeKind

NOBODY = "–"  #: for steps that no official held
WORST = 10  #: divisions, and officials, of which the summary tells


@dataclass(frozen=True, slots=True)
class Overdue:
    """A division or an official, and how much of their work was overdue."""

    code: str
    name: str
    overdue_steps: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure of which the services say something else than the log."""

    figure: str
    of_services: int
    of_log: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An import in figures. All but `events_by_type` are of the log's own cases."""

    agency: str
    procedure: str
    cases: int
    steps_completed: int
    hand_offs: int
    returns: int
    reopened: int
    extensions: int
    late_cases: int
    events_by_type: Mapping[str, int]  #: published by all four services, since they began
    divisions: Sequence[Overdue]  #: those with most overdue steps, the worst first
    officials: Sequence[Overdue]
    notices: Sequence[Notice]
    disagreements: Sequence[Disagreement]
    seconds: float  #: from the first command until everything had had all its effects

    def told(self, language: Language) -> dict[str, Any]:
        """The summary as one JSON object."""
        return {
            "agency": self.agency,
            "procedure": self.procedure,
            "cases": self.cases,
            "steps_completed": self.steps_completed,
            "hand_offs": self.hand_offs,
            "returns": self.returns,
            "reopened": self.reopened,
            "extensions": self.extensions,
            "late_cases": self.late_cases,
            "events_by_type": dict(self.events_by_type),
            "most_overdue": {
                "divisions": [_told("division", one) for one in self.divisions],
                "officials": [_told("official", one) for one in self.officials],
            },
            "notices": [one.told(language) for one in self.notices],
            "disagreements": [
                {"figure": one.figure, "services": one.of_services, "log": one.of_log}
                for one in self.disagreements
            ],
            "seconds": round(self.seconds, 2),
        }


async def summarise(services: Services, imported: Imported) -> Summary:
    """Ask the services what became of an import that has settled."""
    plan, happened = imported.plan, imported.happened
    by_division = await _figures(services, plan, "division")
    by_official = await _figures(services, plan, "official")
    figures = {
        "cases": happened["CaseOpened"],
        "steps_completed": happened["StepCompleted"],
        "hand_offs": happened["StepHandedOff"],
        "returns": happened["StepReturned"],
        "reopened": happened["StepReopened"],
        "late_cases": by_division["late_cases"],
    }
    return Summary(
        agency=plan.options.agency,
        procedure=plan.procedure.code,
        extensions=happened["ExtensionGranted"],
        **figures,
        events_by_type=await _events_by_type(services),
        divisions=_overdue(by_division, "division", {one.code: one.name for one in plan.procedure.divisions}),
        officials=_overdue(by_official, "official", {one.id: one.name for one in plan.procedure.officials}),
        notices=(*plan.survey.notices, *uncompared(plan)),
        disagreements=disagreements(figures, plan),
        seconds=imported.set_up_in + imported.cases_in + imported.settled_in,
    )


def uncompared(plan: ImportPlan) -> tuple[Notice, ...]:
    """The notice of cases that are late by the procedure's limit, if at all: the log states no deadline."""
    names = tuple(id_ for id_, case in plan.survey.cases.items() if case.deadline is None)
    return (Notice(NoticeKind.DEADLINE_ABSENT, names),) if names else ()


def disagreements(figures: Mapping[str, int], plan: ImportPlan) -> list[Disagreement]:
    """Where the services' figures aren't the log's; late cases only where it states every deadline."""
    seen = plan.survey
    of_log = {
        "cases": len(seen.cases),
        "steps_completed": seen.events,
        "hand_offs": seen.moves[MoveKind.FORWARD],
        "returns": seen.moves[MoveKind.RETURN],
        "reopened": seen.moves[MoveKind.REPEAT],
    }
    if not uncompared(plan):
        of_log["late_cases"] = seen.late_cases
    return [
        Disagreement(name, figures[name], count) for name, count in of_log.items() if figures[name] != count
    ]


async def _events_by_type(services: Services) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for service in services.endpoints:
        statistics = await services.get(service, "/operations/statistics")
        counts.update(statistics["events_by_type"])
    return dict(sorted(counts.items()))


async def _figures(services: Services, plan: ImportPlan, by: str) -> dict[str, Any]:
    """What the sla service counts of the imported procedure."""
    of = {"agency": plan.options.agency, "procedure": plan.procedure.code}
    figures: dict[str, Any] = await services.get(
        Service.SLA, "/figures", as_=AUDITOR, params={**of, "by": by, "limit": WORST}
    )
    return figures


def _overdue(figures: Mapping[str, Any], by: str, names: Mapping[str, str]) -> list[Overdue]:
    counted = figures["most_late"]
    codes = [one[by] or NOBODY for one in counted]
    return [
        Overdue(code, names.get(code, code), one["late_steps"])
        for code, one in zip(codes, counted, strict=True)
    ]


def _told(what: str, one: Overdue) -> dict[str, Any]:
    return {what: one.code, "name": one.name, "overdue_steps": one.overdue_steps}
