"""A case's story as a person reads it: a sentence an event, in order of effect, in both languages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.cases.application.known_here import KnownHere
from services.cases.domain.deciders import CASE
from services.cases.domain.directory import DIRECTORY
from services.cases.domain.passing.detecting import BuckPassingKind
from services.cases.domain.tree.sentences import PASSING_KINDS, SENTENCES
from services.cases.domain.tree.story import Names, StoryLine, story_of
from tests.unit.cases.histories.told import Told
from tests.unit.cases.histories.world import HERE, World, known_calendar, world

LATER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def taken() -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch, world() as made:
        patch.setattr(KnownHere, "calendar", known_calendar)
        yield made.take((HERE / "four-agencies.jsonl").read_bytes())


def story(taken: World, case: str, as_of: datetime = LATER) -> list[StoryLine]:
    agencies = ("SNV", "STC", "SXD", "STNMT", "CAT")
    names = Names(directories={one: taken.work.state(DIRECTORY, one) for one in agencies})
    return story_of(taken.cases[case], taken.records(), as_of, names)


def test_every_event_of_a_case_has_a_sentence() -> None:
    assert {one.__name__ for one in CASE.events} <= SENTENCES.keys()


def test_tells_who_did_what_with_names_beside_ids(taken: World) -> None:
    lines = story(taken, "A1")
    number = taken.cases["A1"]
    assert lines[0].text.vi == "Lan (snv.lan) mở hồ sơ: Thành lập Trung tâm Lưu trữ lịch sử"
    assert lines[0].text.en == "Lan (snv.lan) opened the case: Thành lập Trung tâm Lưu trữ lịch sử"
    said = [one.text.en for one in lines]
    assert "Lan (snv.lan) handed on from B1 “Bước B1” to B2 “Bước B2”, B3 “Bước B3”" in said
    asked = (
        f"Hùng (snv.hung) asked STC for a part of B2 “Bước B2” ({number}/1): Ý kiến về phương án tài chính"
    )
    assert asked in said
    assert f"Lan (stc.lan) (STC) took request {number}/1 up; case {taken.cases['B1']}" in said
    answered = f"Lan (stc.lan) (STC) answered {number}/1: agrees, with comments; case {taken.cases['B1']}"
    assert answered in said


def test_what_others_do_for_it_is_indented(taken: World) -> None:
    depth = {one.case_number: one.depth for one in story(taken, "A1")}
    assert depth == {taken.cases["A1"]: 0, taken.cases["B1"]: 1, taken.cases["C1"]: 2}
    assert {one.depth for one in story(taken, "B1")} == {0, 1}
    assert {one.case_number for one in story(taken, "C1")} == {taken.cases["C1"]}


def test_stands_in_order_of_effect_with_causes_first(taken: World) -> None:
    lines, records = story(taken, "A1"), {one.id: one for one in taken.records()}
    assert len(lines) == len(records)
    assert [one.at for one in lines] == sorted(one.at for one in lines)
    places = {(one.case_number, one.version): place for place, one in enumerate(lines)}
    for one in records.values():
        if (cause := records.get(one.causation_id)) is not None:
            before = places[cause.case_number, cause.version]
            assert before < places[one.case_number, one.version]


def test_ends_at_the_asked_instant(taken: World) -> None:
    first = story(taken, "A1")[0].at
    assert [one.version for one in story(taken, "A1", first)] == [1]
    assert story(taken, "A1", first - timedelta(minutes=1)) == []


def test_tells_both_times(taken: World) -> None:
    records = [replace(one, recorded_at=LATER) for one in taken.records()]
    line = story_of(taken.cases["A1"], records, LATER, Names())[0]
    assert (line.recorded_at, line.by) == (LATER, "snv.lan")
    assert line.text.en.startswith("snv.lan opened")


def told(history: Told) -> list[StoryLine]:
    return story_of(history.world.cases["A"], history.world.records(), LATER, Names())


def test_acts_of_one_instant_stand_in_the_order_of_their_lines(history: Told) -> None:
    history.ask("9 09:00", "C", agency="STC", step="B2")
    for by, act, said in (
        ("stc.hung", "answer", {"coordination": "C", "kind": "agree"}),
        ("snv.hung", "accept", {"coordination": "C"}),
        ("snv.hung", "complete", {"case": "A", "step": "B2"}),
        ("snv.hung", "complete", {"case": "A", "step": "B3"}),
    ):
        history.act("9 10:00", by, act, **said)
    lines = told(history)
    assert [one.version for one in lines] == [*range(1, len(lines) + 1)]


def test_a_late_answer_is_told_as_such(history: Told) -> None:
    history.ask("9 09:00", "C")
    history.act("9 11:00", "sxd.hung", "answer", coordination="C", kind="disagree", text="Chưa rõ")
    line, number = told(history)[-1], history.world.cases["A"]
    assert (
        line.text.vi
        == f"sxd.hung trả lời muộn {number}/1, sau khi im lặng đã là đồng ý: không đồng ý: Chưa rõ"
    )
    assert (
        line.text.en
        == f"sxd.hung answered {number}/1 too late, after its silence had agreed: disagrees: Chưa rõ"
    )


def test_every_kind_of_buck_passing_has_words() -> None:
    assert {one.value for one in BuckPassingKind} == PASSING_KINDS.keys()


def test_buck_passing_is_told_in_words(history: Told) -> None:
    history.ask("9 09:00", "C", limit="PT960M")
    history.act("11 08:00", "sxd.hung", "decline", coordination="C", reason="Không phải việc của Sở")
    line = next(one for one in told(history) if one.type == "BuckPassingDetected")
    assert line.text.vi == "phát hiện đùn đẩy trách nhiệm (chuyển đi vào ngày cuối cùng) giữa SXD, SNV"
    assert line.text.en == "buck-passing (passed on only on the last day) between SXD, SNV"
