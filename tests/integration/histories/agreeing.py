"""What a province's figures say wherever they are told, all at one position of the log."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from services.sla.gauges import ToldFigures
from services.sla.queries import SlaQueries
from services.sla.views.standing import RULES
from shared.auth import Grant, Principal
from shared.contracts.topics import Service
from shared.kernel import Role
from shared.telemetry import metrics
from shared.telemetry.metrics import exposition
from tests.hosting import World
from tests.integration.services.test_catalog import ok

UNITS = ("agency", "division", "official", "procedure")
#: Agencies; None: all of them together.
Whose = Sequence[str | None]
DIVISIONS = ("VP", "CM")
DAYS = {"from": "2026-01-01", "to": "2026-12-31"}
#: Where nothing else happens, figures are of one position at once; a sweep may come between.
_TRIES = 5


async def check_agreement(world: World, whose: Whose) -> Counter[str]:
    """Every figure of these, None for all agencies together, is one number wherever it is told.

    Answers with the figures of all.
    """
    for _ in range(_TRIES):
        told = _Told(world)
        found = {agency: await told.everywhere(agency) for agency in whose}
        if len(told.positions) == 1:
            break
        await world.settle()
    assert len(told.positions) == 1
    for agency, said in found.items():
        for figure, values in said.items():
            assert len(set(values.values())) == 1, f"{agency or 'all'}: {figure}: {values}"
    await _metrics_agree(world, found)
    return Counter({figure: next(iter(values.values())) for figure, values in found[None].items()})


class _Told:
    """Asks, and notes at which positions it was answered."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.positions: set[int] = set()

    async def get(self, path: str, who: Any = "auditor", **asked: Any) -> Any:
        params = {name: value for name, value in asked.items() if value is not None}
        answer = await ok(await self._world.get("sla", path, as_=who, params=params or None))
        assert answer["rules"] == RULES
        self.positions.add(answer["position"])
        return answer

    async def everywhere(self, agency: str | None) -> dict[str, dict[str, int]]:
        """Each figure, by where it is told."""
        said: dict[str, dict[str, int]] = {}

        def say(figure: str, where: str, value: int) -> None:
            said.setdefault(figure, {})[where] = value

        await self._figures(agency, say)
        listed = await self.get("/overdue", agency=agency)
        say("overdue_steps", "overdue", listed["overdue_steps"])
        say("overdue_steps_waiting", "overdue", listed["overdue_steps_waiting"])
        assert listed["total"] == listed["overdue_steps"] + listed["overdue_steps_waiting"]
        work = await self.get("/work", whose="all", box="overdue", agency=agency)
        say("overdue_steps", "work", work["total"])
        if agency is not None:
            heads = tuple(Grant(Role.DIVISION_HEAD, agency, division) for division in DIVISIONS)
            head = Principal("head", heads)
            boxes = {one["box"]: one["count"] for one in (await self.get("/work/boxes", head))["boxes"]}
            say("overdue_steps", "board", boxes["overdue"])
        await self._scorecards(agency, say)
        await self._report(agency, say)
        await self._exported(agency, say)
        return said

    async def _figures(self, agency: str | None, say: Callable[[str, str, int], None]) -> None:
        """With the list behind each, and summed over units."""
        for by in UNITS:
            figures = await self.get("/figures", by=by, agency=agency, limit=100)
            for figure, address in figures["opens"].items():
                say(figure, f"figures by {by}", figures[figure])
                if by == UNITS[0]:
                    page = await self.get(address)
                    assert page["changed_since"] is None
                    say(figure, "list", page["total"])
            for figure in ("late_steps", "overdue_steps", "overdue_steps_waiting"):
                say(figure, f"sum by {by}", sum(one[figure] for one in figures["most_late"]))

    async def _scorecards(self, agency: str | None, say: Callable[[str, str, int], None]) -> None:
        for by in UNITS:
            rows = (await self.get("/scorecards", by=by, agency=agency, all=True, **DAYS))["rows"]
            for figure, name in (
                ("overdue_steps", "open_overdue"),
                ("overdue_steps_waiting", "open_overdue_waiting"),
                ("open_steps", "open"),
                ("done", "done"),
                ("done_late", "done_late"),
            ):
                say(figure, f"scorecards by {by}", sum(one[name] for one in rows))
        for state, figure in (("open", "open_steps"), (None, "steps")):
            say(figure, "steps", (await self.get("/steps", agency=agency, state=state))["total"])
        late = await self.get("/steps", agency=agency, late=True, state="stopped", limit=500)
        assert late["next"] is None
        say("done_late", "steps", sum(one["outcome"] == "completed" for one in late["steps"]))
        say("cases", "clocks", (await self.get("/clocks", agency=agency))["total"])

    async def _report(self, agency: str | None, say: Callable[[str, str, int], None]) -> None:
        asked = {"agency": agency} if agency is not None else {}
        answer = await self._world.get("sla", "/reports/2026.csv", as_="auditor", params=asked)
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        self.positions |= {int(one["position"]) for one in rows}
        for figure, name in (
            ("overdue_steps", "open_overdue"),
            ("overdue_steps_waiting", "open_overdue_waiting"),
            ("open_steps", "open"),
            ("done", "done"),
            ("done_late", "done_late"),
        ):
            for by in UNITS:
                say(figure, f"report by {by}", sum(int(one[name]) for one in rows if one["by"] == by))

    async def _exported(self, agency: str | None, say: Callable[[str, str, int], None]) -> None:
        """What the events themselves have: of the cases' log, at rest."""
        asked = {"agency": agency} if agency is not None else {}
        answer = await self._world.get("cases", "/process-log/cases.ocel", as_="auditor", params=asked)
        kinds = Counter(one["type"] for one in json.loads(answer.text)["objects"])
        say("cases", "exported log", kinds["case"])
        say("steps", "exported log", kinds["step visit"])


async def _metrics_agree(world: World, found: dict[str | None, dict[str, dict[str, int]]]) -> None:
    """Once they are set anew."""
    names = {
        "tthc_cases_overdue": "overdue_cases",
        "tthc_steps_open": "open_steps",
        "tthc_steps_overdue": "overdue_steps",
        "tthc_steps_overdue_waiting": "overdue_steps_waiting",
        "tthc_escalations_open": "escalations",
    }
    expected = {
        (name, agency): next(iter(found[agency][figure].values()))
        for name, figure in names.items()
        for agency in found
        if agency is not None
    }
    documents = world.host.hosted[Service.SLA].service.documents
    metrics.ESCALATIONS_OPEN.clear()  # of the worlds before in this process, whose levels nobody sets to none
    await ToldFigures().tell(SlaQueries(documents), Service.SLA.value)
    assert _gauges(names, expected) == expected


def _gauges(names: dict[str, str], expected: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Summed over what else they are told by; of what there never was any, none."""
    told = dict.fromkeys(expected, 0)
    for family in text_string_to_metric_families(exposition().decode()):
        for sample in family.samples:
            key = (sample.name, sample.labels.get("agency", ""))
            if sample.name in names and key in told:
                told[key] += int(sample.value)
    return told
