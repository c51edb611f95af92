"""Any command of a case, sensible or not, by anybody: for properties that hold of all of them."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime, timedelta
from random import Random
from typing import Any

from services.cases.domain.attaching import DocumentKind
from services.cases.domain.case import Case
from services.cases.domain.deciders import CASE
from services.cases.domain.opening import OpenCase
from services.cases.domain.route import Target
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Actor, AnswerKind, Counting, ReturnGrounds, Role

STEPS = ("B1", "B2", "B3", "B4")
COMMANDS = tuple(one for one in CASE.commands if one is not OpenCase)


def any_command(kind: type, random: Random, case: Case, people: Mapping[str, Any], now: datetime) -> Any:
    """One of that kind; None where the table below doesn't know what to say in it."""
    given: dict[str, Any] = {}
    for one in fields(kind):
        required = one.default is MISSING and one.default_factory is MISSING
        make = _FIELDS.get(f"{kind.__name__}.{one.name}") or _FIELDS.get(one.name)
        if make is None and required:
            return None
        if make is not None and (required or random.random() < 0.5):
            given[one.name] = make(random, case, people, now)
    return kind(**given)


def anybody(random: Random, people: Mapping[str, Any], case: Case) -> Actor:
    """Somebody of one of the agencies, in one of their divisions; mostly of one that the case concerns."""
    asked = [one.asked_agency for one in case.coordinations.values()]
    near = {case.agency} if random.random() < 0.6 else {case.agency, *asked}
    known = [one for one in sorted(people.items()) if one[1]["agency"] in near]
    id, person = random.choice(known if known and random.random() < 0.9 else sorted(people.items()))
    roles = frozenset(map(Role, person["roles"]))
    return Actor(id=id, agency=person["agency"], division=random.choice(person["divisions"]), roles=roles)


Make = Callable[[Random, Case, Mapping[str, Any], datetime], Any]


def _words(*words: str) -> Make:
    return lambda random, *_: random.choice(words)


def _step(random: Random, case: Case, *_: Any) -> str:
    present = list(case.visits) or list(STEPS)
    return random.choice(present if random.random() < 0.9 else STEPS)


def _coordination(random: Random, case: Case, *_: Any) -> int:
    return random.choice([*case.coordinations, 1])


def _later(random: Random, _case: Case, _people: Any, now: datetime) -> datetime:
    return now + timedelta(minutes=random.randrange(-600, 14_400, 15))


def _official(random: Random, _case: Case, people: Mapping[str, Any], _now: datetime) -> str:
    return random.choice([*sorted(people), "nobody"])


def _target(random: Random, *_: Any) -> Target:
    return Target(step=random.choice(STEPS))


#: What a field may be given, by its name; where that means several things, with its command's.
_FIELDS: dict[str, Make] = {
    "step": _step,
    "reason": _words("Lý do", "Lý do", " "),
    "question": _words("Ý kiến?", ""),
    "text": _words("Ý kiến", ""),
    "comment": _words("Ý kiến", ""),
    "decision": _words("Theo cơ quan chủ trì"),
    "official": _official,
    "division": _words("VP", "CM", "TT"),
    "coordination": _coordination,
    "agency": _words("SNV", "STC", "SXD", "STNMT", "CAT"),
    "belongs_to": _words("SNV", "STC", "SXD", "STNMT", "CAT"),
    "superior": _words("UBND"),
    "level": _words("meeting", "superior"),
    "kind": lambda random, *_: random.choice(list(AnswerKind)),
    "answer": lambda random, *_: random.choice(list(AnswerKind)),
    "AttachDocument.kind": lambda random, *_: random.choice(list(DocumentKind)),
    "grounds": lambda random, *_: random.choice(list(ReturnGrounds)),
    "time_limit": lambda random, *_: TimeLimit.of(random.choice((30, 480)), Counting.WORKING_HOURS),
    "due_at": _later,
    "expected_at": _later,
    "meets_at": _later,
    "returned": lambda random, case, *_: random.choice([*case.marks.returns, 1]),
    "opens_case": lambda random, *_: random.random() < 0.7,
    "to": _target,
    "HandOff.to": lambda *_: None,
    "subject": _words("Hồ sơ", "Hồ sơ khác"),
    "other_case": _words("SNV-260209-0001", "STC-260209-0001", "X-1"),
    "case_number": _words("SNV-260209-0001", "STC-260209-0001", "X-1"),
    "name": _words("to-trinh.pdf"),
    "size": lambda random, *_: random.choice((0, 1, 2_000)),
    "sha256": lambda random, *_: random.choice("ab") * 64,
    "address": _words("https://vanban.example/1"),
}
