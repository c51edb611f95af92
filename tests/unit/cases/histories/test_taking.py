"""Acts of a file taken in one by one: each once, by its own person, and refused by its line."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest

from services.cases.application.histories.acts import AnyAct
from services.cases.application.histories.importing import NamedCase, end_history
from services.cases.application.histories.people import Importer
from services.cases.application.histories.taking import take
from services.cases.application.known_here import KnownHere
from services.cases.domain.deciders import CASE
from services.cases.domain.tree.tree import tree_of
from services.cases.errors.histories import MayNotTakeOver
from shared.contracts.cases.course import CaseOpened, HistoryEnded
from shared.decider import Act
from shared.errors import Refusal
from shared.eventstore.records import utc_now
from shared.kernel import Actor, Role
from tests.unit.cases.histories.test_tree import EXPECTED, as_said, written
from tests.unit.cases.histories.world import HERE, KNOWN, World, known_calendar, world
from tthc.histories.file import History, read_history

EXAMPLE = HERE / "four-agencies.jsonl"
IMPORTER = Importer("nhap")
LINES = [json.loads(line) for line in EXAMPLE.read_text("utf-8").splitlines()]


@pytest.fixture(autouse=True)
def _calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KnownHere, "calendar", known_calendar)


@pytest.fixture
def empty() -> Iterator[World]:
    with world() as made:
        made.begin(LINES[0])
        yield made


def history(*lines: Any) -> History:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "history.jsonl"
        path.write_text("\n".join(json.dumps(one) for one in lines), "utf-8")
        return read_history(path, utc_now())


def taken(made: World, *lines: Any) -> list[bool]:
    """Whether each act, in the order of their times, was new."""
    return [take(made.work, one, IMPORTER) for one in history(LINES[0], *lines).acts]


def number(made: World, name: str) -> str:
    found = {
        one.event.external_reference: one.key for one in made.work.events if isinstance(one.event, CaseOpened)
    }
    return found[name]


def refused(made: World, *lines: Any) -> tuple[str, str]:
    """Where and why."""
    with pytest.raises(Refusal) as refusal:
        taken(made, *lines)
    return refusal.value.where or "", refusal.value.code


def line_of(act: str, **said: Any) -> int:
    """The first line of the example with such an act, from 0."""
    return next(at for at, one in enumerate(LINES) if one.get("act") == act and said.items() <= one.items())


def changed(at: int, **changes: Any) -> list[Any]:
    """The example up to a line, with what that line says instead."""
    return [*LINES[1:at], LINES[at] | changes]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: one["as_of"])
def test_the_example_gives_the_tree_that_is_expected(empty: World, expected: dict[str, Any]) -> None:
    assert all(taken(empty, *LINES[1:]))
    tree = tree_of(number(empty, "A1"), empty.records(), datetime.fromisoformat(expected["as_of"]), KNOWN)
    assert tree is not None
    assert as_said(written(tree), expected) == expected


def test_the_same_again_adds_nothing_and_a_longer_one_what_is_new(empty: World) -> None:
    half = len(LINES) // 2
    assert all(taken(empty, *LINES[1:half]))
    events = len(empty.work.events)
    assert not any(taken(empty, *LINES[1:half]))
    assert len(empty.work.events) == events
    again = taken(empty, *LINES[1:])
    assert again == [False] * (half - 1) + [True] * (len(LINES) - half)


def test_another_act_in_a_known_place_is_refused_by_its_line(empty: World) -> None:
    taken(empty, *LINES[1:4])
    reason = LINES[3] | {"at": LINES[3]["at"].replace(":00+", ":01+")}
    assert refused(empty, *LINES[1:3], reason) == ("4:act", "act-differs")


def test_it_counts_for_whoever_did_it_and_says_who_recorded_it(empty: World) -> None:
    taken(empty, *LINES[1:])
    opened = next(one.event for one in empty.work.events if isinstance(one.event, CaseOpened))
    assert (opened.opened_by, opened.recorded_by) == (LINES[1]["by"], IMPORTER.id)
    assert (opened.imported, opened.history, opened.runs_on) == (True, True, True)


def test_an_act_is_judged_by_its_own_person(empty: World) -> None:
    at = line_of("receive", case="A1")
    assert refused(empty, *changed(at, by="stc.lan")) == (f"{at + 1}:by", "official-unknown")
    empty.work.events.clear()
    assert refused(empty, *changed(at, by="snv.hung"))[1] == "not-of-holding-division"


@pytest.mark.parametrize(
    ("act", "changes", "field", "code"),
    [
        ("receive", {"by": "snv.hung"}, "step", "not-of-holding-division"),
        ("receive", {"step": "B9"}, "step", "step-unknown"),
        ("suspend", {"by": "sxd.lan"}, "by", "agency-head-only"),
        ("complete_case", {"case": "B1", "by": "stc.truong"}, "act", "steps-still-open"),
        ("hand_off", {"to": [{"step": "B2"}, {"step": "B9"}]}, "to[1].step", "step-unknown"),
        ("hand_off", {"to": [{"step": "B2", "division": "X"}, {"step": "B3"}]}, "to", "division-unknown"),
        ("hand_off", {"to": [{"step": "B2", "official": "x"}, {"step": "B3"}]}, "to", "official-unknown"),
        ("request", {"limit": "PT99999999H"}, "limit", "limit-beyond-calendar"),
        ("open", {"due_at": "2026-03-01T08:00:00+07:00"}, "due_at", "due-not-after-opening"),
    ],
)
def test_a_refusal_names_the_field_that_it_lies_in(
    empty: World, act: str, changes: dict[str, Any], field: str, code: str
) -> None:
    at = line_of(act)
    assert refused(empty, *changed(at, **changes)) == (f"{at + 1}:{field}", code)


def test_the_asked_agency_s_people_take_its_requests_and_answer_them(empty: World) -> None:
    at = line_of("take_request")
    assert refused(empty, *changed(at, by="snv.lan")) == (f"{at + 1}:by", "official-unknown")


def test_nobody_acts_for_an_agency_without_people(empty: World) -> None:
    line = LINES[1] | {"agency": "UBND"}
    assert refused(empty, line) == ("2:by", "history-nobody-known")


def test_times_are_judged_as_ever(empty: World) -> None:
    at = line_of("complete", case="A1")
    step = LINES[at]["step"]
    unreceived = [one for one in LINES[1:at] if not (one["act"] == "receive" and one.get("step") == step)]
    assert refused(empty, *unreceived, LINES[at])[1] == "step-not-received"


def test_a_limit_that_is_none_is_refused(empty: World) -> None:
    at = line_of("request")
    assert refused(empty, *changed(at, limit="two days")) == (f"{at + 1}:limit", "limit-unreadable")


def test_a_reference_is_one_for_an_agency(empty: World) -> None:
    at = line_of("take_request")
    other = {**LINES[1], "case": LINES[at]["case"], "agency": LINES[line_of("request")]["agency"]}
    other |= {"procedure": "STC-04", "by": "stc.lan"}
    taken(empty, other)
    assert refused(empty, *LINES[1 : at + 1]) == (f"{at + 1}:case", "external-reference-taken")


def test_what_still_runs_becomes_an_ordinary_case_once(empty: World) -> None:
    at = line_of("complete", case="A1")
    taken(empty, *LINES[1 : at + 1])
    now = utc_now()
    act = Act(by=Actor(IMPORTER.id, roles=frozenset({Role.IMPORTER})), at=now, recorded_at=now)
    named = NamedCase(agency="SNV", case="A1")
    assert end_history(empty.work, named, now, act) == number(empty, "A1")
    assert end_history(empty.work, named, now, act) is None
    (ended,) = [one.event for one in empty.work.events if isinstance(one.event, HistoryEnded)]
    assert ended.import_began_at == now
    assert empty.work.state(CASE, number(empty, "A1")).history is False


def test_an_importer_of_one_agency_takes_in_what_its_people_did_alone(empty: World) -> None:
    at = line_of("take_request")
    alone = Importer("nhap", frozenset({"SNV"}))
    acts = history(LINES[0], *LINES[1 : at + 1]).acts
    for one in acts[:-1]:
        take(empty.work, one, alone)
    with pytest.raises(MayNotTakeOver) as refusal:
        take(empty.work, acts[-1], alone)
    assert refusal.value.where == f"{at + 1}:agency"


def test_an_answer_after_silence_has_agreed_is_refused_by_its_line(empty: World) -> None:
    asked = line_of("request")
    due = datetime.fromisoformat(LINES[asked]["at"]) + timedelta(days=30)
    late = {"at": due.isoformat(), "by": "stc.lan", "act": "answer", "coordination": "C1", "kind": "agree"}
    lines = [*LINES[1 : asked + 1], late | {"coordination": LINES[asked]["coordination"]}]
    with world() as made:
        made.begin(silent(LINES[0]))
        assert refused(made, *lines) == (f"{asked + 2}:coordination", "coordination-not-owed")
    assert all(taken(empty, *lines)), "where silence is none, the answer is only late"


def silent(header: Any) -> Any:
    """The header, with silence as agreement wherever another agency is asked."""
    return json.loads(
        json.dumps(header).replace('"silence_is_agreement": false', '"silence_is_agreement": true')
    )


@pytest.mark.parametrize("subject", ["a\x00b", "a\nb\x1b", "a\ud800"])
def test_texts_that_nobody_could_keep_are_no_acts(subject: str) -> None:
    act = {**LINES[1], "subject": subject}
    with pytest.raises(msgspec.ValidationError, match="subject"):
        msgspec.convert(act, AnyAct)
    assert msgspec.convert({**LINES[1], "subject": "hai\ndòng\tcó thẻ"}, AnyAct)
