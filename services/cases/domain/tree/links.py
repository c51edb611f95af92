"""What doesn't fit together in a tree: events, cases and causes missing, or in contradiction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.cases.domain.tree.recorded import CaseRecord
from shared.contracts.cases.coordination import CoordinationReceived, CoordinationRequested
from shared.contracts.cases.course import AnsweredCoordination, CaseOpened
from shared.errors import Text


class LinkFault(StrEnum):
    """What is wrong with a link."""

    CASE_MISSING = "case_missing"  #: a case that another one names isn't there
    EVENT_MISSING = "event_missing"  #: a stream has no event of this version
    NOT_NAMED = "not_named"  #: a case answers a coordination that doesn't name it
    CAUSE_MISSING = "cause_missing"  #: no event of the tree is the one that this one names as its cause
    CAUSE_LATER = "cause_later"  #: an event took effect before its cause


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLink:
    """Where a link is broken, and how, in words."""

    fault: LinkFault
    case_number: str
    version: int  #: of the event that it shows at
    what: Text


#: The events of each case, by their versions.
Streams = Mapping[str, Mapping[int, CaseRecord]]


def broken_links(records: Iterable[CaseRecord]) -> list[BrokenLink]:
    """All of them, by case and version; none where everything fits."""
    streams: dict[str, dict[int, CaseRecord]] = defaultdict(dict)
    for one in records:
        streams[one.case_number][one.version] = one
    found = [*_gaps(streams), *_cases(streams), *_causes(streams)]
    return sorted(found, key=lambda one: (one.case_number, one.version, one.fault))


def _gaps(streams: Streams) -> Iterator[BrokenLink]:
    for number, events in streams.items():
        for version in sorted(set(range(1, max(events) + 1)) - set(events)):
            what = Text(f"Hồ sơ {number} thiếu sự kiện {version}.", f"Case {number} has no event {version}.")
            yield BrokenLink(fault=LinkFault.EVENT_MISSING, case_number=number, version=version, what=what)


def _cases(streams: Streams) -> Iterator[BrokenLink]:
    for one in _all(streams):
        if isinstance(one.event, CoordinationReceived) and one.event.child_case not in (None, *streams):
            yield _absent(one, str(one.event.child_case))
        if isinstance(one.event, CaseOpened) and one.event.answers is not None:
            yield from _answering(one, one.event.answers, streams)


def _answering(one: CaseRecord, answers: AnsweredCoordination, streams: Streams) -> Iterator[BrokenLink]:
    if answers.case_number not in streams:
        yield _absent(one, answers.case_number)
        return
    named = [
        event.child_case
        for event in _events(streams[answers.case_number])
        if isinstance(event, CoordinationReceived) and event.coordination == answers.coordination
    ]
    asked = any(
        isinstance(event, CoordinationRequested) and event.coordination == answers.coordination
        for event in _events(streams[answers.case_number])
    )
    if not asked or one.case_number not in named:
        name = f"{answers.case_number}/{answers.coordination}"
        what = Text(
            f"Hồ sơ {one.case_number} ghi là trả lời đề nghị {name}, nhưng đề nghị đó không nêu hồ sơ này.",
            f"Case {one.case_number} says that it answers {name}, which doesn't name it.",
        )
        yield BrokenLink(
            fault=LinkFault.NOT_NAMED, case_number=one.case_number, version=one.version, what=what
        )


def _causes(streams: Streams) -> Iterator[BrokenLink]:
    by_id = {one.id: one for one in _all(streams)}
    for one in _all(streams):
        cause = by_id.get(one.causation_id)
        if cause is None and not _begins(one):
            yield _at(
                one,
                LinkFault.CAUSE_MISSING,
                f"không tìm thấy sự kiện gây ra nó ({one.causation_id})",
                f"the event that led to it isn't there ({one.causation_id})",
            )
        elif cause is not None and cause.at > one.at:
            yield _at(
                one,
                LinkFault.CAUSE_LATER,
                f"có hiệu lực trước sự kiện gây ra nó ({cause.case_number}, sự kiện {cause.version})",
                f"it took effect before what led to it ({cause.case_number}, event {cause.version})",
            )


def _begins(one: CaseRecord) -> bool:
    """Whether no event led to it but a command: a root's opening, and what was saved before causes were."""
    root = isinstance(one.event, CaseOpened) and one.event.answers is None
    return root or one.causation_id == one.command_id


def _at(one: CaseRecord, fault: LinkFault, vi: str, en: str) -> BrokenLink:
    what = Text(
        f"Hồ sơ {one.case_number}, sự kiện {one.version}: {vi}.",
        f"Case {one.case_number}, event {one.version}: {en}.",
    )
    return BrokenLink(fault=fault, case_number=one.case_number, version=one.version, what=what)


def _absent(one: CaseRecord, number: str) -> BrokenLink:
    return _at(one, LinkFault.CASE_MISSING, f"không có hồ sơ {number}", f"there is no case {number}")


def _all(streams: Streams) -> Iterator[CaseRecord]:
    for events in streams.values():
        yield from events.values()


def _events(stream: Mapping[int, CaseRecord]) -> Sequence[object]:
    return [one.event for one in stream.values()]
