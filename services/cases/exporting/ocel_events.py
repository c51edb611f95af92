"""The events of one case in an OCEL 2.0 log, each with what it has to do with, and how."""

from collections.abc import Iterator
from typing import Any

from services.cases.domain.process.exported import ExportedCase
from services.cases.domain.tree.recorded import CaseRecord, done_by
from services.cases.exporting.ocel_ids import ObjectIds, documents_of
from services.cases.exporting.ocel_types import Relations, event_json


def events_of(case: ExportedCase, ids: ObjectIds) -> Iterator[str]:
    """All of them, as JSON, in the order in which they took effect."""
    for one in case.records:
        recorded = {"at": one.at, "recorded_at": one.recorded_at, "version": one.version}
        yield event_json(one.id, one.event, recorded, _relations(one, ids))


def _relations(record: CaseRecord, ids: ObjectIds) -> Relations:
    found, event = Relations(), record.event
    found.add("of", ids.case(record.case_number))
    found.add("in", ids.agency(event.agency))
    _add_work(found, record, ids)
    _add_asked(found, record, ids)
    _add_people(found, event, ids)
    for document, _ in documents_of(record):
        found.add("with", document)
    return found


def _add_work(found: Relations, record: CaseRecord, ids: ObjectIds) -> None:
    event, number = record.event, record.case_number
    if getattr(event, "step", None) and getattr(event, "visit", None):
        found.add("at", ids.visit(number, event.step, event.visit))
    for name, how in (("first", "opens"), ("to", "opens"), ("closed", "closes"), ("visits", "hands over")):
        for one in getattr(event, name, ()):
            found.add(how, ids.visit(number, one.step, one.visit))


def _add_asked(found: Relations, record: CaseRecord, ids: ObjectIds) -> None:
    event = record.event
    if getattr(event, "coordination", None) is not None:
        found.add("about", ids.coordination(record.case_number, event.coordination))
    if (asked := getattr(event, "asked_agency", None)) is not None:
        found.add("asked of", ids.agency(asked))
    if (answers := getattr(event, "answers", None)) is not None:
        found.add("answers", ids.coordination(answers.case_number, answers.coordination))


def _add_people(found: Relations, event: Any, ids: ObjectIds) -> None:
    if getattr(event, "division", None):
        found.add("held in", ids.division(event.agency, event.division))
    if (before := getattr(event, "from_agency", None)) is not None:
        found.add("from", ids.agency(before))
    for unit in getattr(event, "between", ()):
        agency = ids.agency(unit.agency)
        found.add("between", ids.division(unit.agency, unit.division) if unit.division else agency)
    for who, how in (
        (getattr(event, "official", None), "held by"),
        (done_by(event), "done by"),
        (getattr(event, "delegate", None), "acted through"),
        (event.recorded_by, "recorded by"),
    ):
        if who is not None:
            found.add(how, ids.official(who))
