"""The objects of one case in an OCEL 2.0 log: itself, its visits, what it asked for, its documents."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeAlias

from services.cases.domain.case import CASE
from services.cases.domain.deadline import deadline_of
from services.cases.domain.known import Known
from services.cases.domain.process.exported import ExportedCase
from services.cases.domain.process.lifecycle import Transition
from services.cases.exporting.ocel_ids import ObjectIds, documents_of
from services.cases.exporting.ocel_types import ALWAYS, Relations, object_json
from shared.contracts.cases import coordination
from shared.contracts.cases.coordination import CoordinationEvent, CoordinationRequested
from shared.contracts.cases.course import CaseMoved, CaseOpened, CaseReopened, CaseResumed, ExtensionGranted
from shared.contracts.vocabulary import OpenedStep

#: A name, a value, and since when it holds.
Attribute: TypeAlias = tuple[str, Any, datetime]

_MOVES_DUE = (CaseOpened, CaseResumed, CaseReopened, CaseMoved, ExtensionGranted)
_STATES = {
    Transition.SCHEDULE: "opened",
    Transition.START: "received",
    Transition.SUSPEND: "suspended",
    Transition.RESUME: "resumed",
    Transition.COMPLETE: "completed",
    Transition.WITHDRAW: "withdrawn",
    Transition.ABORT: "broken off",
}
_COORDINATION_STATES: dict[type, str] = {
    coordination.CoordinationRequested: "requested",
    coordination.CoordinationReceived: "taken",
    coordination.CoordinationAnswered: "answered",
    coordination.CoordinationDeclined: "declined",
    coordination.CoordinationWithdrawn: "withdrawn",
    coordination.AnswerAccepted: "accepted",
    coordination.AnswerReturned: "returned",
}


def objects_of(case: ExportedCase, ids: ObjectIds, known: Known, as_of: datetime) -> Iterator[str]:
    """All of them, as JSON."""
    yield _case(case, ids, known, as_of)
    yield from _visits(case, ids)
    yield from _coordinations(case, ids)
    for one in case.records:
        for document, kind in documents_of(one):
            relations = Relations()
            relations.add("in", ids.case(case.number))
            yield object_json(document, "document", [("kind", kind, ALWAYS)], relations)


def stub_of(asked: str) -> str:
    """A coordination of a case that isn't in the log: it is there, and no more is said of it."""
    return object_json(asked, "coordination", (), Relations())


def _case(case: ExportedCase, ids: ObjectIds, known: Known, as_of: datetime) -> str:
    relations = Relations()
    relations.add("of", ids.agency(case.state.agency))
    answers = case.opened.answers
    if answers is not None:
        relations.add("answers", ids.coordination(answers.case_number, answers.coordination))
    reference = case.state.external_reference if ids.tells_names else None
    always: list[Attribute] = [
        ("procedure", case.state.procedure, ALWAYS),
        ("edition", case.state.edition, ALWAYS),
        ("external_reference", reference, ALWAYS),
    ]
    late: list[Attribute] = [("late", case.due.late, as_of)] if case.due.at is not None else []
    return object_json(ids.case(case.number), "case", [*always, *_course(case, known), *late], relations)


def _course(case: ExportedCase, known: Known) -> Iterator[Attribute]:
    """Whose it was, how it stood, and when it was due, since when each."""
    state, before = CASE.initial(), dict[str, Any]()
    for one in case.records:
        CASE.evolve(state, one.event)
        now: dict[str, Any] = {"agency": state.agency, "state": state.phase.value}
        if isinstance(one.event, _MOVES_DUE):
            deadline = deadline_of(state, known)
            now["due"] = deadline.at if deadline is not None else None
        for name, value in now.items():
            if before.get(name) != value:
                before[name] = value
                yield name, value, one.at


def _visits(case: ExportedCase, ids: ObjectIds) -> Iterator[str]:
    opened: dict[str, tuple[OpenedStep, list[Attribute]]] = {}
    for record in case.records:
        for one in (*getattr(record.event, "first", ()), *getattr(record.event, "to", ())):
            opened[ids.visit(case.number, one.step, one.visit)] = one, []
    for act in case.acts:
        _, changes = opened[ids.visit(case.number, act.step, act.visit)]
        official = ids.names.of(act.official) if act.official is not None else "-"
        values = {"division": act.division, "official": official, "state": _STATES.get(act.transition)}
        last = {name: value for name, value, _ in changes}
        changes += [(name, now, act.at) for name, now in values.items() if now and last.get(name) != now]
    for id, (one, changes) in opened.items():
        relations = Relations()
        relations.add("of", ids.case(case.number))
        always = [
            ("step", one.step, ALWAYS),
            ("name", case.steps.get(one.step, one.step), ALWAYS),
            ("visit", one.visit, ALWAYS),
            ("limit", one.time_limit.duration, ALWAYS),
            ("counting", one.time_limit.counting, ALWAYS),
        ]
        yield object_json(id, "step visit", [*always, *changes], relations)


def _coordinations(case: ExportedCase, ids: ObjectIds) -> Iterator[str]:
    found: dict[int, tuple[CoordinationRequested, list[Attribute]]] = {}
    for record in case.records:
        event = record.event
        if isinstance(event, CoordinationRequested):
            found[event.coordination] = event, []
        if isinstance(event, CoordinationEvent) and event.coordination in found:
            changes = found[event.coordination][1]
            values = {"agency": event.asked_agency, "state": _COORDINATION_STATES.get(type(event))}
            last = {name: value for name, value, _ in changes}
            changes += [
                (name, now, record.at) for name, now in values.items() if now and last.get(name) != now
            ]
    for number, (asked, changes) in found.items():
        relations = Relations()
        relations.add("asked by", ids.case(case.number))
        relations.add("asked in", ids.visit(case.number, asked.step, asked.visit))
        relations.add("asked of", ids.agency(asked.asked_agency))
        always = [
            ("step", asked.step, ALWAYS),
            ("role", asked.role, ALWAYS),
            ("limit", asked.time_limit.duration, ALWAYS),
            ("counting", asked.time_limit.counting, ALWAYS),
        ]
        yield object_json(
            ids.coordination(case.number, number), "coordination", [*always, *changes], relations
        )
