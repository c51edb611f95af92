"""The full story of a tree, as a person reads it: a sentence an event, in order of effect."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from services.cases.domain.directory import Directory
from services.cases.domain.tree.chain import in_order
from services.cases.domain.tree.recorded import CaseRecord, done_by
from services.cases.domain.tree.sentences import (
    ANSWERED_BY_CASE,
    ANY,
    BY_ITSELF,
    BY_SILENCE,
    LATE_ANSWER,
    OF_OTHERS,
    OUTSIDE,
    SENTENCES,
    kind_in_words,
)
from shared.contracts.cases.coordination import CoordinationEvent, CoordinationRequested
from shared.contracts.cases.course import CaseOpened
from shared.errors import Language, Text
from shared.vietnam_time import written


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One event."""

    case_number: str
    agency: str
    depth: int  #: 0 for the case that the story is of, 1 for the cases that answer what it asked, …
    version: int
    type: str
    at: datetime
    recorded_at: datetime
    by: str | None
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What people, divisions, and steps are called."""

    directories: Mapping[str, Directory] = field(default_factory=dict)

    def person(self, agency: str, id: str | None) -> str:
        """The name with the id; of the system a word, of whom nobody knows the id alone."""
        for directory in (self.directories.get(agency), *self.directories.values()):
            known = directory.officials.get(id or "") if directory is not None else None
            if known is not None:
                return f"{known.name} ({id})"
        return id or ""


def story_of(
    case_number: str,
    records: Iterable[CaseRecord],
    as_of: datetime,
    names: Names,
    own: Callable[[str], bool] = lambda _agency: True,
) -> list[StoryLine]:
    """What had taken effect by then in the case, and in those that answer what it asked others for.

    `own`: whether the reader sees an agency's cases in full; of others' no step is named.
    """
    told = list({(one.case_number, one.version): one for one in records if one.at <= as_of}.values())
    below = _below(case_number, told)
    shown = in_order([one for one in told if one.case_number in below], below)
    steps, outside = _steps(told), _outside(told)
    return [
        _line(
            one,
            below[one.case_number],
            names,
            steps.get(one.case_number, {}),
            _template(one, own(one.event.agency), outside),
        )
        for one in shown
    ]


def _below(root: str, records: Sequence[CaseRecord]) -> dict[str, int]:
    """How deep each case lies below this one; cases elsewhere in the tree aren't among them."""
    parents = {
        one.case_number: one.event.answers.case_number
        for one in records
        if isinstance(one.event, CaseOpened) and one.event.answers is not None
    }
    found = {root: 0}
    while more := {
        case: found[parent] + 1 for case, parent in parents.items() if parent in found and case not in found
    }:
        found |= more
    return found


def _steps(records: Iterable[CaseRecord]) -> dict[str, dict[str, str]]:
    """The names of each case's steps."""
    return {
        one.case_number: {step.step: step.name for step in one.event.steps}
        for one in records
        if isinstance(one.event, CaseOpened)
    }


#: A case, and the number of a coordination of it.
_Asked = tuple[str, int]


def _outside(records: Iterable[CaseRecord]) -> frozenset[_Asked]:
    """What is asked of agencies that aren't in the system."""
    events = ((one.case_number, one.event) for one in records)
    asked = ((case, event) for case, event in events if isinstance(event, CoordinationRequested))
    return frozenset((case, event.coordination) for case, event in asked if event.outside)


def _line(one: CaseRecord, depth: int, names: Names, steps: Mapping[str, str], template: Text) -> StoryLine:
    event = one.event
    return StoryLine(
        case_number=one.case_number,
        agency=event.agency,
        depth=depth,
        version=one.version,
        type=type(event).__name__,
        at=one.at,
        recorded_at=one.recorded_at,
        by=done_by(event),
        text=Text(
            *(_sentence(event, template, language, names, steps) for language in (Language.VI, Language.EN))
        ),
    )


def _template(one: CaseRecord, own: bool, outside: frozenset[_Asked]) -> Text:
    event = one.event
    if getattr(event, "by_silence", False):
        return BY_SILENCE
    if getattr(event, "by_itself", False):
        return BY_ITSELF
    if own and getattr(event, "kind", None) == "late_answer":
        return LATE_ANSWER
    is_outside = (one.case_number, getattr(event, "coordination", None)) in outside
    said = SENTENCES | (OUTSIDE if is_outside else {}) | ({} if own else OF_OTHERS)
    return said.get(type(event).__name__, ANY)


def _sentence(event: Any, template: Text, language: Language, names: Names, steps: Mapping[str, str]) -> str:
    words = dict(_words(event, language, names, steps))
    said = template.told(language).format_map(words).rstrip(" :")  # what was said may be nothing
    if getattr(event, "child_case", None) is not None:
        said += ANSWERED_BY_CASE.told(language).format_map(words)
    return said


def _words(
    event: Any, language: Language, names: Names, steps: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for one in fields(event):
        yield one.name, _word(getattr(event, one.name), language)
    asked = isinstance(event, CoordinationEvent)
    about = getattr(event, "coordination", None)
    yield "type", type(event).__name__
    yield "own_agency", event.agency
    yield "agency", event.asked_agency if asked else event.agency
    yield "name", f"{event.case_number}/{about}" if about is not None else ""
    yield "document", getattr(event, "name", "")
    yield "by", names.person(event.agency, done_by(event))
    yield "official", names.person(event.agency, getattr(event, "official", None))
    step = getattr(event, "step", None) or ""
    yield "step", _named(step, steps)
    yield "to", ", ".join(_named(visit.step, steps) for visit in _to(event))
    kind = getattr(event, "kind", "")
    yield "kind", kind_in_words(kind, language)
    yield "answer", kind_in_words(getattr(event, "answer", None) or "", language)
    units = getattr(event, "between", ())
    yield "between", ", ".join("/".join(filter(None, (unit.agency, unit.division))) for unit in units)


def _to(event: Any) -> Sequence[Any]:
    to = getattr(event, "to", ())
    return to if isinstance(to, tuple | list) else ()


def _named(step: str, steps: Mapping[str, str]) -> str:
    name = steps.get(step)
    return f"{step} “{name}”" if name and name != step else step


def _word(value: Any, language: Language) -> str:
    if isinstance(value, datetime):
        return written(value, vietnamese=language is Language.VI)
    return "" if value is None else str(value)
