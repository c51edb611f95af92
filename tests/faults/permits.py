"""A part of the permit log, what an import of it that nobody disturbs comes to, and what may not differ."""

import csv
import gzip
from collections import Counter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from shared.contracts.catalog import current
from shared.contracts.declaring import told_in
from shared.errors import Language
from shared.runtime.findings import Findings, differing
from shared.settings import load_settings
from tests.faults.invariants import Row, Violated, check_numbers, check_streams_whole
from tthc.connection import embedded, in_process
from tthc.demo import PERMIT_LOG
from tthc.mining.log.driving import drive
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.driving_plan import ImportPlan, plan_import
from tthc.mining.log.moves import MoveKind
from tthc.mining.log.options import ReadOptions
from tthc.summary import summarise

Figures = dict[str, Any]


def first_cases(folder: Path, count: int) -> Path:
    """A CSV with the log's first cases, whole."""
    path = folder / "permits.csv"
    with gzip.open(PERMIT_LOG, "rt", encoding="utf-8", newline="") as log, path.open("w", newline="") as part:
        reader = csv.reader(log)
        writer = csv.writer(part)
        writer.writerow(next(reader))
        known: set[str] = set()
        for row in reader:
            known.add(row[0])
            if len(known) > count:
                break  # the log has each case in one piece
            writer.writerow(row)
    return path


def plan_of(path: Path) -> ImportPlan:
    """The import of permits, as the demo does it."""
    return plan_import(
        ImportOptions(path=path, read=ReadOptions(zone=ZoneInfo("Europe/Amsterdam")), calendar="NL")
    )


async def undisturbed(plan: ImportPlan, folder: Path) -> Figures:
    """The figures of an embedded import to which nothing happens; they agree with the log."""
    settings = load_settings(data_dir=folder)
    async with embedded(settings) as host, in_process(host, Language.EN) as services:
        figures = (await summarise(services, await drive(services, plan))).told(Language.EN)
    assert figures["disagreements"] == []
    check_events(figures["events_by_type"], plan)
    return figures


def check_events(events: dict[str, int], plan: ImportPlan) -> None:
    """The cases' events are those that the log itself tells of."""
    seen = plan.survey
    of_log = {
        "CaseOpened": len(seen.cases),
        "CaseCompleted": len(seen.cases),
        "StepReceived": seen.events,
        "StepCompleted": seen.events,
        "StepHandedOff": seen.moves[MoveKind.FORWARD],
        "StepReturned": seen.moves[MoveKind.RETURN],
        "StepReopened": seen.moves[MoveKind.REPEAT],
        "CaseOverdue": seen.late_cases,
    }
    found = {name: events.get(name, 0) for name in of_log}
    if found != of_log:
        raise Violated("events: the log tells of {}, the services of {}".format(*differing(of_log, found)))


def check_same(figures: Figures, expected: Figures) -> None:
    """The figures of the disturbed import are those of the other one.

    How long it took may differ, and how often the present state was told: that is told as it is then.
    """
    left, right = ({**one, "seconds": 0, "events_by_type": _lasting(one)} for one in (expected, figures))
    if left != right:
        raise Violated("figures: expected {}, found {}".format(*differing(left, right)))


def _lasting(figures: Figures) -> dict[str, int]:
    told = {model.__name__ for model in told_in(current)}
    return {name: count for name, count in figures["events_by_type"].items() if name not in told}


def check_store(rows: list[Row], plan: ImportPlan) -> None:
    """I1 and I5 by plain SQL: every case of the log is in the store once and whole."""
    check_streams_whole(rows)
    check_numbers(rows)
    opened = Counter(row.event["external_reference"] for row in rows if row.topic == "CaseOpened")
    if opened != Counter(dict.fromkeys(plan.survey.cases, 1)):
        raise Violated(f"I1: {opened.total()} cases were opened for {len(plan.survey.cases)} of the log")
    check_events({**Counter(row.topic for row in rows), "CaseOverdue": plan.survey.late_cases}, plan)


def check_findings(findings: Findings) -> None:
    """I2 to I4: `verify` sees no disagreement."""
    if findings.count:
        raise Violated(f"verify: {findings.count} disagreements, the first: {findings.disagreements[0]}")
