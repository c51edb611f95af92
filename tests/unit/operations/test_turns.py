"""In which order a script's deeds are played: what builds on another agency's comes after it."""

from pathlib import Path

import pytest

from tthc.demo import COORDINATIONS, LIVING_AGENCY
from tthc.living.orders import orders_of
from tthc.living.script import Deed, Script, ScriptedAgency, ScriptedCase
from tthc.living.turns import rounds_of

PEOPLE = {"SNV": ("lan",), "STC": ("thanh",)}


def script(*cases: ScriptedCase) -> Script:
    agencies = [
        ScriptedAgency(Path(), {"agency": code, "officials": {one: {} for one in people}})
        for code, people in PEOPLE.items()
    ]
    return Script("", agencies, cases)


def played(told: Script) -> list[list[tuple[str, str, list[str]]]]:
    """Of each round: on which case, by whose people, which words."""
    return [
        [(one.case.key, one.agency, [deed.words for deed in one.deeds]) for one in turns]
        for turns in rounds_of(told)
    ]


def case(key: str, *deeds: tuple[float, str, str], answers: str | None = None) -> ScriptedCase:
    agency = "STC" if answers else "SNV"
    return ScriptedCase(key, agency, tuple(Deed(*deed) for deed in deeds), answers=answers)


def test_cases_that_have_nothing_to_do_with_each_other_are_played_at_once() -> None:
    one, other = case("a", (9, "lan", "open"), (8, "lan", "receive B")), case("b", (7, "lan", "open"))
    assert played(script(one, other)) == [
        [("a", "SNV", ["open", "receive B"]), ("b", "SNV", ["open"])],
    ]


def test_what_is_asked_is_taken_up_on_the_asking_case_and_goes_on_in_its_own() -> None:
    asks = case("a", (9, "lan", "open"), (8, "lan", "ask B 8h: ?"), (2, "lan", "accept 1"))
    own = case("b", (7, "thanh", "take 1 by P"), (6, "thanh", "receive B"), answers="a")
    assert played(script(own, asks)) == [
        [("a", "SNV", ["open", "ask B 8h: ?"])],
        [("a", "STC", ["take 1 by P"])],
        [("b", "STC", ["receive B"])],
        [("a", "SNV", ["accept 1"])],
    ]


@pytest.mark.parametrize(
    ("words", "order"),
    [
        (
            "ask B04 of VPUB 12h: Ý kiến?",
            {
                "command": "RequestCoordination",
                "step": "B04",
                "agency": "VPUB",
                "question": "Ý kiến?",
                "time_limit": {"duration": "PT12H", "counting": "working_hours"},
            },
        ),
        (
            "take 2 by STC-07",
            {
                "command": "ReceiveCoordination",
                "coordination": 2,
                "procedure": "STC-07",
                "opens_case": True,
            },
        ),
        (
            "decline 1 STP: Không thuộc thẩm quyền",
            {
                "command": "DeclineCoordination",
                "coordination": 1,
                "belongs_to": "STP",
                "reason": "Không thuộc thẩm quyền",
            },
        ),
    ],
)
def test_words_between_agencies_are_commands(words: str, order: dict[str, object]) -> None:
    assert orders_of(words) == [order]


def test_every_deed_of_the_demo_s_scripts_is_played_once() -> None:
    told = Script.read(LIVING_AGENCY, COORDINATIONS)
    deeds = [deed for one in told.cases for deed in one.deeds]
    assert sum(len(turn.deeds) for turns in rounds_of(told) for turn in turns) == len(deeds)
